import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Unit } from '@ftz/shared/contract/site.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { SuggestedUnit, UnitReason } from '@ftz/shared/contract/suggested-unit.ts';
import type { TaskKind } from '@ftz/shared/contract/task.ts';
import { travelMs, wayM } from '@ftz/shared/geo/travel.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { unitStateOf } from '@ftz/shared/state/unit-lifecycle.ts';
import { freshFixMs, isUnitFor, loadOf, reasonsAgainst } from './unit-reasons.ts';

/**
 * How grave a reason is: each weighs more than all that are lighter than it together. So an idle unit
 * of the area goes before a busy one, and that one before a unit of another area.
 */
const lightestFirst: readonly UnitReason[] = [
  'farther',
  'stale-fix',
  'heavy-load',
  'not-rested',
  'crew-of-one',
  'unlicensed',
  'not-staffed',
  'no-equipment',
  'conflict',
  'busy',
  'other-area',
  'distress',
  'out-of-service',
  'other-kind',
];
const weightOf = (reasons: readonly UnitReason[]) =>
  reasons.reduce((sum, reason) => sum + 2 ** lightestFirst.indexOf(reason), 0);

/** With whom nobody can be sent, whatever the officer decides. */
const unavailable: readonly UnitReason[] = ['other-kind', 'distress', 'out-of-service'];

type Given = { situation: Situation; units: readonly Unit[]; nowMs: number };

/**
 * Who should go, best first; and for every unit that should not, why. A unit against which something
 * speaks can still be sent: the officer decides, the reasons stay on the screen. Where nobody rides in any unit, the
 * nearest is proposed.
 */
export function suggestUnits(
  { situation, units, nowMs }: Given,
  incident: Incident,
  kind: TaskKind,
): SuggestedUnit[] {
  const loads = units
    .filter((unit) => isUnitFor(unit, kind) && incident.areas.includes(unit.area))
    .map(({ id }) => loadOf(situation, id, nowMs));
  const question = { situation, incident, kind, nowMs, leastLoad: Math.min(...loads, Infinity) };
  return units
    .map((unit) => ({
      unit,
      ...wayOf(unit, incident, situation, nowMs),
      state: unitStateOf(situation, unit.id),
      suitable: isUnitFor(unit, kind),
      reasons: reasonsAgainst(unit, question),
      crew: (ownOf(situation.units, unit.id)?.crew ?? []).map(({ name }) => name),
    }))
    .sort(
      (a, b) =>
        weightOf(a.reasons) - weightOf(b.reasons) || (a.distanceM ?? 0) - (b.distanceM ?? 0),
    )
    .map((found, i) => {
      const proposed = i === 0 && !found.reasons.some((reason) => unavailable.includes(reason));
      const farther = !proposed && found.reasons.length === 0;
      return { ...found, proposed, reasons: farther ? ['farther' as const] : found.reasons };
    });
}

function wayOf(unit: Unit, { point }: Incident, { units }: Situation, nowMs: number) {
  const fix = ownOf(units, unit.id)?.fix ?? null;
  const isFresh = fix !== null && nowMs - fix.atMs <= freshFixMs;
  const from = isFresh ? ('fix' as const) : ('post' as const);
  if (unit.kind !== 'field' || point === null) return { distanceM: null, travelMin: null, from };
  const awayM = wayM(isFresh ? fix.point : (unit.point as LonLat), point);
  const travelMin = Math.max(1, Math.round(travelMs(awayM) / 60_000));
  return { distanceM: Math.round(awayM), travelMin, from };
}
