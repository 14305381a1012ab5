import type { AlarmRule } from '#domain/alarm-rule.ts';
import { exampleJourney } from '#domain/rule-examples/example-world.ts';
import { exampleSeal } from '#domain/rule-examples/seal-examples.ts';
import type { Sighting } from '#domain/sighting.ts';

function judge(sighting: Sighting) {
  const { observation, journey } = sighting;
  if (observation.kind !== 'seal') return null;
  const { cover, motor, rope } = observation.state;
  const opened = observation.events.includes('opened') || cover === 'open';
  const unlocked = motor !== 'locked' && rope === 'intact' && observation.state.sealed;
  const entityId = observation.deviceId;
  if (!opened && !unlocked) return sighting.late ? null : { condition: 'gone' as const, entityId };
  if (!journey) return null;
  return {
    condition: 'present' as const,
    severity: opened ? (1 as const) : (2 as const),
    entityKind: 'seal' as const,
    entityId,
    facts: [
      { name: 'cover', value: cover },
      { name: 'motor', value: motor },
    ],
    happens: observation.events.includes('opened'),
  };
}

/** Back cover opened in transit: P1. Motor not locked though it says sealed: P2. */
export const rule: AlarmRule = {
  kind: 'seal-tampered',
  judge,
  examples: [
    {
      says: 'back cover opened on the road',
      verdict: () =>
        judge(
          exampleSeal(
            { state: { cover: 'open' }, events: ['opened'] },
            { journey: exampleJourney },
          ),
        ),
      expect: { condition: 'present', severity: 1 },
    },
    {
      says: 'motor stuck though sealed',
      verdict: () => judge(exampleSeal({ state: { motor: 'stuck' } }, { journey: exampleJourney })),
      expect: { condition: 'present', severity: 2 },
    },
    {
      says: 'opened in the workshop, without a journey',
      verdict: () => judge(exampleSeal({ state: { cover: 'open' }, events: ['opened'] })),
      expect: null,
    },
    {
      says: 'closed and locked ends it',
      verdict: () => judge(exampleSeal({}, { journey: exampleJourney })),
      expect: { condition: 'gone' },
    },
  ],
};
