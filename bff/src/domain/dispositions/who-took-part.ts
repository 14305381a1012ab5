import type { Disposition } from '@ftz/shared/contract/disposition.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { goesOnAs } from '@ftz/shared/state/goes-on-as.ts';
import { isIncidentOpen } from '@ftz/shared/state/incident-lifecycle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { readingOf } from '#domain/lanes/lane-reading.ts';
import type { People } from '#domain/people.ts';

/** Whoever only looked has touched nothing; whoever concluded, returned or settled has. */
const touchesNothing: readonly string[] = ['alarm.seen', 'disposition.started'];

/**
 * The persons who had a hand in what is concluded: everybody whom the timeline of its incidents names, under
 * whatever account, and who had a part in a disposition that this one replaces or that was returned.
 */
export function personsWhoTookPart(
  situation: Situation,
  disposition: Disposition,
  people: People,
): Set<string> {
  const { amends, returned } = disposition;
  const named = incidentsOf(situation, disposition)
    .flatMap(({ timeline }) => timeline)
    .filter(({ type }) => !touchesNothing.includes(type))
    .flatMap(({ accountId }) => accountId ?? []);
  const before = amends === null ? undefined : ownOf(situation.dispositions, amends);
  const signers = [before?.author, before?.second, before?.adjudicator, returned?.by];
  return new Set([
    ...named.map((accountId) => people.personIdOf(accountId)),
    ...signers.flatMap((signer) => signer?.personId ?? []),
  ]);
}

/**
 * Its own incident and the one in which that goes on; of an act also those that are about the same journey or
 * vehicle. The house looks for these itself: an author who names none would choose by it who may review him.
 */
function incidentsOf(situation: Situation, { incidentId, subject }: Disposition): Incident[] {
  const own = incidentId === null ? [] : [incidentId, goesOnAs(situation, incidentId)];
  const known = [...new Set(own)].flatMap((id) => ownOf(situation.incidents, id) ?? []);
  if (subject.kind !== 'act') return known;
  const reading = readingOf(situation, subject.entityId);
  const plate = reading?.plate ?? null;
  const journeyIds = [subject.entityId, ...(reading?.journeyId ? [reading.journeyId] : [])];
  const around = Object.values(situation.incidents).filter(
    (incident) =>
      isIncidentOpen(incident) &&
      incident.alarms.some(({ alarmId }) => {
        const alarm = ownOf(situation.alarms, alarmId);
        if (!alarm) return false;
        const isOfPlate = plate !== null && alarm.plate === plate;
        return isOfPlate || journeyIds.includes(alarm.journeyId ?? '');
      }),
  );
  return [...new Set([...known, ...around])];
}
