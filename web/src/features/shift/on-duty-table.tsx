import type { Duty } from '@ftz/shared/contract/duty.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { shiftCalendar } from '@ftz/shared/site/site.ts';
import { incidentsOwnedBy } from '@ftz/shared/state/incident-ownership.ts';
import { shiftAt } from '@ftz/shared/state/shift-calendar.ts';
import { isTaskOpen } from '@ftz/shared/state/task-lifecycle.ts';
import { usePrincipal } from '#api/session.ts';
import { areaOrder } from '#lib/area-order.ts';
import { zoneMinute } from '#lib/zone-time.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { useText, wordFor } from '#text/text.ts';

/** Who is here, and how much each carries; whoever is planned now and is not here stands below. */
export function OnDutyTable() {
  const { shift } = useText();
  const text = shift.onDuty;
  const duties = useSituation(({ duty }) => Object.values(duty));
  const absent = useAbsent();
  return (
    <section className="on-duty" aria-label={text.title}>
      <h2>{text.title}</h2>
      {duties.length === 0 && absent.length === 0 ? <p className="none">{text.none}</p> : null}
      <table>
        <thead>
          <tr>
            <th scope="col">{text.person}</th>
            <th scope="col">{text.role}</th>
            <th scope="col">{text.areas}</th>
            <th scope="col">{text.since}</th>
            <th scope="col" className="number">
              {text.incidents}
            </th>
            <th scope="col" className="number">
              {text.tasks}
            </th>
          </tr>
        </thead>
        <tbody>
          {duties
            .toSorted((a, b) => a.person.role.localeCompare(b.person.role) || a.sinceMs - b.sinceMs)
            .map((duty) => (
              <DutyRow key={duty.person.accountId} duty={duty} />
            ))}
          {absent.map(({ seatId, planned }) => (
            <tr key={seatId} className="absent">
              <th scope="row">{planned?.name}</th>
              <td colSpan={5}>{text.notHere}</td>
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  );
}

function DutyRow({ duty: { person, sinceMs } }: { duty: Duty }) {
  const { shift, shell } = useText();
  const me = usePrincipal()?.accountId === person.accountId;
  const load = useSituation((situation) => loadOf(situation, person.accountId, person.username));
  return (
    <tr>
      <th scope="row">
        {person.username}
        {me ? <small> {shift.onDuty.you}</small> : null}
      </th>
      <td>{wordFor(shell.roles, person.role)}</td>
      <td>
        {areaOrder
          .filter((area) => person.areas.includes(area))
          .map((area) => wordFor(shell.areas, area))
          .join(' ')}
      </td>
      <td className="num">{zoneMinute(sinceMs)}</td>
      <td className="num number">{load.incidents}</td>
      <td className="num number">{load.tasks}</td>
    </tr>
  );
}

function loadOf(situation: Situation, accountId: string, name: string) {
  const tasks = Object.values(situation.tasks).filter(
    (task) => isTaskOpen(task) && task.issuedBy === name,
  );
  return {
    incidents: incidentsOwnedBy(situation, { accountId }).length,
    tasks: tasks.length,
  };
}

function useAbsent() {
  const shift = shiftAt(shiftCalendar, useNow());
  return useSituation(({ roster, duty }) =>
    Object.values(roster).filter(
      ({ day, shiftId, planned }) =>
        shift !== null &&
        day === shift.day &&
        shiftId === shift.shift.id &&
        planned !== null &&
        !Object.hasOwn(duty, planned.accountId),
    ),
  );
}
