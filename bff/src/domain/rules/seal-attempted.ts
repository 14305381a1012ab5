import type { AlarmRule } from '#domain/alarm-rule.ts';
import { exampleJourney } from '#domain/rule-examples/example-world.ts';
import { exampleSeal } from '#domain/rule-examples/seal-examples.ts';
import { exampleSighting } from '#domain/rule-examples/vehicle-examples.ts';
import type { Sighting } from '#domain/sighting.ts';

const attempts = ['wrong-password', 'illegal-card'] as const;

function judge(sighting: Sighting) {
  const { observation, journey } = sighting;
  if (observation.kind !== 'seal') return null;
  const entityId = observation.deviceId;
  const tried = attempts.filter((name) => observation.events.includes(name));
  if (tried.length === 0) return sighting.late ? null : { condition: 'gone' as const, entityId };
  return {
    condition: 'present' as const,
    severity: journey ? (2 as const) : (3 as const),
    entityKind: 'seal' as const,
    entityId,
    facts: [{ name: 'attempt', value: tried.join(', ') }],
    happens: true,
  };
}

/** Somebody tried: five wrong passwords, or a card that is not on the seal's list. P2 in transit, else P3. */
export const rule: AlarmRule = {
  kind: 'seal-attempted',
  judge,
  examples: [
    {
      says: 'five wrong passwords on the road',
      verdict: () =>
        judge(exampleSeal({ events: ['wrong-password'] }, { journey: exampleJourney })),
      expect: { condition: 'present', severity: 2 },
    },
    {
      says: 'a foreign card in the depot',
      verdict: () => judge(exampleSeal({ events: ['illegal-card'] })),
      expect: { condition: 'present', severity: 3 },
    },
    {
      says: 'a card of the list',
      verdict: () => judge(exampleSeal({ events: ['card', 'unsealed'] })),
      expect: { condition: 'gone' },
    },
    { says: 'a truck has no passwords', verdict: () => judge(exampleSighting({})), expect: null },
  ],
};
