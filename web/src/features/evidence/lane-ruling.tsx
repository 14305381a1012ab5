import { mayDo } from '@ftz/shared/access/policy.ts';
import type { LaneOutcome, LaneRuling as Ruling } from '@ftz/shared/contract/lane-decision.ts';
import type { LaneRead } from '@ftz/shared/contract/lane-passage.ts';
import { compareEvidence, differingItems } from '@ftz/shared/state/compare-evidence.ts';
import { readsOf, subjectOf } from '@ftz/shared/state/evidence-of.ts';
import { isJustified } from '@ftz/shared/state/justified-act.ts';
import { laneOutcomeKey } from '@ftz/shared/state/lane-outcome.ts';
import { type FormEvent, useState } from 'react';
import { usePrincipal } from '#api/session.ts';
import { useKeys } from '#desk/keys.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { forgetRefusal, perform, useAct } from '#live/acts.ts';
import { useSituation } from '#live/durable-store.ts';
import { useText, wordFor } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import './lane-ruling.css';

const overDesk = 20;
const acts: { ruling: Ruling; key: string }[] = [
  { ruling: 'hold', key: 'Q' },
  { ruling: 'inspect', key: 'I' },
  { ruling: 'release', key: 'U' },
];

/** What an officer rules on the newest reading: a letter, a reason that stands there already, Enter. */
export function LaneRuling({ incidentId }: { incidentId: string }) {
  const text = useText().evidence;
  const read = useSituation((s) => {
    const incident = s.incidents[incidentId];
    return incident ? (readsOf(s, subjectOf(s, incident)).at(-1) ?? null) : null;
  });
  if (!read) return <footer className="lane-ruling empty">{text.noLane}</footer>;
  return <RulingOf key={read.passage.eventId} incidentId={incidentId} read={read} />;
}

function RulingOf({ incidentId, read }: { incidentId: string; read: LaneRead }) {
  const text = useText().evidence;
  const { laneId, eventId, area } = read.passage;
  const key = laneOutcomeKey(laneId, eventId);
  const outcome = useSituation((s) => s.laneOutcomes[key] ?? null);
  const isClosed = useSituation((s) => s.incidents[incidentId]?.state === 'closed');
  const principal = usePrincipal();
  const act = useAct(key);
  const [asked, setAsked] = useState<Ruling | null>(null);
  const may = principal !== null && mayDo(principal, 'lane.decide', area) && !isClosed;
  const ask = (ruling: Ruling) => () => {
    forgetRefusal(key);
    setAsked(ruling);
  };
  const keys = acts.map(({ key, ruling }) => [key.toLowerCase(), may ? ask(ruling) : undefined]);
  useKeys(Object.fromEntries(keys), overDesk);
  const differs = useSituation((s) => {
    const incident = s.incidents[incidentId];
    return incident !== undefined && differingItems(compareEvidence(s, incident)).length > 0;
  });
  const isRefusedAlone = act.state === 'refused' && act.refusal.code === 'second-person-needed';
  const isJust = useSituation((s) => isJustified(s, 'released-after-mismatch', key));
  const takesTwo = asked === 'release' && ((differs && !isJust) || isRefusedAlone);
  const rule = async (ruling: Ruling, reason: string) => {
    const done = takesTwo
      ? await perform(
          key,
          'disposition.propose',
          {
            act: 'released-after-mismatch',
            entityId: key,
            area,
            incidentId,
            alreadyDone: false,
            conclusion: 'justified',
            cause: 'other',
            note: reason,
            evidence: [],
          },
          null,
        )
      : await perform(
          key,
          'lane.decide',
          { laneId, eventId, incidentId, decision: ruling, reason },
          null,
        );
    if (done) setAsked(null);
  };
  return (
    <footer className="lane-ruling">
      <StandsAt read={read} outcome={outcome} />
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
      {asked ? (
        <ReasonForm
          key={asked}
          ruling={asked}
          incidentId={incidentId}
          takesTwo={takesTwo}
          sending={act.state === 'sending'}
          onSend={(reason) => void rule(asked, reason)}
          onCancel={() => setAsked(null)}
        />
      ) : null}
      {may && !asked
        ? acts.map(({ ruling, key }) => (
            <button
              key={ruling}
              type="button"
              className="button"
              data-ruling={ruling}
              onClick={ask(ruling)}
            >
              {wordFor(text.rulingActs, ruling)} <kbd>{key}</kbd>
            </button>
          ))
        : null}
    </footer>
  );
}

function StandsAt({ read, outcome }: { read: LaneRead; outcome: LaneOutcome | null }) {
  const { evidence: text, disposition } = useText();
  const { decision, passage } = read;
  const key = laneOutcomeKey(passage.laneId, passage.eventId);
  const proposed = useSituation(
    ({ dispositions }) =>
      Object.values(dispositions)
        .filter(({ subject }) => subject.kind === 'act' && subject.entityId === key)
        .toSorted((a, b) => b.submittedAtMs - a.submittedAtMs)[0] ?? null,
  );
  return (
    <p className="num" role="status">
      {passage.laneId}
      {outcome ? ` · ${wordFor(text.laneStates, outcome.state)}` : null}
      {outcome?.releaseAsked && outcome.releasedAtMs === null ? (
        <b data-release-asked>
          {` · ${text.releaseAsked(outcome.releaseAsked.by, zoneTime(outcome.releaseAsked.atMs))}`}
        </b>
      ) : null}
      {proposed ? (
        <b data-proposed={proposed.state}>
          {` · ${text.proposed} · ${wordFor(disposition.states, proposed.state)}`}
          {proposed.second ? ` · ${proposed.second.name}` : null}
        </b>
      ) : null}
      {decision ? (
        <b>
          {' · '}
          {text.ruled(
            wordFor(text.rulingActs, decision.ruling),
            decision.by,
            zoneTime(decision.atMs),
          )}
          {` · ${wordFor(text.reaches, decision.reaches)}`}
        </b>
      ) : null}
    </p>
  );
}

type FormProps = {
  ruling: Ruling;
  incidentId: string;
  /** It is proposed to a second person, and done when he agrees. */
  takesTwo: boolean;
  sending: boolean;
  onSend: (reason: string) => void;
  onCancel: () => void;
};

function ReasonForm({ ruling, incidentId, takesTwo, sending, onSend, onCancel }: FormProps) {
  const { evidence: text, shell } = useText();
  const differing = useSituation((s) => {
    const incident = s.incidents[incidentId];
    return incident ? differingItems(compareEvidence(s, incident)).join(' ') : '';
  });
  const words = differing.split(' ').filter(Boolean);
  const items = words.map((item) => wordFor(text.items, item)).join('、');
  const [reason, setReason] = useState(words.length > 0 ? text.differs(items) : text.asRead);
  useKeys({ Escape: onCancel }, 40);
  const send = (event: FormEvent) => {
    event.preventDefault();
    if (reason.trim() !== '' && !sending) onSend(reason.trim());
  };
  return (
    <form onSubmit={send}>
      <label>
        {wordFor(text.rulingActs, ruling)} · {text.reason}
        <input
          className="field"
          // biome-ignore lint/a11y/noAutofocus: the officer has just asked to rule.
          autoFocus
          maxLength={500}
          value={reason}
          onChange={(event) => setReason(event.target.value)}
        />
      </label>
      <button type="submit" className="button primary" disabled={sending}>
        {sending ? shell.sending : takesTwo ? text.propose : text.confirm} <kbd>Enter</kbd>
      </button>
      <button type="button" className="button quiet" onClick={onCancel}>
        {shell.cancel}
      </button>
    </form>
  );
}
