import type { AlarmRule, SweepVerdict } from '#domain/alarm-rule.ts';
import { deviceKey } from '#domain/live-picture.ts';
import { exampleJourney } from '#domain/rule-examples/example-world.ts';
import { exampleMovingWorld } from '#domain/rule-examples/vehicle-examples.ts';
import type { World } from '#domain/sighting.ts';

const silentMs = 5 * 60_000;
const movingKph = 5;
/** A truck whose own terminal is silent too says nothing about its seal. */
const freshFixMs = 60_000;

/** Every door that a seal may speak at. */
const sealGateways = ['eseal-mqtt', 'eseal-jointech', 'jt808'] as const;

/** A lock that sleeps for half an hour is not silent after five minutes: its own register says when. */
function lastHeard(sealId: string, { picture, registry }: World) {
  const keys = sealGateways.map((gateway) => deviceKey(gateway, sealId));
  const times = keys.flatMap((key) => picture.devices.get(key)?.lastSeenAtMs ?? []);
  const limits = keys.flatMap((key) => registry.devices.get(key)?.silentAfterS ?? []);
  const heard = times.length === 0 ? undefined : Math.max(...times);
  return { heard, limitMs: Math.max(silentMs, ...limits.map((limitS) => limitS * 1000)) };
}

function sweep(world: World): SweepVerdict[] {
  const verdicts: SweepVerdict[] = [];
  for (const journey of Object.values(world.situation.journeys)) {
    const { sealId, vehicleId } = journey;
    const live = world.picture.vehicles.get(vehicleId);
    if (sealId === null || journey.state !== 'under-way' || !live?.fix) continue;
    const { heard, limitMs } = lastHeard(sealId, world);
    const since = heard ?? Math.max(world.picture.startedAtMs, journey.departedAtMs);
    const silentForMs = world.nowMs - since;
    const around = {
      area: live.vehicle.area ?? journey.toArea,
      point: live.fix.point,
      vehicleId,
      sealId,
    };
    if (silentForMs < limitMs) {
      verdicts.push({ verdict: { condition: 'gone', entityId: sealId }, ...around });
      continue;
    }
    const fresh = world.nowMs - live.fix.deviceAtMs < freshFixMs;
    if (!fresh || live.fix.speedKph < movingKph) continue;
    verdicts.push({
      verdict: {
        condition: 'present',
        severity: 2,
        entityKind: 'seal',
        entityId: sealId,
        facts: [
          { name: 'silent-s', value: String(Math.round(silentForMs / 1000)) },
          { name: 'limit-s', value: String(limitMs / 1000) },
        ],
        happens: false,
      },
      ...around,
    });
  }
  return verdicts;
}

/** No word from the seal for five minutes while its truck moves: P2. */
export const rule: AlarmRule = {
  kind: 'seal-silent',
  sweep,
  examples: [
    {
      says: 'moving, seal silent for six minutes',
      verdict: () => sweep(exampleMovingWorld(exampleJourney, 6 * 60_000))[0]?.verdict,
      expect: { condition: 'present', severity: 2 },
    },
    {
      says: 'heard a minute ago',
      verdict: () => sweep(exampleMovingWorld(exampleJourney, 60_000))[0]?.verdict,
      expect: { condition: 'gone' },
    },
    {
      says: 'a journey without a seal',
      verdict: () =>
        sweep(exampleMovingWorld({ ...exampleJourney, sealId: null }, 6 * 60_000))[0]?.verdict,
      expect: null,
    },
  ],
};
