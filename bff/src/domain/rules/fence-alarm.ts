import type { Fact } from '@ftz/shared/contract/alarm.ts';
import { distanceM } from '@ftz/shared/geo/distance.ts';
import { isFenceAlarm } from '@ftz/shared/state/fence-lifecycle.ts';
import type { AlarmRule } from '#domain/alarm-rule.ts';
import { exampleWorld } from '#domain/rule-examples/example-world.ts';
import {
  exampleAlarmedWorld,
  exampleFence,
  exampleFenceCamera,
} from '#domain/rule-examples/fence-examples.ts';
import type { Sighting, World } from '#domain/sighting.ts';

const confirmedWithinM = 400;
const confirmedWithinMs = 60_000;

/** Who else alarmed a moment ago: the other sensor of the same stretch, or a stretch close by. */
function confirmedBy(sighting: Sighting, world: World): Fact | null {
  const { segment } = sighting;
  if (!segment) return null;
  const isFresh = (atMs = Number.NEGATIVE_INFINITY) => world.nowMs - atMs <= confirmedWithinMs;
  const other = sensorOf(sighting) === 'panel' ? 'camera' : 'panel';
  if (isFresh(world.situation.fences[segment.id]?.alarmedAtMs[other]))
    return { name: 'second-sensor', value: other };
  for (const neighbour of world.registry.segments.values()) {
    if (neighbour.id === segment.id || neighbour.area !== segment.area) continue;
    const last = world.situation.fences[neighbour.id];
    if (!last || !isFenceAlarm(last.signal) || !isFresh(last.atMs)) continue;
    if (distanceM(neighbour.line[0], segment.line[0]) < confirmedWithinM)
      return { name: 'confirmed-by', value: neighbour.id };
  }
  return null;
}

const sensorOf = ({ device }: Sighting) =>
  device && device.cameraId !== null ? ('camera' as const) : ('panel' as const);

/** What passed out of a camera's sight has not left the fence that its panel still reports. */
function mayTakeBack(sighting: Sighting, world: World): boolean {
  if (sighting.late) return false;
  if (sensorOf(sighting) === 'panel') return true;
  const state = world.situation.fences[sighting.segment?.id ?? ''];
  return !(state?.by === 'panel' && isFenceAlarm(state.signal));
}

function judge(sighting: Sighting, world: World) {
  const { observation, segment } = sighting;
  if (observation.kind !== 'fence') return null;
  // A zone that no stretch of fence is registered for still guards something.
  const entityId = segment?.id ?? `${observation.deviceId}/${observation.zone}`;
  if (observation.signal === 'restore') {
    return mayTakeBack(sighting, world) ? { condition: 'gone' as const, entityId } : null;
  }
  if (!isFenceAlarm(observation.signal)) return null;
  const second = confirmedBy(sighting, world);
  const verified = observation.signal === 'verified-alarm' || second !== null;
  return {
    condition: 'present' as const,
    severity: verified ? (1 as const) : (3 as const),
    entityKind: segment ? ('fence' as const) : ('device' as const),
    entityId,
    facts: [
      { name: 'code', value: observation.code },
      ...(segment ? [] : [{ name: 'zone', value: String(observation.zone) }]),
      ...(second === null ? [] : [second]),
    ],
    happens: true,
  };
}

/** Perimeter alarm: P3 from one sensor, P1 when the panel, a second stretch or a camera confirms it. */
export const rule: AlarmRule = {
  kind: 'fence-alarm',
  judge,
  examples: [
    {
      says: 'one sensor',
      verdict: () => judge(exampleFence('alarm'), exampleWorld()),
      expect: { condition: 'present', severity: 3 },
    },
    {
      says: 'verified by the panel',
      verdict: () => judge(exampleFence('verified-alarm'), exampleWorld()),
      expect: { condition: 'present', severity: 1 },
    },
    {
      says: 'restored',
      verdict: () => judge(exampleFence('restore'), exampleWorld()),
      expect: { condition: 'gone' },
    },
    {
      says: 'verified on a zone that nobody registered',
      verdict: () => judge({ ...exampleFence('verified-alarm'), segment: null }, exampleWorld()),
      expect: { condition: 'present', severity: 1 },
    },
    {
      says: 'a camera saw somebody on a stretch whose panel is quiet',
      verdict: () => judge(exampleFenceCamera('alarm'), exampleWorld()),
      expect: { condition: 'present', severity: 3 },
    },
    {
      says: 'a camera saw somebody where the panel had just alarmed',
      verdict: () => judge(exampleFenceCamera('alarm'), exampleAlarmedWorld('panel', 40_000)),
      expect: { condition: 'present', severity: 1 },
    },
    {
      says: 'the panel alarms where a camera had just seen somebody',
      verdict: () => judge(exampleFence('alarm'), exampleAlarmedWorld('camera', 40_000)),
      expect: { condition: 'present', severity: 1 },
    },
    {
      says: 'what a camera saw two minutes ago confirms nothing',
      verdict: () => judge(exampleFence('alarm'), exampleAlarmedWorld('camera', 120_000)),
      expect: { condition: 'present', severity: 3 },
    },
    {
      says: 'a camera sees nobody any more where the panel still alarms',
      verdict: () => judge(exampleFenceCamera('restore'), exampleAlarmedWorld('panel', 5_000)),
      expect: null,
    },
    {
      says: 'low battery is not an intruder',
      verdict: () => judge(exampleFence('trouble'), exampleWorld()),
      expect: null,
    },
  ],
};
