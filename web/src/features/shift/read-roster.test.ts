import type { Person } from '@ftz/shared/contract/person.ts';
import { expect, it } from 'vitest';
import { readRoster } from './read-roster.ts';

const li: Person = {
  accountId: 'U-li',
  personId: 'P-li',
  username: 'li',
  role: 'duty-officer',
  areas: ['WGQ'],
  officeId: null,
  licences: [],
};

it('reads a week of lines, also as a spreadsheet copies them, and takes a plan back by an empty name', () => {
  const text =
    '2026-12-01,day,desk-wgq,li\n\n2026-12-01\tevening\tdesk-wgq\tli\n2026-12-02，day，desk-wgq，';
  const slot = { day: '2026-12-01', shiftId: 'day', seatId: 'desk-wgq', accountId: 'U-li' };
  expect(readRoster(text, [li])).toEqual({
    ok: true,
    slots: [slot, { ...slot, shiftId: 'evening' }, { ...slot, day: '2026-12-02', accountId: null }],
  });
});

it('names the first line that it cannot read', () => {
  expect(readRoster('2026-12-01,day,desk-wgq,li\ntomorrow,day,desk-wgq,li', [li])).toEqual({
    ok: false,
    line: 2,
  });
  expect(readRoster('2026-12-01,day,desk-wgq,nobody', [li])).toEqual({ ok: false, line: 1 });
});
