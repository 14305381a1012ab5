import type { Conclusion, Incident } from '@ftz/shared/contract/incident.ts';
import type { FormEvent } from 'react';
import { type Draft, putDraft } from '#desk/drafts.ts';
import { perform, useAct } from '#live/acts.ts';
import { useText, wordFor } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { submits } from '#ui/submits.ts';

const conclusions: readonly Conclusion[] = [
  'confirmed',
  'false-alarm',
  'nuisance',
  'resolved-on-site',
];

type CloseDraft = Extract<Draft, { form: 'close' }>;
type Props = { incident: Incident; draft: CloseDraft; focused: boolean; onDone: () => void };

/** A conclusion and its reason end an incident; the server refuses while work is open. */
export function CloseForm({ incident, draft, focused, onDone }: Props) {
  const { incident: text, shell } = useText();
  const { conclusion } = draft;
  const key = `${incident.id}/close`;
  const act = useAct(key);
  const sending = act.state === 'sending';
  const change = (part: Partial<CloseDraft>) => putDraft(incident.id, { ...draft, ...part });

  const submit = async (event: FormEvent) => {
    event.preventDefault();
    if (conclusion === null) return;
    const argument = { incidentId: incident.id, conclusion, note: draft.text.trim() };
    if (await perform(key, 'incident.close', argument, incident.version)) onDone();
  };

  return (
    <form className="incident-form" onSubmit={(event) => void submit(event)}>
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
      <fieldset className="choices">
        <legend>{text.conclusion}</legend>
        {conclusions.map((each, i) => (
          <label key={each}>
            <input
              type="radio"
              name="conclusion"
              value={each}
              // biome-ignore lint/a11y/noAutofocus: the operator has just asked to close.
              autoFocus={focused && i === 0}
              checked={conclusion === each}
              onChange={() => change({ conclusion: each })}
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
        value={draft.text}
        onKeyDown={(event) => submits(event) && void submit(event)}
        onChange={(event) => change({ text: event.target.value })}
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
