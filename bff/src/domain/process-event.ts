import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { AlarmRule } from './alarm-rule.ts';
import { enrich } from './enrich/enrich.ts';
import { findCameras } from './enrich/find-cameras.ts';
import { judgeLateness } from './enrich/judge-lateness.ts';
import type { Leading } from './fold-drafts.ts';
import { hearDevice } from './hear-device.ts';
import { type AlarmContext, draftAlarm, type Judged } from './incidents/raise-alarm.ts';
import type { Observation } from './observation.ts';
import type { IdSource } from './ports.ts';
import { proofsBySeal } from './procedures/prove-reading.ts';
import { recordReport } from './record-report.ts';
import type { Sighting, World } from './sighting.ts';

/** Hears of every rule that looked at a report what it threw, null when it did not. */
export type HearRule = (rule: AlarmRule, failure: { error: unknown } | null) => void;

/**
 * The walk of one report, readable from top to bottom: how late it is → who spoke, where, on which
 * journey → that it lives → what of it is kept → what the rules say → alarms and incidents. Puts the
 * entries to append; the caller acknowledges the device when they are committed. Besides the entries
 * it keeps the live picture, which is memory only; walking twice leaves it as walking once. A rule
 * that throws says nothing, and the others are heard. Answers what it made of the report.
 */
export function processEvent(
  observation: Observation,
  world: World,
  leading: Leading,
  rules: readonly AlarmRule[],
  newId: IdSource,
  hearRule: HearRule,
): Sighting {
  const sighting = enrich(observation, world, judgeLateness(observation, world));
  leading.put(hearDevice(sighting, world));
  leading.put(recordReport(sighting, world));
  leading.put(proofsBySeal(sighting, leading.situation));
  if (sighting.trusted) {
    for (const judged of judge(sighting, world, rules, hearRule)) {
      draftAlarm(leading, judged, world, newId);
    }
  }
  return sighting;
}

/** What every rule says of one report. */
function judge(
  sighting: Sighting,
  world: World,
  rules: readonly AlarmRule[],
  hearRule: HearRule,
): Judged[] {
  const contextOf = () => alarmContext(sighting, world);
  const judged: Judged[] = [];
  for (const rule of rules) {
    // What claims to come from the future is judged by its clock alone.
    if (!rule.judge || (sighting.future && rule.kind !== 'clock-wrong')) continue;
    try {
      const verdict = rule.judge(sighting, world);
      if (verdict) judged.push({ rule, verdict, contextOf });
      hearRule(rule, null);
    } catch (error) {
      hearRule(rule, { error });
    }
  }
  return judged;
}

/** Papers and rulings lie where their goods go; what joins nothing, where their sender says. */
function areaSpokenOf(observation: Observation): AreaId | undefined {
  if (observation.kind === 'document') return observation.document.areas[0];
  return observation.kind === 'ruling' ? observation.ruling.areas[0] : undefined;
}

function containerSpokenOf(observation: Observation): string | null {
  if (observation.kind === 'document') return observation.document.containerNo;
  return observation.kind === 'ruling' ? observation.ruling.containerNo : null;
}

/** Null when nobody can say in which area it is: then nobody could be asked to look. */
function alarmContext(sighting: Sighting, world: World): AlarmContext | null {
  const { device, vehicle, journey, gate, segment, observation, liveVehicle } = sighting;
  const point = sighting.point ?? liveVehicle?.fix?.point ?? null;
  const area =
    sighting.area ??
    gate?.area ??
    segment?.area ??
    journey?.toArea ??
    vehicle?.area ??
    device?.area ??
    areaSpokenOf(observation);
  if (!area) return null;
  return {
    area,
    point,
    deviceAtMs: Math.min(observation.deviceAtMs, world.nowMs),
    vehicleId: vehicle?.id ?? journey?.vehicleId ?? null,
    plate: vehicle?.plate ?? journey?.plate ?? null,
    journeyId: journey?.id ?? null,
    sealId: sighting.sealId ?? journey?.sealId ?? null,
    containerNo: journey?.containerNo ?? containerSpokenOf(observation),
    gateId: gate?.id ?? null,
    segmentId: segment?.id ?? null,
    cameraIds: findCameras({ point, fence: segment, area }, world.registry.cameraFinder),
    late: sighting.late,
  };
}
