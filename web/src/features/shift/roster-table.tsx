import { mayDo, mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { Person } from '@ftz/shared/contract/person.ts';
import type { Seat, ShiftPattern, ZoneDay } from '@ftz/shared/contract/shift.ts';
import { shiftCalendar } from '@ftz/shared/site/site.ts';
import { laterDay, shiftAt, slotKey, weekOf, zoneDayAt } from '@ftz/shared/state/shift-calendar.ts';
import { useEffect, useState } from 'react';
import { fetchPeople } from '#api/people.ts';
import { usePrincipal } from '#api/session.ts';
import { classNames } from '#lib/class-names.ts';
import { perform, useAct } from '#live/acts.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { nameIn } from '#text/names.ts';
import { useLanguage, useText } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { RosterImport } from './roster-import.tsx';

/** Who sits where on a day, shift by shift; whoever plans it chooses in place, or brings a week as text. */
export function RosterTable() {
  const { shift } = useText();
  const text = shift.roster;
  const language = useLanguage();
  const nowMs = useNow();
  const today = zoneDayAt(shiftCalendar, nowMs);
  const [day, setDay] = useState<ZoneDay>(today);
  const principal = usePrincipal();
  const people = usePlannable();
  const act = useAct('roster');
  const running = shiftAt(shiftCalendar, nowMs);
  const seats = shiftCalendar.seats.filter(
    ({ areas }) => principal !== null && mayDoInAny(principal, 'situation.read', areas),
  );
  const isNow = ({ id }: ShiftPattern) => running?.day === day && running.shift.id === id;
  return (
    <section className="roster" aria-label={text.title}>
      <h2>{text.title}</h2>
      <DayChoice day={day} today={today} onChoose={setDay} />
      <table>
        <thead>
          <tr>
            <th scope="col">{text.seat}</th>
            {shiftCalendar.shifts.map((pattern) => (
              <th
                key={pattern.id}
                scope="col"
                className={classNames(isNow(pattern) && 'now')}
                aria-current={isNow(pattern) ? 'time' : undefined}
              >
                {nameIn(language, pattern)} <small className="num">{hoursOf(pattern)}</small>
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {seats.map((seat) => (
            <tr key={seat.id}>
              <th scope="row">{nameIn(language, seat)}</th>
              {shiftCalendar.shifts.map((pattern) => (
                <td key={pattern.id} className={classNames(isNow(pattern) && 'now')}>
                  <SlotCell day={day} pattern={pattern} seat={seat} people={people} />
                </td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
      <RefusalLine refusal={act.state === 'refused' ? act.refusal : null} />
      {people.length > 0 ? <RosterImport people={people} /> : null}
    </section>
  );
}

const twoDigits = (n: number) => String(n).padStart(2, '0');
const clockOf = (minute: number) =>
  `${twoDigits(Math.floor(minute / 60) % 24)}:${twoDigits(minute % 60)}`;
const hoursOf = ({ startsAtMin, lastsMin }: ShiftPattern) =>
  `${clockOf(startsAtMin)}–${clockOf(startsAtMin + lastsMin)}`;

function DayChoice(props: { day: ZoneDay; today: ZoneDay; onChoose: (day: ZoneDay) => void }) {
  const { day, today, onChoose } = props;
  const { shift, shell } = useText();
  const step = (days: number) => onChoose(laterDay(day, days));
  return (
    <div className="day-choice">
      <button type="button" className="button" onClick={() => step(-7)}>
        ‹ <span className="visually-hidden">{shift.roster.previous}</span>
      </button>
      {weekOf(day).map((each) => (
        <button
          key={each}
          type="button"
          className="button num"
          aria-pressed={each === day}
          title={each === today ? shift.roster.today : undefined}
          data-today={each === today}
          onClick={() => onChoose(each)}
        >
          {shell.monthDay(Number(each.slice(5, 7)), Number(each.slice(8)))}
        </button>
      ))}
      <button type="button" className="button" onClick={() => step(7)}>
        › <span className="visually-hidden">{shift.roster.next}</span>
      </button>
    </div>
  );
}

function usePlannable(): Person[] {
  const principal = usePrincipal();
  const plans = principal !== null && mayDo(principal, 'roster.plan', null);
  const [people, setPeople] = useState<Person[]>([]);
  useEffect(() => {
    if (!plans) return;
    let wanted = true;
    void fetchPeople().then((answer) => {
      if (wanted && answer.ok) setPeople(answer.value.people);
    });
    return () => {
      wanted = false;
    };
  }, [plans]);
  return people;
}

type CellProps = { day: ZoneDay; pattern: ShiftPattern; seat: Seat; people: Person[] };

function SlotCell({ day, pattern, seat, people }: CellProps) {
  const { shift } = useText();
  const text = shift.roster;
  const language = useLanguage();
  const principal = usePrincipal();
  const act = useAct('roster');
  const key = slotKey({ day, shiftId: pattern.id, seatId: seat.id });
  const planned = useSituation(({ roster }) => roster[key]?.planned ?? null);
  const plans =
    principal !== null &&
    people.length > 0 &&
    seat.areas.every((area) => mayDo(principal, 'roster.plan', area));
  if (!plans) return planned?.name ?? <span className="nobody">{text.nobody}</span>;
  const suited = people.filter(
    ({ role, areas }) => role === seat.role && seat.areas.every((area) => areas.includes(area)),
  );
  const plan = (accountId: string | null) =>
    void perform(
      'roster',
      'roster.plan',
      { slots: [{ day, shiftId: pattern.id, seatId: seat.id, accountId }] },
      null,
    );
  return (
    <select
      className="field"
      aria-label={text.choose(nameIn(language, seat), nameIn(language, pattern))}
      value={planned?.accountId ?? ''}
      disabled={act.state === 'sending'}
      onChange={(event) => plan(event.target.value || null)}
    >
      <option value="">{text.nobody}</option>
      {planned && !suited.some(({ accountId }) => accountId === planned.accountId) ? (
        <option value={planned.accountId}>{planned.name}</option>
      ) : null}
      {suited.map(({ accountId, username }) => (
        <option key={accountId} value={accountId}>
          {username}
        </option>
      ))}
    </select>
  );
}
