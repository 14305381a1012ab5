import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { AlarmRule, SweepVerdict } from './alarm-rule.ts';
import { findCameras } from './enrich/find-cameras.ts';
import { matchJourney } from './enrich/match-journey.ts';
import { type AlarmContext, draftAlarms } from './incidents/raise-alarm.ts';
import type { IdSource } from './ports.ts';
import type { World } from './sighting.ts';

/** What shows itself by silence: run every few seconds. */
export function processSilence(
  world: World,
  rules: readonly AlarmRule[],
  newId: IdSource,
): DurableDraft[] {
  const judged = rules.flatMap((rule) =>
    (rule.sweep?.(world) ?? []).map((swept) => ({
      rule,
      verdict: swept.verdict,
      contextOf: () => alarmContext(swept, world),
    })),
  );
  return draftAlarms(world, judged, newId);
}

function alarmContext(swept: SweepVerdict, world: World): AlarmContext {
  const { area, point, vehicleId, sealId } = swept;
  const vehicle = world.registry.vehicles.get(vehicleId ?? '') ?? null;
  const { journey } = matchJourney({ vehicle, sealId, point }, world);
  return {
    area,
    point,
    deviceAtMs: world.nowMs,
    vehicleId,
    plate: vehicle?.plate ?? null,
    journeyId: journey?.id ?? null,
    sealId,
    containerNo: journey?.containerNo ?? null,
    gateId: null,
    segmentId: null,
    cameraIds: point ? findCameras(point, world.registry.site.cameras) : [],
    late: false,
  };
}
