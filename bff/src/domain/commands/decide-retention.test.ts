import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { retentionId } from '@ftz/shared/state/kept-until.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { actingOn, exampleOfficer } from './acting-people.fixture.ts';

const officers = [
  exampleOfficer('author'),
  exampleOfficer('authorAgain', { personId: 'P-author' }),
  exampleOfficer('second'),
  exampleOfficer('third'),
  exampleOfficer('fourth'),
  exampleOfficer('stranger', { areas: ['PVG'] }),
];
const dayMs = 86_400_000;
const incidentId = 'I1';

/** An incident that is over, with something held of a camera. */
function closedCase() {
  const common = { areas: ['WGQ' as const], actor: machine };
  const clips = [{ cameraId: 'C1', fromMs: 1, untilMs: 2 }];
  const closed = { incidentId, conclusion: 'confirmed' as const, note: '' };
  const { act, situation, nowMs } = actingOn(
    [
      { type: 'incident.opened', ...common, data: { incident: exampleIncident() } },
      { type: 'incident.opened', ...common, data: { incident: exampleIncident({ id: 'I2' }) } },
      { type: 'incident.clips-held', ...common, data: { incidentId, clips } },
      { type: 'incident.closed', ...common, data: closed },
    ],
    officers,
  );
  const why = { cause: 'other', note: 'a court asks', evidence: [] };
  const propose = (by: string, days: number, change: object = {}) =>
    act(by, 'disposition.propose', {
      ...{ act: 'retention-changed', entityId: retentionId(incidentId, nowMs() + days * dayMs) },
      ...{ area: 'WGQ', incidentId, alreadyDone: false, ...why, conclusion: 'justified' },
      ...change,
    });
  const pending = () => Object.values(situation().dispositions).at(-1);
  const conclude = (by: string, conclusion: string) => {
    const dispositionId = pending()?.id;
    const begun = act(by, 'disposition.start', { dispositionId });
    if (typeof begun === 'string') return begun;
    return act(by, 'disposition.conclude', { dispositionId, ...why, conclusion });
  };
  const reopen = () => act('author', 'incident.reopen', { incidentId, reason: 'new facts' });
  for (const { username } of officers) act(username, 'duty.begin', {});
  const retention = () => situation().incidents.I1?.retention;
  const drawn = () => pending()?.second?.name ?? '';
  return { propose, conclude, reopen, retention, drawn, nowMs };
}

it('is changed by two people, longer or shorter, and its incident says until when and why', () => {
  const { propose, conclude, retention, drawn, nowMs } = closedCase();
  const untilMs = nowMs() + 400 * dayMs;
  expect(propose('author', 400)).toContain('disposition.drawn');
  expect(propose('third', 10), 'one at a time').toBe('disposition-pending');
  expect(conclude('authorAgain', 'justified')).toBe('same-person');
  expect(retention()).toBeUndefined();
  const second = drawn();
  expect(conclude(second, 'justified')).toContain('retention.changed');
  expect(retention()).toMatchObject({ by: ['author', second], reason: 'a court asks' });
  expect(Math.abs((retention()?.keptUntilMs ?? 0) - untilMs)).toBeLessThan(10_000);
  expect(propose('author', 10)).toContain('disposition.drawn');
  expect(conclude(drawn(), 'justified')).toContain('retention.changed');
  expect(retention()?.keptUntilMs).toBeLessThan(untilMs);
});

it('is asked for by those whose it is, for a time that can be, and of what is held', () => {
  const { propose } = closedCase();
  expect(propose('stranger', 10)).toBe('not-found');
  expect(propose('author', 10, { incidentId: null })).toBe('not-found');
  expect(propose('author', 10, { entityId: 'I1/tomorrow' })).toBe('not-found');
  expect(propose('author', 10, { incidentId: 'I2' }), 'the other’s time').toBe('not-found');
  expect(propose('author', 10, { incidentId: 'I2', entityId: 'I2/9' })).toBe('wrong-state');
  expect(propose('author', 0, { entityId: 'I1/9' })).toBe('not-in-future');
  expect(propose('author', 4_000)).toBe('too-long');
  expect(propose('author', 10, { note: '' })).toBe('reason-needed');
});

it('is never changed by one person, nor while its incident is open, in whatever order', () => {
  const step = fc.record({
    what: fc.constantFrom('propose', 'justified', 'not-justified', 'reopen'),
    by: fc.constantFrom('author', 'authorAgain', 'second', 'third'),
    days: fc.constantFrom(1, 400),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 20 }), (steps) => {
      const { propose, conclude, reopen, retention } = closedCase();
      let isOpen = false;
      for (const { what, by, days } of steps) {
        const before = retention();
        if (what === 'propose') propose(by, days);
        else if (what === 'reopen') isOpen = typeof reopen() !== 'string' || isOpen;
        else conclude(by, what);
        const after = retention();
        if (isOpen) expect(after).toEqual(before);
        const persons = (after?.by ?? ['1', '2']).map((name) => name.replace('Again', ''));
        expect(new Set(persons).size).toBe(2);
      }
    }),
    { numRuns: 60 },
  );
});
