import fc from 'fast-check';
import { expect, it } from 'vitest';
import { dispositionStates } from '#contract/disposition.ts';
import { abnormalOf, unrestored } from './abnormal-closing.ts';
import { exampleAlarm } from './alarm.fixture.ts';
import { exampleDisposition, exampleVerdict } from './disposition.fixture.ts';
import {
  type DispositionAct,
  dispositionAfter,
  mayDispose,
  takesTwo,
} from './disposition-lifecycle.ts';

const acts: DispositionAct[] = [
  ...(['resubmit', 'draw', 'lose-second', 'start', 'concur', 'dissent', 'return'] as const),
  ...(['adjudicate', 'come-into-force', 'lock', 'be-amended'] as const),
];

it('comes into force by two that agree or by a third, never by one where it takes two', () => {
  fc.assert(
    fc.property(fc.array(fc.constantFrom(...acts), { maxLength: 40 }), (history) => {
      let disposition = exampleDisposition();
      let last: DispositionAct | null = null;
      for (const act of history) {
        const change = act === 'adjudicate' ? { adjudicatedVerdict: exampleVerdict() } : {};
        const next = dispositionAfter(disposition, act, change);
        if (next !== disposition) {
          if (act === 'come-into-force') expect(['concur', 'adjudicate']).toContain(last);
          expect(next.version).toBe(disposition.version + 1);
          last = act;
        }
        disposition = next;
      }
      expect(dispositionStates).toContain(disposition.state);
    }),
    { numRuns: 500 },
  );
});

it('is changed no more once it is locked, but by an amendment', () => {
  const locked = exampleDisposition({ state: 'locked' });
  expect(acts.filter((act) => mayDispose(locked, act))).toEqual(['be-amended']);
  expect(acts.filter((act) => mayDispose({ ...locked, state: 'amended' }, act))).toEqual([]);
});

it('says which closings take two people, and why', () => {
  const of = (kind: 'seal-cut' | 'lane-mismatch' | 'halted', severity: 1 | 2 | 3) => {
    const incident = { severity, timeline: [] };
    return (conclusion: 'confirmed' | 'false-alarm' | 'resolved-on-site', forced = false) =>
      abnormalOf(incident, [{ kind }], { conclusion, forced });
  };
  expect(of('halted', 2)('confirmed')).toEqual([]);
  expect(of('halted', 2)('confirmed', true)).toEqual(['restore-forced']);
  expect(of('halted', 2)('false-alarm')).toEqual(['closed-as-false']);
  expect(of('halted', 3)('false-alarm', true)).toEqual([]);
  expect(of('seal-cut', 1)('resolved-on-site')).toEqual(['seal-break-accepted']);
  expect(of('lane-mismatch', 3)('resolved-on-site')).toEqual(['released-after-mismatch']);
});

it('takes two for what is abnormal, and for whatever was under review before', () => {
  expect(takesTwo([], undefined)).toBe(false);
  expect(takesTwo(['closed-as-false'], undefined)).toBe(true);
  expect(takesTwo([], exampleDisposition({ state: 'draft' }))).toBe(true);
});

it('waits for what lasts to return, and for nothing of what only happens', () => {
  const lasting = exampleAlarm({ kind: 'halted', state: 'acked' });
  const happened = exampleAlarm({ kind: 'seal-cut', state: 'acked' });
  expect(unrestored([lasting, happened])).toEqual([lasting]);
  expect(unrestored([{ ...lasting, returnedAtMs: 1 }])).toEqual([]);
});
