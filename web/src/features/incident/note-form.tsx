import type { Incident } from '@ftz/shared/contract/incident.ts';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { perform, useAct } from '#live/acts.ts';
import { useText } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';

/** Enter writes, Shift+Enter breaks the line. The text stays until the server has it. */
export function NoteForm({ incident, onDone }: { incident: Incident; onDone: () => void }) {
  const { incident: text, shell } = useText();
  const [note, setNote] = useState('');
  const key = `${incident.id}/note`;
  const act = useAct(key);
  const sending = act.state === 'sending';

  const submit = async (event?: FormEvent) => {
    event?.preventDefault();
    const said = note.trim();
    if (said === '') return;
    const argument = { incidentId: incident.id, text: said };
    if (await perform(key, 'incident.note', argument, null)) onDone();
  };
  const typed = (event: KeyboardEvent) => {
    if (event.key !== 'Enter' || event.shiftKey || event.nativeEvent.isComposing) return;
    event.preventDefault();
    void submit();
  };

  return (
    <form className="incident-form" onSubmit={(event) => void submit(event)}>
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
      <textarea
        className="field"
        aria-label={text.note}
        placeholder={text.notePlaceholder}
        rows={2}
        maxLength={2000}
        // biome-ignore lint/a11y/noAutofocus: the operator has just asked to write.
        autoFocus
        value={note}
        onKeyDown={typed}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="form-row">
        <button type="button" className="button quiet" onClick={onDone}>
          {shell.cancel}
        </button>
        <button type="submit" className="button" disabled={sending || note.trim() === ''}>
          {sending ? shell.sending : text.noteSend}
        </button>
      </div>
    </form>
  );
}
