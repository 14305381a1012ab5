import type { AlarmRule, SweepVerdict } from '#domain/alarm-rule.ts';
import { exampleOrderWorld } from '#domain/rule-examples/order-examples.ts';
import type { World } from '#domain/sighting.ts';

function sweep({ situation, nowMs }: World): SweepVerdict[] {
  return Object.values(situation.orders).flatMap(({ id, state, status, areas, content }) => {
    const [area] = areas;
    // What is only played through raises nothing and is counted nowhere.
    if (status !== 'Actual' || !area) return [];
    const around = { area, point: null, vehicleId: null, sealId: null };
    if (state !== 'open' || nowMs <= content.dueAtMs) {
      return { verdict: { condition: 'gone' as const, entityId: id }, ...around };
    }
    return {
      verdict: {
        condition: 'present' as const,
        severity: content.severity,
        entityKind: 'order' as const,
        entityId: id,
        facts: [
          { name: 'order', value: content.headline.slice(0, 120) },
          { name: 'due-at', value: new Date(content.dueAtMs).toISOString() },
        ],
        happens: false,
      },
      ...around,
    };
  });
}

/** An order from above that no supervisor acknowledged in time, as grave as it was ordered. */
export const rule: AlarmRule = {
  kind: 'order-overdue',
  sweep,
  examples: [
    {
      says: 'a minute over its time',
      verdict: () => sweep(exampleOrderWorld({}, -60_000))[0]?.verdict,
      expect: { condition: 'present', severity: 2 },
    },
    {
      says: 'a minute is left',
      verdict: () => sweep(exampleOrderWorld({}, 60_000))[0]?.verdict,
      expect: { condition: 'gone' },
    },
    {
      says: 'somebody acknowledged it',
      verdict: () => sweep(exampleOrderWorld({ state: 'acknowledged' }, -60_000))[0]?.verdict,
      expect: { condition: 'gone' },
    },
    {
      says: 'an exercise binds nobody',
      verdict: () => sweep(exampleOrderWorld({ status: 'Exercise' }, -60_000))[0]?.verdict,
      expect: null,
    },
  ],
};
