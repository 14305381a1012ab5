import { useState } from 'react';
import { perform, useAct } from '#live/acts.ts';
import { useText } from '#text/text.ts';
import { NoteField } from '#ui/note-field.tsx';
import { RefusalLine } from '#ui/refusal-line.tsx';

/** What the next one should know and no machine does. It is on the list as soon as it is written. */
export function ShiftNoteForm() {
  const { shift } = useText();
  const text = shift.handOver;
  const [note, setNote] = useState('');
  const act = useAct('shift-note');
  const words = note.trim().slice(0, 500);
  const send = async () => {
    if (!words || act.state === 'sending') return;
    if (await perform('shift-note', 'hand-over.note', { text: words }, null)) setNote('');
  };
  return (
    <div className="shift-note">
      <NoteField
        label={text.note}
        value={note}
        onChange={setNote}
        onSubmit={(event) => {
          event.preventDefault();
          void send();
        }}
      />
      <button
        type="button"
        className="button"
        disabled={!words || act.state === 'sending'}
        onClick={() => void send()}
      >
        {text.addNote}
      </button>
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
    </div>
  );
}
