import { expect, it } from 'vitest';
import type { Role } from '#contract/account.ts';
import type { Duty } from '#contract/duty.ts';
import { shiftCalendar } from '#site/site.ts';
import { shiftLead } from './shift-lead.ts';

/** 14:00 in the zone. */
const nowMs = Date.parse('2026-11-28T06:00:00Z');
const endsAtMs = Date.parse('2026-11-28T08:00:00Z');

const on = (username: string, role: Role, sinceMs: number): Duty => ({
  person: {
    accountId: username,
    personId: username,
    username,
    role,
    areas: ['WGQ'],
    officeId: null,
    licences: [],
  },
  sinceMs,
});
const planned = {
  day: '2026-11-28',
  shiftId: 'day',
  seatId: 'leader',
  areas: ['WGQ' as const],
  startsAtMs: 0,
  endsAtMs,
  planned: { accountId: 'U9', name: 'wang' },
  plannedBy: 'chief',
};
const roster = { '2026-11-28/day/leader': planned };

it('names the shift that runs, until when, and who leads it', () => {
  const duty = {
    a: on('zhao', 'duty-officer', 1),
    b: on('qian', 'shift-leader', 3),
    c: on('sun', 'shift-leader', 2),
  };
  const lead = shiftLead({ duty, roster }, shiftCalendar, nowMs);
  expect(lead).toMatchObject({ name: 'sun', isOnDuty: true });
  expect(lead?.running).toMatchObject({ endsAtMs, shift: { id: 'day' } });
});

it('tells who is planned from who is there, and that nobody is', () => {
  expect(shiftLead({ duty: {}, roster }, shiftCalendar, nowMs)).toMatchObject({
    name: 'wang',
    isOnDuty: false,
  });
  expect(shiftLead({ duty: {}, roster: {} }, shiftCalendar, nowMs)?.name).toBeNull();
});
