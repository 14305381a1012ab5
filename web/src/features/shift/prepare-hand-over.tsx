import type { Principal } from '@ftz/shared/contract/account.ts';
import type { Person } from '@ftz/shared/contract/person.ts';
import { shiftCalendar } from '@ftz/shared/site/site.ts';
import { draftHandOver } from '@ftz/shared/state/draft-hand-over.ts';
import { shiftAt } from '@ftz/shared/state/shift-calendar.ts';
import { useState } from 'react';
import { perform, useAct } from '#live/acts.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { useText, wordFor } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { HandOverItems } from './hand-over-items.tsx';
import { HandOverSteps } from './hand-over-steps.tsx';
import { ShiftNoteForm } from './shift-note-form.tsx';
import { commonAreas, successorsOf } from './successors.ts';

/** The first step: to whom, and what it will be. The list is drafted by itself. */
export function PrepareHandOver({ me }: { me: Principal }) {
  const { shift } = useText();
  const text = shift.handOver;
  const duty = useSituation((situation) => situation.duty[me.accountId] ?? null);
  const successors = useSituation((situation) => successorsOf(situation, me.accountId));
  const next = useNextInMySeat(me.accountId);
  const [chosen, setChosen] = useState<string | null>(null);
  const act = useAct('hand-over');
  if (!duty) return <p className="none">{text.notOnDuty}</p>;
  const to = successors.find(({ accountId }) => accountId === (chosen ?? next)) ?? successors[0];
  return (
    <div className="prepare">
      <HandOverSteps at={0} />
      {to ? (
        <SuccessorChoice people={successors} chosen={to.accountId} onChoose={setChosen} />
      ) : (
        <p className="none">{text.noSuccessor}</p>
      )}
      <h3>{text.preview}</h3>
      <Preview
        accountId={me.accountId}
        areas={to ? commonAreas(duty.person, to) : me.areas}
        sinceMs={duty.sinceMs}
      />
      <ShiftNoteForm />
      <div className="form-row">
        <button
          type="button"
          className="button primary"
          disabled={!to || act.state === 'sending'}
          onClick={() =>
            to && void perform('hand-over', 'hand-over.start', { toAccountId: to.accountId }, null)
          }
        >
          {text.start}
        </button>
      </div>
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
    </div>
  );
}

function SuccessorChoice(props: {
  people: readonly Person[];
  chosen: string;
  onChoose: (accountId: string) => void;
}) {
  const { shift, shell } = useText();
  return (
    <fieldset className="choices">
      <legend>{shift.handOver.to}</legend>
      {props.people.map(({ accountId, username, role }) => (
        <label key={accountId}>
          <input
            type="radio"
            name="successor"
            checked={accountId === props.chosen}
            onChange={() => props.onChoose(accountId)}
          />
          {username} <small>{wordFor(shell.roles, role)}</small>
        </label>
      ))}
    </fieldset>
  );
}

/** The minute will do: what becomes overdue meanwhile is listed by the server. */
type PreviewProps = { accountId: string; areas: Principal['areas']; sinceMs: number };
function Preview({ accountId, areas, sinceMs }: PreviewProps) {
  const nowMs = Math.floor(useNow() / 60_000) * 60_000;
  const situation = useSituation((whole) => whole);
  return <HandOverItems items={draftHandOver(situation, { accountId, areas, sinceMs, nowMs })} />;
}

/** Who is planned for the seat of this person in the next shift. */
function useNextInMySeat(accountId: string): string | null {
  const running = shiftAt(shiftCalendar, useNow());
  const next = running && shiftAt(shiftCalendar, running.endsAtMs);
  return useSituation(({ roster }) => {
    const slots = Object.values(roster);
    const seat = slots.find(
      ({ day, shiftId, planned }) =>
        running?.day === day && running.shift.id === shiftId && planned?.accountId === accountId,
    )?.seatId;
    const successor = slots.find(
      ({ day, shiftId, seatId }) =>
        next?.day === day && next.shift.id === shiftId && seatId === seat,
    );
    return successor?.planned?.accountId ?? null;
  });
}
