import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { Unit } from '@ftz/shared/contract/site.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { TaskKind } from '@ftz/shared/contract/task.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { openAlarms } from '@ftz/shared/state/situation-selectors.ts';
import type { Thing } from '#desk/thing.ts';

/** What a line asks for, or the word in it that nobody understands. */
export type Asked =
  | { do: 'nothing' }
  | { do: 'show'; alarm: Alarm }
  /** One that is over: nothing in the queue leads to it any more. */
  | { do: 'show-closed'; incident: Incident }
  | { do: 'point-out'; thing: Thing }
  | { do: 'dispatch'; kind: TaskKind; incidentId: string; unit: Unit | null; days: number | null }
  | { do: 'not-understood'; word: string }
  | { do: 'name-incident' };

type Known = {
  situation: Situation;
  units: readonly Unit[];
  selectedIncidentId: string | null;
  /** What on the map bears a word. */
  findThing: (word: string) => Thing | null;
};

const kinds: Record<string, TaskKind> = {
  r: 'review',
  v: 'video-inspection',
  m: 'mobile-verification',
  f: 'follow-up-check',
};

/**
 * `m 沪A12345 WGQ-P1`, `v`, `f 3d`; or a plate, a seal, a container or an incident alone, which is then
 * shown, or the name of anything on the map, which is pointed out. Where no incident is named, the selected one is meant.
 */
export function readLine(line: string, known: Known): Asked {
  const words = line.trim().split(/\s+/).filter(Boolean);
  const [first] = words;
  if (first === undefined) return { do: 'nothing' };
  const kind = kinds[first.toLowerCase()];
  if (kind === undefined) {
    const word = words.join(' ');
    const alarm = findAlarm(word, known.situation);
    if (alarm) return { do: 'show', alarm };
    const incident = ownOf(known.situation.incidents, word);
    if (incident) return { do: 'show-closed', incident };
    const thing = known.findThing(word);
    return thing ? { do: 'point-out', thing } : { do: 'not-understood', word };
  }
  return readDispatch(kind, words.slice(1), known);
}

function readDispatch(kind: TaskKind, words: readonly string[], known: Known): Asked {
  let incidentId = known.selectedIncidentId;
  let unit: Unit | null = null;
  let days: number | null = null;
  for (const word of words) {
    const named = findUnit(word, known.units);
    const alarm = named ? null : findAlarm(word, known.situation);
    if (/^\d{1,3}d$/i.test(word)) days = Number.parseInt(word, 10);
    else if (named) unit = named;
    else if (alarm?.incidentId) incidentId = alarm.incidentId;
    else return { do: 'not-understood', word };
  }
  return incidentId === null
    ? { do: 'name-incident' }
    : { do: 'dispatch', kind, incidentId, unit, days };
}

function findUnit(word: string, units: readonly Unit[]): Unit | null {
  const asked = word.toLowerCase();
  const names = ({ id, nameZh, nameEn }: Unit) => [id, nameZh, nameEn].map((n) => n.toLowerCase());
  return units.find((unit) => names(unit).includes(asked)) ?? null;
}

/** The gravest open alarm that bears this word, whole or in part. */
function findAlarm(word: string, situation: Situation): Alarm | null {
  return findAlarms(word, situation)[0] ?? null;
}

const shortest = 2;

export function findAlarms(word: string, situation: Situation): Alarm[] {
  const asked = word.trim().toLowerCase();
  if (asked.length < shortest) return [];
  return openAlarms(situation).filter(
    ({ plate, sealId, containerNo, incidentId, vehicleId, entityId }) =>
      [plate, sealId, containerNo, incidentId, vehicleId, entityId].some((name) =>
        name?.toLowerCase().includes(asked),
      ),
  );
}
