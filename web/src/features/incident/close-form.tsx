import { causesOf } from '@ftz/shared/contract/cause-code.ts';
import type { Conclusion, Incident } from '@ftz/shared/contract/incident.ts';
import { isOfIncident } from '@ftz/shared/state/disposition-lifecycle.ts';
import type { SyntheticEvent } from 'react';
import { type Draft, putDraft, type VerdictDraft } from '#desk/drafts.ts';
import { perform, useAct } from '#live/acts.ts';
import { useText, wordFor } from '#text/text.ts';
import { Choices } from '#ui/choices.tsx';
import { NoteField } from '#ui/note-field.tsx';
import { RefusalLine } from '#ui/refusal-line.tsx';

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
  const { incident: text, disposition, shell } = useText();
  const { conclusion, cause } = draft.verdict;
  const key = `${incident.id}/close`;
  const act = useAct(key);
  const sending = act.state === 'sending';
  const change = (part: Partial<CloseDraft>) => putDraft(incident.id, { ...draft, ...part });
  const judge = (part: Partial<VerdictDraft>) => change({ verdict: { ...draft.verdict, ...part } });

  const submit = async (event: SyntheticEvent) => {
    event.preventDefault();
    if (conclusion === null || !isOfIncident(conclusion) || cause === null) return;
    const argument = {
      incidentId: incident.id,
      conclusion,
      cause,
      note: draft.text.trim(),
      evidence: [],
      forcedRestore: draft.forcedRestore.trim() || null,
    };
    if (await perform(key, 'disposition.submit', argument, incident.version)) onDone();
  };

  return (
    <form className="incident-form" onSubmit={(event) => void submit(event)}>
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
      <Choices
        legend={text.conclusion}
        name="conclusion"
        values={conclusions}
        chosen={conclusions.find((each) => each === conclusion) ?? null}
        wordOf={(each) => wordFor(text.conclusions, each)}
        focused={focused}
        onChoose={(each) => judge({ conclusion: each })}
      />
      <Choices
        legend={disposition.cause}
        name="cause"
        values={causesOf(incident.kind)}
        chosen={cause}
        wordOf={(each) => wordFor(disposition.causes, each)}
        focused={false}
        onChoose={(each) => judge({ cause: each })}
      />
      <NoteField
        label={text.closeNote}
        value={draft.text}
        onSubmit={(event) => void submit(event)}
        onChange={(said) => change({ text: said })}
      />
      <div className="form-row">
        <button type="button" className="button quiet" onClick={onDone}>
          {shell.cancel}
        </button>
        <button
          type="submit"
          className="button primary"
          disabled={sending || conclusion === null || cause === null}
        >
          {sending ? shell.sending : text.closeSend}
        </button>
      </div>
    </form>
  );
}
