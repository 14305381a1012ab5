import type { AlarmRule } from '#domain/alarm-rule.ts';
import { exampleSighting } from '#domain/rule-examples/vehicle-examples.ts';
import type { Sighting } from '#domain/sighting.ts';

function judge(sighting: Sighting) {
  const { observation, vehicle } = sighting;
  if (observation.kind !== 'position' || !vehicle) return null;
  const alarm = observation.alarms.find((name) => name === 'sos' || name === 'collision');
  if (alarm === undefined) return null;
  return {
    condition: 'present' as const,
    severity: 1 as const,
    entityKind: 'vehicle' as const,
    entityId: vehicle.id,
    facts: [{ name: 'terminal-alarm', value: alarm }],
    happens: true,
  };
}

/** The driver's emergency button, or a collision that the terminal felt: P1. */
export const rule: AlarmRule = {
  kind: 'distress',
  judge,
  examples: [
    {
      says: 'emergency button',
      verdict: () => judge(exampleSighting({ alarms: ['sos'] })),
      expect: { condition: 'present', severity: 1 },
    },
    {
      says: 'nothing pressed',
      verdict: () => judge(exampleSighting({})),
      expect: null,
    },
  ],
};
