import type { AlarmRule } from '#domain/alarm-rule.ts';
import { exampleJourney } from '#domain/rule-examples/example-world.ts';
import { exampleHalt, exampleSighting } from '#domain/rule-examples/vehicle-examples.ts';
import type { Sighting } from '#domain/sighting.ts';

const onRouteLimitMs = 10 * 60_000;
/** A truck that has left its route *and* stands is being unloaded, not resting. */
const offRouteLimitMs = 20_000;
const offRouteM = 500;

function judge(sighting: Sighting) {
  const { observation, journey, vehicle, liveVehicle, late, point } = sighting;
  if (observation.kind !== 'position' || late || !vehicle || !liveVehicle) return null;
  // No fix says nothing: a truck under its own gate's roof has not stopped on the road.
  if (point === null) return null;
  const halt = liveVehicle.halt;
  if (!journey || halt === null || sighting.atApprovedPlace) {
    return { condition: 'gone' as const, entityId: vehicle.id };
  }
  const astray = (sighting.offRouteM ?? 0) > offRouteM;
  const limitMs = astray ? offRouteLimitMs : onRouteLimitMs;
  const standsMs = observation.deviceAtMs - halt.sinceMs;
  if (standsMs < limitMs) return null;
  return {
    condition: 'present' as const,
    severity: 2 as const,
    entityKind: 'vehicle' as const,
    entityId: vehicle.id,
    facts: [
      { name: 'standing-s', value: String(Math.round(standsMs / 1000)) },
      { name: 'limit-s', value: String(limitMs / 1000) },
      ...(astray ? [{ name: 'off-route', value: 'yes' }] : []),
    ],
    happens: false,
  };
}

/** Standing off an approved place on a journey: 10 minutes on its route, 20 seconds off it. P2. */
export const rule: AlarmRule = {
  kind: 'halted',
  judge,
  examples: [
    {
      says: 'eleven minutes on the hard shoulder',
      verdict: () =>
        judge(
          exampleSighting({ journey: exampleJourney, offRouteM: 10, ...exampleHalt(11 * 60_000) }),
        ),
      expect: { condition: 'present', severity: 2 },
    },
    {
      says: 'two minutes at a red light',
      verdict: () =>
        judge(exampleSighting({ journey: exampleJourney, offRouteM: 10, ...exampleHalt(120_000) })),
      expect: null,
    },
    {
      says: 'half a minute, far off its route',
      verdict: () =>
        judge(exampleSighting({ journey: exampleJourney, offRouteM: 700, ...exampleHalt(30_000) })),
      expect: { condition: 'present', severity: 2 },
    },
    {
      says: 'no fix under a roof',
      verdict: () =>
        judge(exampleSighting({ journey: exampleJourney, ...exampleHalt(3_600_000), point: null })),
      expect: null,
    },
    {
      says: 'an hour inside an area is parking',
      verdict: () =>
        judge(
          exampleSighting({
            journey: exampleJourney,
            offRouteM: 10,
            ...exampleHalt(3_600_000),
            atApprovedPlace: true,
          }),
        ),
      expect: { condition: 'gone' },
    },
    {
      says: 'moving again ends it',
      verdict: () =>
        judge(exampleSighting({ journey: exampleJourney, offRouteM: 10, ...exampleHalt(null) })),
      expect: { condition: 'gone' },
    },
  ],
};
