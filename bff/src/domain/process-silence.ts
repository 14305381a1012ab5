import type { AlarmRule, SweepVerdict } from './alarm-rule.ts';
import { findCameras } from './enrich/find-cameras.ts';
import { matchJourney } from './enrich/match-journey.ts';
import type { Leading } from './fold-drafts.ts';
import { type AlarmContext, draftAlarm } from './incidents/raise-alarm.ts';
import type { IdSource } from './ports.ts';
import type { World } from './sighting.ts';

/**
 * What shows itself by silence: run every few seconds. Answers whether it stopped at `most` entries
 * and there may be more: when a whole feed dies, everybody else has to come in between.
 */
export function processSilence(
  world: World,
  leading: Leading,
  rules: readonly AlarmRule[],
  newId: IdSource,
  most: number,
): 'done' | 'more' {
  for (const rule of rules) {
    for (const swept of rule.sweep?.(world) ?? []) {
      if (leading.drafts.length >= most) return 'more';
      const contextOf = () => alarmContext(swept, world);
      draftAlarm(leading, { rule, verdict: swept.verdict, contextOf }, world, newId);
    }
  }
  return 'done';
}

function alarmContext(swept: SweepVerdict, world: World): AlarmContext {
  const { area, point, vehicleId, sealId } = swept;
  const vehicle = world.registry.vehicles.get(vehicleId ?? '') ?? null;
  const journey = swept.journey ?? matchJourney({ vehicle, sealId, point }, world).journey;
  return {
    area,
    point,
    deviceAtMs: world.nowMs,
    vehicleId,
    plate: vehicle?.plate ?? journey?.plate ?? null,
    journeyId: journey?.id ?? null,
    sealId,
    containerNo: journey?.containerNo ?? null,
    gateId: swept.gateId ?? null,
    segmentId: null,
    cameraIds: findCameras({ point, fence: null, area }, world.registry.cameraFinder),
    late: false,
  };
}
