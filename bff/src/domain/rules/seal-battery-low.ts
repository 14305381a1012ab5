import type { AlarmRule } from '#domain/alarm-rule.ts';
import { exampleSeal } from '#domain/rule-examples/seal-examples.ts';
import type { Sighting } from '#domain/sighting.ts';

const lowPct = 30;
/** So much fuller before it is well again, or one that hovers would ring all day. */
const wellPct = 35;

function judge(sighting: Sighting) {
  const { observation } = sighting;
  if (observation.kind !== 'seal' || sighting.late) return null;
  const { batteryPct, deviceId: entityId } = observation;
  const said = observation.events.includes('low-battery');
  if (batteryPct >= wellPct && !said) return { condition: 'gone' as const, entityId };
  if (batteryPct >= lowPct && !said) return null;
  return {
    condition: 'present' as const,
    severity: 4 as const,
    entityKind: 'seal' as const,
    entityId,
    facts: [{ name: 'battery-pct', value: String(Math.round(batteryPct)) }],
    happens: false,
  };
}

/** A seal whose battery is below 30 %, or that says so itself: P4, before it falls silent. */
export const rule: AlarmRule = {
  kind: 'seal-battery-low',
  judge,
  examples: [
    {
      says: 'at 29 %',
      verdict: () => judge(exampleSeal({ batteryPct: 29 })),
      expect: { condition: 'present', severity: 4 },
    },
    {
      says: 'the seal itself says so',
      verdict: () => judge(exampleSeal({ batteryPct: 40, events: ['low-battery'] })),
      expect: { condition: 'present', severity: 4 },
    },
    {
      says: 'between the two marks nothing changes',
      verdict: () => judge(exampleSeal({ batteryPct: 32 })),
      expect: null,
    },
    {
      says: 'charged',
      verdict: () => judge(exampleSeal({ batteryPct: 90 })),
      expect: { condition: 'gone' },
    },
    {
      says: 'what it said yesterday says nothing of today',
      verdict: () => judge(exampleSeal({ batteryPct: 10 }, { late: true })),
      expect: null,
    },
  ],
};
