import type { AlarmRule, SweepVerdict } from '#domain/alarm-rule.ts';
import { deviceKey } from '#domain/live-picture.ts';
import { exampleJourney, exampleMovingWorld } from '#domain/rule-examples.ts';
import type { World } from '#domain/sighting.ts';

const silentMs = 5 * 60_000;
const movingKph = 5;
/** A truck whose own terminal is silent too says nothing about its seal. */
const freshFixMs = 60_000;

function sweep(world: World): SweepVerdict[] {
  const verdicts: SweepVerdict[] = [];
  for (const journey of Object.values(world.situation.journeys)) {
    const { sealId, vehicleId } = journey;
    const live = world.picture.vehicles.get(vehicleId);
    if (sealId === null || journey.state !== 'under-way' || !live?.fix) continue;
    const heard = world.picture.devices.get(deviceKey('eseal-mqtt', sealId))?.lastSeenAtMs;
    const since = heard ?? Math.max(world.picture.startedAtMs, journey.departedAtMs);
    const silentForMs = world.nowMs - since;
    const around = {
      area: live.vehicle.area ?? journey.toArea,
      point: live.fix.point,
      vehicleId,
      sealId,
    };
    if (silentForMs < silentMs) {
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
          { name: 'limit-s', value: String(silentMs / 1000) },
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
