import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alarm } from '#contract/alarm.ts';
import {
  acknowledgeDueAtMs,
  acknowledged,
  isUnacknowledged,
  refusalToAcknowledge,
  repeated,
  returned,
} from './alarm-lifecycle.ts';
import { exampleAlarm } from './situation.fixture.ts';

type Step = { do: 'acknowledge' | 'repeat' | 'return'; bound: boolean };
const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom('acknowledge', 'repeat', 'return'),
  bound: fc.boolean(),
});

function walk(alarm: Alarm, { do: act, bound }: Step, atMs: number): Alarm {
  if (act === 'return') return returned(alarm, atMs, bound);
  if (act === 'repeat') {
    const acknowledgeDue = acknowledgeDueAtMs(alarm.severity, atMs);
    return repeated(alarm, {
      atMs,
      deviceAtMs: atMs,
      severity: 2,
      acknowledgeDueAtMs: acknowledgeDue,
      facts: [],
    });
  }
  return refusalToAcknowledge(alarm) ? alarm : acknowledged(alarm, 'officer', atMs, bound);
}

describe('an alarm, along any history', () => {
  it('is never quiet without a person', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let alarm = exampleAlarm();
        steps.forEach((next, i) => {
          const before = alarm;
          alarm = walk(alarm, next, 1_000 + i);
          const quieter = isUnacknowledged(before) && !isUnacknowledged(alarm);
          if (quieter) expect(next.do).toBe('acknowledge');
        });
      }),
    );
  });

  it('only grows in version, count and gravity', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 30 }), (steps) => {
        let alarm = exampleAlarm();
        steps.forEach((next, i) => {
          const before = alarm;
          alarm = walk(alarm, next, 1_000 + i);
          expect(alarm.version).toBeGreaterThanOrEqual(before.version);
          expect(alarm.count).toBeGreaterThanOrEqual(before.count);
          expect(alarm.severity).toBeLessThanOrEqual(before.severity);
        });
      }),
    );
  });
});

describe('an alarm', () => {
  it('asks again when its condition comes again', () => {
    const acked = acknowledged(exampleAlarm(), 'officer', 5, true);
    const again = repeated(acked, {
      atMs: 9,
      deviceAtMs: 8,
      severity: 1,
      acknowledgeDueAtMs: 30_009,
      facts: [],
    });
    expect(again).toMatchObject({
      state: 'unacked',
      count: 2,
      acknowledgedBy: null,
      acknowledgeDueAtMs: 30_009,
      facts: [],
    });
  });

  it('keeps its clock when it repeats before anybody acknowledged', () => {
    const first = exampleAlarm();
    const again = repeated(first, {
      atMs: 9,
      deviceAtMs: 8,
      severity: 2,
      acknowledgeDueAtMs: 99_999,
      facts: [],
    });
    expect(again.acknowledgeDueAtMs).toBe(first.acknowledgeDueAtMs);
  });

  it('stays latched while its incident is open', () => {
    const acked = acknowledged(exampleAlarm(), 'officer', 5, true);
    expect(returned(acked, 9, true).state).toBe('latched');
    expect(returned(acked, 9, false).state).toBe('normal');
  });
});
