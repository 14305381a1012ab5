import type { Role } from '@ftz/shared/contract/account.ts';
import type { Command } from '@ftz/shared/contract/live-up.ts';
import type { Person } from '@ftz/shared/contract/person.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { exampleHandOver, exampleItem } from '@ftz/shared/state/hand-over.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { describe, expect, it } from 'vitest';
import { handOverClock } from '#domain/clocks/hand-over-clock.ts';
import { exampleCommandWorld, examplePeople } from './command-world.fixture.ts';
import { decideCommand } from './decide-command.ts';

const person = (accountId: string, change: Partial<Person> = {}): Person => ({
  accountId,
  personId: `P-${accountId}`,
  username: accountId,
  role: 'duty-officer',
  areas: ['WGQ'],
  officeId: null,
  licences: [],
  ...change,
});
const li = person('li');
const liAgain = person('li-2', { personId: 'P-li' });
const wang = person('wang');
const far = person('far', { areas: ['PVG'] });
const chen = person('chen', { role: 'shift-leader' });
const staff = [li, liAgain, wang, far, chen];

const party = ({ accountId, personId }: Person, signedAtMs: number | null = null) => ({
  accountId,
  personId,
  name: accountId,
  signedAtMs,
});

function worldWith(change: Partial<Situation> = {}, nowMs = 9_000) {
  const duty = Object.fromEntries(
    staff.map((person) => [person.accountId, { person, sinceMs: 1_000 }]),
  );
  const situation = { ...emptySituation(), duty, ...change };
  return exampleCommandWorld({ situation, people: examplePeople(staff), nowMs });
}

function codeOf(
  by: Person,
  name: Command['name'],
  argument: object,
  world: ReturnType<typeof worldWith>,
): string {
  const command = { commandId: 'c-00000001', name, basedOnVersion: null, argument } as Command;
  const decision = decideCommand(command, by, world);
  return decision.ok ? decision.drafts.map(({ type }) => type).join(' ') : decision.refusal.code;
}

const owned = exampleIncident({ owner: { accountId: 'li', name: 'li', sinceMs: 1 } });
const ticked = exampleItem({ tickedAtMs: 8_000 });
const listed = exampleItem({
  key: 'open-incident/I1',
  kind: 'open-incident',
  refId: 'I1',
  tickedAtMs: 8_000,
});
const signedOnce = exampleHandOver({
  state: 'signed-by-outgoing',
  outgoing: party(li, 8_500),
  incoming: party(wang),
  items: [listed, ticked],
});

describe('a hand-over', () => {
  it('goes to another human being, on duty, of these areas', () => {
    const start = (to: string, world = worldWith()) =>
      codeOf(li, 'hand-over.start', { toAccountId: to }, world);
    expect(start('wang')).toBe('hand-over.started');
    expect(start('chen')).toBe('hand-over.started');
    expect(start('li-2')).toBe('second-person-needed');
    expect(start('far')).toBe('unsuited-successor');
    expect(start('wang', worldWith({ duty: { li: { person: li, sinceMs: 1 } } }))).toBe(
      'not-on-duty',
    );
    expect(start('wang', worldWith({ handOvers: { H1: signedOnce } }))).toBe('hand-over-under-way');
    expect(codeOf(chen, 'hand-over.start', { toAccountId: 'li' }, worldWith())).toBe(
      'unsuited-successor',
    );
  });

  it('moves every owner with the second signature, in one append', () => {
    const world = worldWith({ incidents: { I1: owned }, handOvers: { H1: signedOnce } });
    expect(codeOf(wang, 'hand-over.sign', { handOverId: 'H1' }, world)).toBe(
      'hand-over.signed incident.handed-over hand-over.took-force',
    );
    expect(codeOf(chen, 'hand-over.sign', { handOverId: 'H1' }, world)).toBe('not-your-hand-over');
  });

  it('is not signed over what came up and is not on the list yet', () => {
    const another = { ...owned, id: 'I2' };
    const situation = { incidents: { I1: owned, I2: another }, handOvers: { H1: signedOnce } };
    const world = worldWith(situation);
    expect(codeOf(wang, 'hand-over.sign', { handOverId: 'H1' }, world)).toBe('unread-items');
    expect(handOverClock.due(world)).toMatchObject([
      { type: 'hand-over.listed', data: { items: [{ refId: 'I2', isNew: true }] } },
    ]);
  });

  it('lapses to a supervisor, and to nobody else', () => {
    const late = worldWith({ handOvers: { H1: { ...signedOnce, items: [ticked] } } }, 905_000);
    expect(handOverClock.due(late).map(({ type }) => type)).toEqual(['hand-over.lapsed']);
    const lapsed = worldWith({
      handOvers: { H1: { ...signedOnce, state: 'lapsed-to-supervisor' } },
    });
    const argument = { handOverId: 'H1', toAccountId: 'chen' };
    expect(codeOf(wang, 'hand-over.reassign', argument, lapsed)).toBe('not-permitted');
    expect(codeOf(chen, 'hand-over.reassign', argument, lapsed)).toBe('hand-over.reassigned');
  });
});

describe('going off duty', () => {
  it('is refused to whom something open belongs, also at the end of the overlap', () => {
    expect(codeOf(li, 'duty.end', {}, worldWith())).toBe('duty.ended');
    expect(codeOf(li, 'duty.end', {}, worldWith({ incidents: { I1: owned } }))).toBe(
      'still-responsible',
    );
    expect(codeOf(wang, 'duty.end', {}, worldWith({ handOvers: { H1: signedOnce } }))).toBe(
      'still-responsible',
    );
    const done = {
      ...signedOnce,
      state: 'in-force' as const,
      finishedAtMs: 8_900,
      overlapEndsAtMs: 8_950,
    };
    expect(handOverClock.due(worldWith({ handOvers: { H1: done } }))).toMatchObject([
      { type: 'duty.ended', data: { accountId: 'li' } },
    ]);
    const still = { incidents: { I1: owned }, handOvers: { H1: done } };
    expect(handOverClock.due(worldWith(still))).toEqual([]);
  });
});

describe('the roster', () => {
  const slot = { day: '2026-12-01', shiftId: 'day', seatId: 'desk-wgq', accountId: 'wang' };
  const plan = (by: Person, ...slots: object[]) =>
    codeOf(by, 'roster.plan', { slots }, worldWith());
  const wholeChen = { ...chen, areas: ['WGQ', 'WLP', 'YSP', 'PVG'] } as Person;

  it('is planned by who leads the area, for people of the seat’s role, all or nothing', () => {
    const roles: Role[] = ['duty-officer', 'shift-leader'];
    expect(roles.map((role) => plan({ ...chen, role }, slot))).toEqual([
      'not-permitted',
      'roster.planned',
    ]);
    expect(plan(far, slot)).toBe('not-found');
    expect(plan(chen, { ...slot, accountId: 'chen' })).toBe('unsuited-successor');
    expect(plan(chen, slot, { ...slot, day: '2026-02-30' })).toBe('not-found');
    expect(plan(wholeChen, slot, { ...slot, shiftId: 'evening', accountId: null })).toBe(
      'roster.planned roster.planned',
    );
  });
});
