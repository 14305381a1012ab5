import type { Conclusion, Incident } from '@ftz/shared/contract/incident.ts';
import { type FormEvent, useState } from 'react';
import { perform, useAct } from '#live/acts.ts';
import { useText, wordFor } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';

const conclusions: readonly Conclusion[] = [
  'confirmed',
  'false-alarm',
  'nuisance',
  'resolved-on-site',
];

/** A conclusion and its reason end an incident; the server refuses while work is open. */
export function CloseForm({ incident, onDone }: { incident: Incident; onDone: () => void }) {
  const { incident: text, shell } = useText();
  const [conclusion, setConclusion] = useState<Conclusion | null>(null);
  const [note, setNote] = useState('');
  const key = `${incident.id}/close`;
  const act = useAct(key);
  const sending = act.state === 'sending';

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (conclusion === null) return;
    const argument = { incidentId: incident.id, conclusion, note: note.trim() };
    if (await perform(key, 'incident.close', argument, incident.version)) onDone();
  };

  return (
    <form className="incident-form" onSubmit={(event) => void submit(event)}>
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
      <fieldset className="choices">
        <legend>{text.conclusion}</legend>
        {conclusions.map((each) => (
          <label key={each}>
            <input
              type="radio"
              name="conclusion"
              value={each}
              checked={conclusion === each}
              onChange={() => setConclusion(each)}
            />
            {wordFor(text.conclusions, each)}
          </label>
        ))}
      </fieldset>
      <textarea
        className="field"
        aria-label={text.closeNote}
        placeholder={text.closeNote}
        rows={2}
        maxLength={2000}
        value={note}
        onChange={(event) => setNote(event.target.value)}
      />
      <div className="form-row">
        <button type="button" className="button quiet" onClick={onDone}>
          {shell.cancel}
        </button>
        <button type="submit" className="button primary" disabled={sending || conclusion === null}>
          {sending ? shell.sending : text.closeSend}
        </button>
      </div>
    </form>
  );
}
