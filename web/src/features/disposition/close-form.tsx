import type { Conclusion, Incident } from '@ftz/shared/contract/incident.ts';
import { abnormalOf, unrestored } from '@ftz/shared/state/abnormal-closing.ts';
import {
  isOfIncident,
  pendingDispositionOf,
  takesTwo,
} from '@ftz/shared/state/disposition-lifecycle.ts';
import { alarmsOfIncident } from '@ftz/shared/state/situation-selectors.ts';
import type { SyntheticEvent } from 'react';
import { type Draft, putDraft } from '#desk/drafts.ts';
import { useKeys } from '#desk/keys.ts';
import { perform, useAct } from '#live/acts.ts';
import { useSituation } from '#live/durable-store.ts';
import { useText, wordFor } from '#text/text.ts';
import { NoteField } from '#ui/note-field.tsx';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { VerdictFields } from './verdict-fields.tsx';
import './disposition.css';
import { SendRow } from '#ui/send-row.tsx';

const conclusions: readonly Conclusion[] = [
  'confirmed',
  'false-alarm',
  'nuisance',
  'resolved-on-site',
];

type CloseDraft = Extract<Draft, { form: 'close' }>;
type Props = { incident: Incident; draft: CloseDraft; focused: boolean; onDone: () => void };

/** A conclusion ends an incident; it says at once whether that takes a second person, and why. */
export function CloseForm({ incident, draft, focused, onDone }: Props) {
  const { disposition: text } = useText();
  const situation = useSituation((whole) => whole);
  const { conclusion, cause } = draft.verdict;
  const key = `${incident.id}/close`;
  const act = useAct(key);
  const sending = act.state === 'sending';
  const change = (part: Partial<CloseDraft>) => putDraft(incident.id, { ...draft, ...part });
  const alarms = alarmsOfIncident(situation, incident.id);
  const lasting = unrestored(alarms);
  const forced = lasting.length > 0;
  const ready =
    conclusion !== null && cause !== null && (!forced || draft.forcedRestore.trim() !== '');
  const why = useWhyTwo(incident, conclusion);

  const send = async () => {
    if (conclusion === null || !isOfIncident(conclusion) || cause === null || !ready) return;
    const argument = {
      incidentId: incident.id,
      conclusion,
      cause,
      note: draft.text.trim(),
      evidence: [],
      forcedRestore: forced ? draft.forcedRestore.trim() : null,
    };
    if (await perform(key, 'disposition.submit', argument, incident.version)) onDone();
  };
  const submit = (event: SyntheticEvent) => {
    event.preventDefault();
    void send();
  };
  useKeys(ready ? { Enter: () => void send() } : {}, 30);

  return (
    <form className="incident-form close-form" onSubmit={submit}>
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
      <VerdictFields
        name="close"
        conclusions={conclusions}
        alarmKind={incident.kind}
        chosen={draft.verdict}
        focused={focused}
        onChoose={(verdict) => change({ verdict })}
      />
      <NoteField
        label={text.note}
        value={draft.text}
        onSubmit={submit}
        onChange={(said) => change({ text: said })}
      />
      {forced ? (
        <NoteField
          label={text.forcedRestore}
          value={draft.forcedRestore}
          onSubmit={submit}
          onChange={(forcedRestore) => change({ forcedRestore })}
        />
      ) : null}
      {forced ? (
        <p className="second-hint">
          {text.unrestored(lasting.map(({ entityId }) => entityId).join(', '))}
        </p>
      ) : null}
      {why ? (
        <p className="second-hint" role="status" data-needs-second={why.length > 0}>
          {why.length > 0 ? text.needsSecond(why.join(' · ')) : text.oneSignature}
        </p>
      ) : null}
      <SendRow
        word={why?.length ? text.submitForReview : text.submit}
        sending={sending}
        ready={ready}
        onCancel={onDone}
      />
    </form>
  );
}

/** Why it takes two to conclude it so, in words; none: one signature does. Null: nothing is chosen yet. */
function useWhyTwo(
  incident: Incident,
  conclusion: CloseDraft['verdict']['conclusion'],
): string[] | null {
  const { disposition: text } = useText();
  const situation = useSituation((whole) => whole);
  if (conclusion === null || !isOfIncident(conclusion)) return null;
  const alarms = alarmsOfIncident(situation, incident.id);
  const forced = unrestored(alarms).length > 0;
  const abnormal = abnormalOf(incident, alarms, { conclusion, forced });
  const before = pendingDispositionOf(situation, incident.id);
  if (!takesTwo(abnormal, before)) return [];
  const words = abnormal.map((each) => wordFor(text.abnormal, each));
  return before?.needsSecond ? [...words, text.reviewedBefore] : words;
}
