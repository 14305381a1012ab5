import type { AlarmKind } from '@ftz/shared/contract/alarm.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { Unit, UnitEquipment, UnitKind } from '@ftz/shared/contract/site.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { UnitReason } from '@ftz/shared/contract/suggested-unit.ts';
import type { TaskKind } from '@ftz/shared/contract/task.ts';
import type { UnitRecord } from '@ftz/shared/contract/unit.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { alarmsOfIncident } from '@ftz/shared/state/situation-selectors.ts';
import { tasksOfUnit } from '@ftz/shared/state/unit-lifecycle.ts';

const kindsOfUnit: Record<TaskKind, readonly UnitKind[]> = {
  review: ['review'],
  'video-inspection': ['video'],
  'mobile-verification': ['field'],
  'follow-up-check': ['field', 'review'],
  emergency: ['field', 'review', 'video'],
};

export function isUnitFor(unit: Unit, kind: TaskKind): boolean {
  return kindsOfUnit[kind].includes(unit.kind);
}

/** What some alarms need at hand. */
const needed: Partial<Record<AlarmKind, UnitEquipment>> = { radiation: 'radiation-meter' };

const crewOfTwo = 2;
/** So long on duty somebody drives no more, if another can. */
const restedWithinMs = 10 * 3_600_000;
/** A day's work is looked at; so many more tasks than the least burdened is unfair. */
const loadWithinMs = 12 * 3_600_000;
const unfairBy = 3;
/** Older than this a fix is no present place. */
export const freshFixMs = 60_000;

export type Question = {
  situation: Situation;
  incident: Incident;
  kind: TaskKind;
  nowMs: number;
  /** The fewest tasks that a unit of this kind has had lately. */
  leastLoad: number;
};

export function loadOf({ tasks }: Situation, unitId: string, nowMs: number): number {
  return Object.values(tasks).filter(
    (task) =>
      task.unitId === unitId && task.state !== 'draft' && task.issuedAtMs > nowMs - loadWithinMs,
  ).length;
}

/** Everything that speaks against a unit, in the order in which it is weighed. */
export function reasonsAgainst(unit: Unit, question: Question): UnitReason[] {
  const { situation, incident, kind } = question;
  if (!isUnitFor(unit, kind)) return ['other-kind'];
  const record = ownOf(situation.units, unit.id);
  const holds: [UnitReason, boolean][] = [
    ['other-area', !incident.areas.includes(unit.area)],
    ['out-of-service', record?.outOfService != null],
    ['distress', record?.distress != null],
    ['busy', tasksOfUnit(situation, unit.id).length > 0],
    ['conflict', hasConflict(unit, question)],
    ['no-equipment', lacksEquipment(unit, question)],
    ['heavy-load', loadOf(situation, unit.id, question.nowMs) >= question.leastLoad + unfairBy],
  ];
  const against = holds.filter(([, is]) => is).map(([reason]) => reason);
  return unit.kind === 'field' ? [...against, ...reasonsOfCrew(record, question)] : against;
}

/** Who sits at a desk needs no crew of two and no place. */
function reasonsOfCrew(record: UnitRecord | undefined, question: Question): UnitReason[] {
  const { situation, nowMs } = question;
  const crew = record?.crew ?? [];
  if (crew.length === 0) return ['not-staffed'];
  const persons = new Set(crew.map(({ personId }) => personId));
  const holds: [UnitReason, boolean][] = [
    ['unlicensed', crew.some(({ licences }) => !licences.includes('open-goods'))],
    ['crew-of-one', persons.size < crewOfTwo],
    ['not-rested', crew.some(({ accountId }) => !isRested(situation, accountId, nowMs))],
    ['stale-fix', !record?.fix || nowMs - record.fix.atMs > freshFixMs],
  ];
  return holds.filter(([, is]) => is).map(([reason]) => reason);
}

function isRested({ duty }: Situation, accountId: string, nowMs: number): boolean {
  const since = ownOf(duty, accountId)?.sinceMs;
  return since === undefined || nowMs - since <= restedWithinMs;
}

function lacksEquipment({ equipment = [] }: Unit, { situation, incident }: Question): boolean {
  const kinds = alarmsOfIncident(situation, incident.id).map(({ kind }) => kind);
  return kinds.some((kind) => {
    const need = needed[kind];
    return need !== undefined && !equipment.includes(need);
  });
}

/** A unit with a tie to the enterprise whose goods they are. */
function hasConflict({ conflictsWith = [] }: Unit, { situation, incident }: Question): boolean {
  if (conflictsWith.length === 0) return false;
  const containers = alarmsOfIncident(situation, incident.id).map(({ containerNo }) => containerNo);
  return Object.values(situation.documents).some(
    ({ containerNo, consignee }) =>
      consignee !== null &&
      containerNo !== null &&
      containers.includes(containerNo) &&
      conflictsWith.includes(consignee),
  );
}
