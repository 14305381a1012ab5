import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { AlarmRule, SweepVerdict } from './alarm-rule.ts';
import { findCameras } from './enrich/find-cameras.ts';
import { matchJourney } from './enrich/match-journey.ts';
import { foldDrafts } from './fold-drafts.ts';
import { type AlarmContext, draftAlarm } from './incidents/raise-alarm.ts';
import type { IdSource } from './ports.ts';
import type { World } from './sighting.ts';

/** What shows itself by silence: run every few seconds. */
export function processSilence(
  world: World,
  rules: readonly AlarmRule[],
  newId: IdSource,
): DurableDraft[] {
  let { situation } = world;
  const drafts: DurableDraft[] = [];
  for (const rule of rules) {
    for (const swept of rule.sweep?.(world) ?? []) {
      const contextOf = () => alarmContext(swept, world);
      const next = draftAlarm(situation, rule, swept.verdict, contextOf, world.nowMs, newId);
      situation = foldDrafts(situation, next, world.nowMs);
      drafts.push(...next);
    }
  }
  return drafts;
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
