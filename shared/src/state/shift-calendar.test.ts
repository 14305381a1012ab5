import { describe, expect, it } from 'vitest';
import { shiftCalendar } from '#site/site.ts';
import { laterDay, shiftAt, shiftOn, weekOf, zoneDayAt } from './shift-calendar.ts';

const at = (text: string) => Date.parse(text);

describe('the shift calendar', () => {
  it('knows the shift of every moment, also at its edges', () => {
    const nameAt = (text: string) => shiftAt(shiftCalendar, at(text))?.shift.id;
    expect(nameAt('2026-11-28T00:00:00+08:00')).toBe('night');
    expect(nameAt('2026-11-28T07:59:59+08:00')).toBe('night');
    expect(nameAt('2026-11-28T08:00:00+08:00')).toBe('day');
    expect(nameAt('2026-11-28T23:59:59+08:00')).toBe('evening');
  });

  it('of a shift over midnight belongs to the day on which it began', () => {
    const late = { id: 'late', nameZh: '', nameEn: '', startsAtMin: 1320, lastsMin: 480 };
    const calendar = { ...shiftCalendar, shifts: [late] };
    const running = shiftAt(calendar, at('2026-11-29T03:00:00+08:00'));
    expect(running?.day).toBe('2026-11-28');
    expect(running?.endsAtMs).toBe(at('2026-11-29T06:00:00+08:00'));
    expect(shiftAt(calendar, at('2026-11-29T07:00:00+08:00'))).toBeNull();
  });

  it('counts days in the time of the zone', () => {
    expect(zoneDayAt(shiftCalendar, at('2026-11-28T20:00:00Z'))).toBe('2026-11-29');
    expect(laterDay('2026-02-28', 1)).toBe('2026-03-01');
    expect(weekOf('2026-11-29')).toEqual([
      '2026-11-23',
      '2026-11-24',
      '2026-11-25',
      '2026-11-26',
      '2026-11-27',
      '2026-11-28',
      '2026-11-29',
    ]);
  });

  it('has no shift on a day that there is not, and none that nobody named', () => {
    expect(shiftOn(shiftCalendar, '2026-02-30', 'day')).toBeNull();
    expect(shiftOn(shiftCalendar, '9999-99-99', 'day')).toBeNull();
    expect(shiftOn(shiftCalendar, '2026-11-28', 'never')).toBeNull();
  });
});
