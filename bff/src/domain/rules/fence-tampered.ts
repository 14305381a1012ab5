import type { AlarmRule } from '#domain/alarm-rule.ts';
import { exampleFence } from '#domain/rule-examples.ts';
import type { Sighting } from '#domain/sighting.ts';

function judge(sighting: Sighting) {
  const { observation } = sighting;
  if (observation.kind !== 'fence') return null;
  const entityId = sighting.segment?.id ?? observation.deviceId;
  if (observation.signal === 'tamper-restore') {
    return sighting.late ? null : { condition: 'gone' as const, entityId };
  }
  if (observation.signal !== 'tamper') return null;
  return {
    condition: 'present' as const,
    severity: 2 as const,
    entityKind: sighting.segment ? ('fence' as const) : ('device' as const),
    entityId,
    facts: [{ name: 'code', value: observation.code }],
    happens: true,
  };
}

/** Somebody opened a sensor or the panel itself: P2. */
export const rule: AlarmRule = {
  kind: 'fence-tampered',
  judge,
  examples: [
    {
      says: 'sensor opened',
      verdict: () => judge(exampleFence('tamper')),
      expect: { condition: 'present', severity: 2 },
    },
    {
      says: 'closed again',
      verdict: () => judge(exampleFence('tamper-restore')),
      expect: { condition: 'gone' },
    },
    {
      says: 'an intruder is another rule',
      verdict: () => judge(exampleFence('alarm')),
      expect: null,
    },
  ],
};
