import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { Unit, UnitKind } from '@ftz/shared/contract/site.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { SuggestedUnit } from '@ftz/shared/contract/suggested-unit.ts';
import type { TaskKind } from '@ftz/shared/contract/task.ts';
import { distanceM } from '@ftz/shared/geo/distance.ts';
import { isTaskOpen } from '@ftz/shared/state/task-lifecycle.ts';

/** Roads are longer than lines; a patrol drives this fast. */
const detour = 1.4;
const patrolKph = 45;

const kindOfUnit: Record<TaskKind, UnitKind> = {
  review: 'review',
  'video-inspection': 'video',
  'mobile-verification': 'field',
};

export function isUnitFor(unit: Unit, kind: TaskKind): boolean {
  return unit.kind === kindOfUnit[kind];
}

function reasonAgainst(
  unit: Unit,
  kind: TaskKind,
  incident: Incident,
  busy: number,
): SuggestedUnit['reason'] {
  if (!isUnitFor(unit, kind)) return 'other-kind';
  if (!incident.areas.includes(unit.area)) return 'other-area';
  return busy > 0 ? 'busy' : null;
}

/**
 * Who should go, best first; and for every unit that should not, why. A busy unit or one of another
 * area can still be sent: the officer decides, the reason stays on the screen.
 */
export function suggestUnits(
  situation: Situation,
  incident: Incident,
  kind: TaskKind,
  units: readonly Unit[],
): SuggestedUnit[] {
  const openTasks = Object.values(situation.tasks).filter(isTaskOpen);
  return units
    .map((unit) => {
      const travels = unit.kind === 'field' && incident.point !== null;
      const awayM =
        travels && incident.point ? distanceM(unit.point, incident.point) * detour : null;
      const busy = openTasks.filter((task) => task.unitId === unit.id).length;
      return {
        unit,
        distanceM: awayM === null ? null : Math.round(awayM),
        travelMin: awayM === null ? null : Math.max(1, Math.round((awayM / 1000 / patrolKph) * 60)),
        suitable: isUnitFor(unit, kind),
        reason: reasonAgainst(unit, kind, incident, busy),
      };
    })
    .filter(({ suitable }) => suitable)
    .sort(
      (a, b) =>
        Number(a.reason !== null) - Number(b.reason !== null) ||
        Number(a.reason === 'other-area') - Number(b.reason === 'other-area') ||
        (a.distanceM ?? 0) - (b.distanceM ?? 0),
    );
}
