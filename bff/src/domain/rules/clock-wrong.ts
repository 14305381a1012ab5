import type { AlarmRule } from '#domain/alarm-rule.ts';
import { exampleSeal } from '#domain/rule-examples/seal-examples.ts';
import { exampleSighting } from '#domain/rule-examples/vehicle-examples.ts';
import type { Sighting } from '#domain/sighting.ts';

function judge({ observation, future, nowMs }: Sighting) {
  const { deviceId, kind } = observation;
  if (!future) return { condition: 'gone' as const, entityId: deviceId };
  // What such a device reports is quarantined: of a truck that is a place, of a seal or a panel it
  // may have been an alarm.
  const grave = kind === 'seal' || kind === 'fence' || kind === 'passage';
  return {
    condition: 'present' as const,
    severity: grave ? (3 as const) : (4 as const),
    entityKind: 'device' as const,
    entityId: deviceId,
    facts: [
      { name: 'ahead-by-s', value: String(Math.round((observation.deviceAtMs - nowMs) / 1000)) },
    ],
    happens: grave,
  };
}

/** A device lives in the future: nothing it says can be believed until its clock is set. P3, trucks P4. */
export const rule: AlarmRule = {
  kind: 'clock-wrong',
  judge,
  examples: [
    {
      says: 'a seal that reports from tomorrow',
      verdict: () => judge(exampleSeal({}, { future: true })),
      expect: { condition: 'present', severity: 3 },
    },
    {
      says: 'a truck that does',
      verdict: () => judge(exampleSighting({ future: true })),
      expect: { condition: 'present', severity: 4 },
    },
    {
      says: 'its clock is right again',
      verdict: () => judge(exampleSighting({})),
      expect: { condition: 'gone' },
    },
  ],
};
