import type { AreaId } from '#contract/ids.ts';
import type { RefusalCode } from '#contract/refusal.ts';
import type { Situation } from '#contract/situation.ts';
import type { Task } from '#contract/task.ts';
import type { UnitRecord, UnitState } from '#contract/unit.ts';
import { ownOf } from './own.ts';
import { isOffItsUnit } from './task-lifecycle.ts';

/** A unit of which nothing was ever told. */
export function emptyUnit(id: string, area: AreaId): UnitRecord {
  return {
    id,
    version: 1,
    area,
    crew: [],
    vehicleId: null,
    fix: null,
    outOfService: null,
    distress: null,
  };
}

export const unitOf = (situation: Situation, id: string, area: AreaId): UnitRecord =>
  ownOf(situation.units, id) ?? emptyUnit(id, area);

/** What a unit still has to do, its oldest task first. */
export function tasksOfUnit({ tasks }: Situation, unitId: string): Task[] {
  return Object.values(tasks)
    .filter((task) => task.unitId === unitId && !isOffItsUnit(task))
    .sort((a, b) => a.issuedAtMs - b.issuedAtMs);
}

/** How far its foremost task is: whoever inspects here is not merely assigned there. */
const byTask: readonly [UnitState, readonly Task['state'][]][] = [
  ['inspecting', ['executing']],
  ['on-site', ['on-site', 'returned']],
  ['en-route', ['en-route']],
  ['assigned', ['issued', 'accepted', 'suspended']],
];

/**
 * The state of a unit, told from what is recorded of it and of its tasks. Danger goes before all, and
 * a unit without a crew is off duty until somebody is sent with it all the same.
 */
export function unitStateOf(situation: Situation, unitId: string): UnitState {
  const unit = ownOf(situation.units, unitId);
  if (unit?.distress) return 'distress';
  if (unit?.outOfService) return 'out-of-service';
  const states = tasksOfUnit(situation, unitId).map(({ state }) => state);
  const foremost = byTask.find(([, of]) => states.some((state) => of.includes(state)));
  if (foremost) return foremost[0];
  return unit && unit.crew.length > 0 ? 'available' : 'off-duty';
}

/** The unit that somebody rides in. */
export function unitOfAccount({ units }: Situation, accountId: string): UnitRecord | undefined {
  return Object.values(units).find(({ crew }) => crew.some((one) => one.accountId === accountId));
}

export function refusalToLeave(
  situation: Situation,
  unit: UnitRecord,
  accountId: string,
): RefusalCode | null {
  if (!unit.crew.some((one) => one.accountId === accountId)) return 'wrong-state';
  const last = unit.crew.length === 1;
  const underWay = tasksOfUnit(situation, unit.id).some(({ state }) => state !== 'issued');
  return last && underWay ? 'unit-busy' : null;
}

/** Nobody is sent with a unit that is broken or in danger. */
export function refusalToSend(unit: UnitRecord | undefined): RefusalCode | null {
  return unit?.outOfService || unit?.distress ? 'unit-unavailable' : null;
}
