import type { AlarmRule } from '#domain/alarm-rule.ts';
import { exampleJourney } from '#domain/rule-examples/example-world.ts';
import { exampleSighting } from '#domain/rule-examples/vehicle-examples.ts';
import type { Sighting } from '#domain/sighting.ts';

/** Metres from the declared road that make a deviation an alarm; it ends inside the corridor itself. */
const offRouteM = 500;

function judge(sighting: Sighting) {
  const { observation, journey, offRouteM: distanceM, vehicle, late } = sighting;
  if (observation.kind !== 'position' || late || !vehicle) return null;
  const within = !journey || (distanceM !== null && distanceM < journey.corridorM);
  if (within) return { condition: 'gone' as const, entityId: vehicle.id };
  if (distanceM === null) return null;
  if (distanceM <= offRouteM) return null;
  return {
    condition: 'present' as const,
    severity: 2 as const,
    entityKind: 'vehicle' as const,
    entityId: vehicle.id,
    facts: [
      { name: 'distance-from-corridor-m', value: String(Math.round(distanceM)) },
      { name: 'limit-m', value: String(offRouteM) },
      { name: 'speed-kph', value: String(Math.round(observation.speedKph)) },
    ],
    happens: false,
  };
}

/** Off the declared corridor by more than 500 m: P2. */
export const rule: AlarmRule = {
  kind: 'off-route',
  judge,
  examples: [
    {
      says: '620 m from its corridor on a journey',
      verdict: () => judge(exampleSighting({ journey: exampleJourney, offRouteM: 620 })),
      expect: { condition: 'present', severity: 2 },
    },
    {
      says: 'back inside the corridor: it ends',
      verdict: () => judge(exampleSighting({ journey: exampleJourney, offRouteM: 80 })),
      expect: { condition: 'gone' },
    },
    {
      says: 'between corridor and limit: whatever was, stays',
      verdict: () => judge(exampleSighting({ journey: exampleJourney, offRouteM: 400 })),
      expect: null,
    },
    {
      says: 'a late fix never raises',
      verdict: () =>
        judge(exampleSighting({ journey: exampleJourney, offRouteM: 900, late: true })),
      expect: null,
    },
    {
      says: 'the journey has ended, and with it the deviation',
      verdict: () => judge(exampleSighting({ offRouteM: null })),
      expect: { condition: 'gone' },
    },
  ],
};
