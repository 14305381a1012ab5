import { distanceM } from '@ftz/shared/geo/distance.ts';
import type { AlarmRule } from '#domain/alarm-rule.ts';
import { exampleFence, exampleWorld } from '#domain/rule-examples.ts';
import type { Sighting, World } from '#domain/sighting.ts';

const confirmedWithinM = 400;
const confirmedWithinMs = 60_000;

/** Another stretch close by that alarmed a moment ago: two sensors do not dream the same dream. */
function confirmedBy(sighting: Sighting, world: World): string | null {
  const { segment } = sighting;
  if (!segment) return null;
  for (const other of world.registry.segments.values()) {
    if (other.id === segment.id || other.area !== segment.area) continue;
    const last = world.situation.fences[other.id];
    const alarmed = last?.signal === 'alarm' || last?.signal === 'verified-alarm';
    if (!last || !alarmed || world.nowMs - last.atMs > confirmedWithinMs) continue;
    if (distanceM(other.line[0], segment.line[0]) < confirmedWithinM) return other.id;
  }
  return null;
}

function judge(sighting: Sighting, world: World) {
  const { observation, segment } = sighting;
  if (observation.kind !== 'fence') return null;
  // A zone that no stretch of fence is registered for still guards something.
  const entityId = segment?.id ?? `${observation.deviceId}/${observation.zone}`;
  if (observation.signal === 'restore') {
    return sighting.late ? null : { condition: 'gone' as const, entityId };
  }
  if (observation.signal !== 'alarm' && observation.signal !== 'verified-alarm') return null;
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
      ...(second === null ? [] : [{ name: 'confirmed-by', value: second }]),
    ],
    happens: true,
  };
}

/** Perimeter alarm: P3 from one sensor, P1 when the panel or a second sensor confirms it. */
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
      says: 'low battery is not an intruder',
      verdict: () => judge(exampleFence('trouble'), exampleWorld()),
      expect: null,
    },
  ],
};
