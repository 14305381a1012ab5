import { expect, it } from 'vitest';
import type { SealReport } from '#contract/seal.ts';
import { sealConditionOf } from './seal-condition.ts';

const closed = { sealed: true, rope: 'intact', motor: 'locked', cover: 'closed' } as const;
const report = (state: Partial<SealReport['state']> = {}, batteryPct = 80): SealReport => ({
  sealId: 'S1',
  area: 'WGQ',
  deviceSeq: 1,
  deviceAtMs: 1,
  state: { ...closed, ...state },
  batteryPct,
  events: [],
  point: null,
});

it('tells the gravest that holds', () => {
  expect(sealConditionOf(report(), [])).toBe('sealed');
  expect(sealConditionOf(report({}, 10), [])).toBe('low-battery');
  expect(sealConditionOf(report({}, 10), ['seal-silent'])).toBe('silent');
  expect(sealConditionOf(report({ motor: 'unlocked' }), ['seal-silent'])).toBe('opened');
  expect(sealConditionOf(report({ sealed: false }), [])).toBe('opened');
  expect(sealConditionOf(report({ sealed: false, rope: 'cut' }), [])).toBe('tampered');
  expect(sealConditionOf(report({ cover: 'open' }), [])).toBe('tampered');
});

it('never takes one that has not spoken for a sealed one', () => {
  expect(sealConditionOf(undefined, [])).toBe('unknown');
  expect(sealConditionOf(undefined, ['seal-silent'])).toBe('silent');
});
