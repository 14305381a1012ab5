import type { AlarmRule } from '#domain/alarm-rule.ts';
import { exampleJourney } from '#domain/rule-examples/example-world.ts';
import { exampleSeal } from '#domain/rule-examples/seal-examples.ts';
import type { Sighting } from '#domain/sighting.ts';

function judge(sighting: Sighting) {
  const { observation, journey } = sighting;
  if (observation.kind !== 'seal') return null;
  const { motor, sealed } = observation.state;
  const entityId = observation.deviceId;
  if (motor !== 'stuck') return sighting.late ? null : { condition: 'gone' as const, entityId };
  // One that says it is sealed while it travels is seal-tampered's.
  if (sealed && journey) return null;
  return {
    condition: 'present' as const,
    severity: 3 as const,
    entityKind: 'seal' as const,
    entityId,
    facts: [{ name: 'motor', value: motor }],
    happens: false,
  };
}

/** The motor is stuck while it locks: the seal holds nothing, whatever the papers say. P3. */
export const rule: AlarmRule = {
  kind: 'seal-stuck',
  judge,
  examples: [
    {
      says: 'stuck while locking',
      verdict: () => judge(exampleSeal({ state: { motor: 'stuck', sealed: false } })),
      expect: { condition: 'present', severity: 3 },
    },
    {
      says: 'stuck though sealed on the road belongs to another rule',
      verdict: () => judge(exampleSeal({ state: { motor: 'stuck' } }, { journey: exampleJourney })),
      expect: null,
    },
    {
      says: 'a motor that locks ends it',
      verdict: () => judge(exampleSeal({})),
      expect: { condition: 'gone' },
    },
  ],
};
