import type { Alarm, Severity } from '@ftz/shared/contract/alarm.ts';
import { expect, it } from 'vitest';
import { dueTone } from './due-tone.ts';

const alarm = (severity: Severity) => ({ id: `${severity}`, severity, state: 'unacked' }) as Alarm;

it('calls at once for a critical alarm and again after five seconds', () => {
  expect(dueTone([alarm(1)], {}, 1000)).toBe(1);
  expect(dueTone([alarm(1)], { 1: 1000 }, 5999)).toBeNull();
  expect(dueTone([alarm(1)], { 1: 1000 }, 6000)).toBe(1);
});

it('calls for a high alarm once, and again after half a minute', () => {
  expect(dueTone([alarm(2)], {}, 1000)).toBe(2);
  expect(dueTone([alarm(2)], { 2: 1000 }, 30_999)).toBeNull();
  expect(dueTone([alarm(2)], { 2: 1000 }, 31_000)).toBe(2);
});

it('lets a critical alarm speak although a high one has just sounded', () => {
  expect(dueTone([alarm(2), alarm(1)], { 2: 1000 }, 1001)).toBe(1);
});

it('is silent for levels 3 and 4', () => {
  expect(dueTone([alarm(3), alarm(4)], {}, 1000)).toBeNull();
});
