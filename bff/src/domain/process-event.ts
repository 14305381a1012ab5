import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { PositionFix } from '@ftz/shared/contract/position.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { distanceM } from '@ftz/shared/geo/distance.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import type { AlarmRule } from './alarm-rule.ts';
import { findCameras } from './enrich/find-cameras.ts';
import { identifyDevice } from './enrich/identify-device.ts';
import { judgeLateness } from './enrich/judge-lateness.ts';
import { areaAt, isApprovedPlace } from './enrich/locate-in-zone.ts';
import { matchJourney } from './enrich/match-journey.ts';
import { type AlarmContext, draftAlarm } from './incidents/raise-alarm.ts';
import {
  deviceKey,
  type LiveVehicle,
  meetVehicle,
  moveVehicle,
  noteDevice,
} from './live-picture.ts';
import type { Observation } from './observation.ts';
import type { IdSource } from './ports.ts';
import { recordReport } from './record-report.ts';
import { areaOfDevice } from './registry.ts';
import type { Sighting, World } from './sighting.ts';

/**
 * The walk of one report, readable from top to bottom: lateness → who spoke → where and on which
 * journey → what of it is kept → what the rules say → alarms and incidents. Returns the entries to
 * append; the caller acknowledges the device when they are committed. Besides the entries it keeps
 * the live picture, which is memory only.
 */
export function processEvent(
  observation: Observation,
  world: World,
  rules: readonly AlarmRule[],
  newId: IdSource,
): DurableDraft[] {
  const { picture, nowMs } = world;
  const lateness = judgeLateness(observation, picture, nowMs);
  if (lateness === 'future') return quarantine(observation);

  const sighting = enrich(observation, world, lateness === 'late');
  const discovered = hear(sighting, world);
  const recorded = recordReport(sighting, world);
  const before = [...discovered, ...recorded];
  if (!sighting.trusted) return withDedupe(observation, before);

  const raised = judge(
    sighting,
    { ...world, situation: foldDrafts(world.situation, recorded, nowMs) },
    rules,
    newId,
  );
  return withDedupe(observation, [...before, ...raised]);
}

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
      const vehicle =
        swept.vehicleId === null ? null : (world.registry.vehicles.get(swept.vehicleId) ?? null);
      const journey = matchJourney(
        { vehicle, sealId: swept.sealId, point: swept.point },
        world,
      ).journey;
      const context: AlarmContext = {
        area: swept.area,
        point: swept.point,
        deviceAtMs: world.nowMs,
        vehicleId: swept.vehicleId,
        plate: vehicle?.plate ?? null,
        journeyId: journey?.id ?? null,
        sealId: swept.sealId,
        containerNo: journey?.containerNo ?? null,
        gateId: null,
        segmentId: null,
        cameraIds: swept.point ? findCameras(swept.point, world.registry.site.cameras) : [],
        late: false,
      };
      const next = draftAlarm(situation, rule, swept.verdict, context, world.nowMs, newId);
      situation = foldDrafts(situation, next, world.nowMs);
      drafts.push(...next);
    }
  }
  return drafts;
}

function quarantine({ gateway, deviceId, deviceAtMs }: Observation): DurableDraft[] {
  const hour = Math.floor(deviceAtMs / 3_600_000);
  return [
    {
      type: 'report.quarantined',
      areas: [],
      actor: { kind: 'machine', name: gateway },
      data: { gateway, deviceId, deviceAtMs, reason: 'future' },
      dedupeKey: `quarantine/${gateway}/${deviceId}/${hour}`,
    },
  ];
}

function enrich(observation: Observation, world: World, late: boolean): Sighting {
  const identity = identifyDevice(observation, world);
  const reportsPlace = observation.kind === 'position' || observation.kind === 'seal';
  const live = identity.vehicle ? (world.picture.vehicles.get(identity.vehicle.id) ?? null) : null;
  const point =
    (reportsPlace ? observation.point : null) ??
    identity.gate?.point ??
    middleOf(identity.segment?.line) ??
    (observation.kind === 'seal' ? (live?.fix?.point ?? null) : null);
  const { journey, offRouteM } = matchJourney({ ...identity, point }, world);
  return {
    ...identity,
    observation,
    nowMs: world.nowMs,
    late,
    point,
    area: point && areaAt(world.registry, point),
    liveVehicle: live,
    journey,
    offRouteM,
    atApprovedPlace: point !== null && isApprovedPlace(world.registry, point),
  };
}

function middleOf(
  line: readonly (readonly [number, number])[] | undefined,
): [number, number] | null {
  const [a, b] = line ?? [];
  return a && b ? [(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] : null;
}

const isSignOfLife = ({ kind }: Observation) => kind === 'alive' || kind === 'gone';

/** Notes that the device lives and where its vehicle is; a stranger is listed once. */
function hear(sighting: Sighting, world: World): DurableDraft[] {
  const { observation, nowMs } = sighting;
  const { gateway, deviceId } = observation;
  const area = areaOfDevice(world.registry, gateway, deviceId) ?? null;
  const before = noteDevice(
    world.picture,
    {
      gateway,
      deviceId,
      area,
      gone: observation.kind === 'gone',
      deviceAtMs: isSignOfLife(observation) ? null : observation.deviceAtMs,
    },
    nowMs,
  );
  if (observation.kind === 'position') sighting.liveVehicle = move(sighting, observation, world);
  const listed = deviceKey(gateway, deviceId) in world.situation.unknownDevices;
  if (sighting.trusted || before || listed) return [];
  return [
    {
      type: 'device.discovered',
      areas: [],
      actor: { kind: 'machine', name: gateway },
      data: { device: { gateway, deviceId, firstSeenAtMs: nowMs } },
    },
  ];
}

function move(
  sighting: Sighting,
  observation: Extract<Observation, { kind: 'position' }>,
  world: World,
): LiveVehicle {
  const { vehicle } = sighting;
  const live = meetVehicle(world.picture, {
    key: vehicle?.key ?? null,
    id: vehicle?.id ?? observation.deviceId,
    plate: vehicle?.plate ?? null,
    area: vehicle?.area ?? null,
    trusted: sighting.trusted,
  });
  const { point, speedKph, headingDeg, deviceAtMs, receivedAtMs } = observation;
  const newer = live.fix === null || deviceAtMs > live.fix.deviceAtMs;
  if (point === null || !newer) return live;
  const fix: PositionFix = { point, speedKph, headingDeg, deviceAtMs, receivedAtMs };
  moveVehicle(live, fix, sighting.area, distanceM);
  return live;
}

function judge(
  sighting: Sighting,
  world: World,
  rules: readonly AlarmRule[],
  newId: IdSource,
): DurableDraft[] {
  let { situation } = world;
  const drafts: DurableDraft[] = [];
  for (const rule of rules) {
    const verdict = rule.judge?.(sighting, world);
    if (!verdict) continue;
    const context = contextOf(sighting, world);
    if (!context) continue;
    const next = draftAlarm(situation, rule, verdict, context, world.nowMs, newId);
    situation = foldDrafts(situation, next, world.nowMs);
    drafts.push(...next);
  }
  return drafts;
}

function contextOf(sighting: Sighting, world: World): AlarmContext | null {
  const { vehicle, journey, gate, segment, observation, liveVehicle } = sighting;
  const point = sighting.point ?? liveVehicle?.fix?.point ?? null;
  const deviceArea = areaOfDevice(world.registry, observation.gateway, observation.deviceId);
  const area =
    sighting.area ?? gate?.area ?? segment?.area ?? journey?.toArea ?? vehicle?.area ?? deviceArea;
  if (!area) return null;
  return {
    area,
    point,
    deviceAtMs: observation.deviceAtMs,
    vehicleId: vehicle?.id ?? null,
    plate: vehicle?.plate ?? null,
    journeyId: journey?.id ?? null,
    sealId: sighting.sealId ?? journey?.sealId ?? null,
    containerNo: journey?.containerNo ?? null,
    gateId: gate?.id ?? null,
    segmentId: segment?.id ?? null,
    cameraIds: point ? findCameras(point, world.registry.site.cameras) : [],
    late: sighting.late,
  };
}

/** The situation as it will be once these entries are committed: rules of one report see each other. */
export function foldDrafts(
  situation: Situation,
  drafts: readonly DurableDraft[],
  atMs: number,
): Situation {
  return drafts.reduce(
    (folded, { dedupeKey: _, ...draft }) =>
      applyDurable(folded, { ...draft, seq: folded.seq + 1, atMs } as DurableEvent),
    situation,
  );
}

/**
 * Everything that one device message caused is kept or left out together: a message that comes
 * again after a restart finds its key in the log.
 */
function withDedupe(observation: Observation, drafts: DurableDraft[]): DurableDraft[] {
  const key = messageKey(observation);
  if (key === null) return drafts;
  return drafts.map((draft, i) => ({ ...draft, dedupeKey: `${key}#${i}` }));
}

function messageKey(observation: Observation): string | null {
  const { deviceId, deviceAtMs } = observation;
  switch (observation.kind) {
    case 'seal':
      return `seal/${deviceId}/${observation.deviceSeq}/${deviceAtMs}`;
    case 'fence':
      return `fence/${deviceId}/${observation.panelSeq}/${observation.code}/${observation.zone}/${deviceAtMs}`;
    case 'passage':
      return `passage/${observation.passage.eventId}`;
    case 'journey':
      return `journey/${observation.journey.id}`;
    default:
      return null;
  }
}
