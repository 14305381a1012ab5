import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleDisposition } from '@ftz/shared/state/disposition.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { deletionOf, evidenceInventory, keptPieces } from '@ftz/shared/state/kept-evidence.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { actingOn, exampleOfficer } from './acting-people.fixture.ts';

const officers = [
  exampleOfficer('author'),
  exampleOfficer('authorAgain', { personId: 'P-author' }),
  exampleOfficer('second'),
  exampleOfficer('third'),
  exampleOfficer('chief', { role: 'duty-chief', licences: [] }),
  exampleOfficer('stranger', { areas: ['PVG'] }),
];
const clip = { cameraId: 'C1', fromMs: 100_000, untilMs: 340_000 };
const recording = 'I1/C1/100000-340000';
type Step = 'propose' | 'justified' | 'not-justified' | 'reopen' | 'close' | 'settle';

/** A picture and a recording of an incident that is over. */
function closedCase() {
  const alarm = exampleAlarm({ state: 'normal', returnedAtMs: 2_000 });
  const common = { areas: ['WGQ' as const], actor: machine };
  const incidentId = 'I1';
  const closing = {
    ...{ type: 'incident.closed' as const, ...common },
    data: { incidentId, conclusion: 'confirmed' as const, note: '' },
  };
  const { act, write, situation, nowMs } = actingOn(
    [
      { type: 'alarm.raised', ...common, data: { alarm } },
      { type: 'incident.opened', ...common, data: { incident: exampleIncident() } },
      { type: 'incident.noted', ...common, data: { incidentId, text: 'seen', photoId: 'P1' } },
      { type: 'incident.clips-held', ...common, data: { incidentId, clips: [clip] } },
      closing,
    ],
    officers,
  );
  const why = { cause: 'other', note: 'shows a bystander', evidence: [] };
  const propose = (by = 'author', change: object = {}) =>
    act(by, 'disposition.propose', {
      ...{ act: 'evidence-deleted', entityId: 'P1', area: 'WGQ', incidentId, alreadyDone: false },
      ...{ ...why, conclusion: 'justified', ...change },
    });
  const pending = () => Object.values(situation().dispositions).at(-1);
  const conclude = (by: string, conclusion: string) => {
    const dispositionId = pending()?.id;
    const begun = act(by, 'disposition.start', { dispositionId });
    if (typeof begun === 'string') return begun;
    return act(by, 'disposition.conclude', { dispositionId, ...why, note: 'agreed', conclusion });
  };
  const settle = (conclusion: string) =>
    act('chief', 'disposition.adjudicate', { dispositionId: pending()?.id, ...why, conclusion });
  const reopen = () => act('chief', 'incident.reopen', { incidentId, reason: 'new facts' });
  const close = () => write([closing]);
  for (const { username } of officers) act(username, 'duty.begin', {});
  const deletion = (pieceId = 'P1') => deletionOf(situation(), pieceId);
  const incident = () => situation().incidents.I1 ?? exampleIncident();
  const drawn = () => pending()?.second?.name ?? '';
  return {
    ...{ propose, conclude, settle, reopen, close, deletion, incident, drawn, write, situation },
    ...{ nowMs, common },
  };
}

it('goes by two people and with a reason, and its incident says who, when and why', () => {
  const { propose, conclude, deletion, drawn, incident, situation, write, common } = closedCase();
  expect(keptPieces(situation(), incident()).map(({ id, kind }) => [id, kind])).toEqual([
    ['P1', 'photo'],
    [recording, 'recording'],
  ]);
  expect(propose('author', { note: ' ' })).toBe('reason-needed');
  expect(propose()).toContain('disposition.drawn');
  expect(deletion()).toBeUndefined();
  expect(conclude('author', 'justified')).toBe('same-person');
  expect(conclude('authorAgain', 'justified')).toBe('same-person');
  const second = drawn();
  expect(conclude(second, 'justified')).toContain('evidence.deletion-ordered');
  expect(deletion()).toMatchObject({ by: ['author', second], reason: 'shows a bystander' });
  expect(incident().timeline.at(-1)).toMatchObject({
    ...{ type: 'evidence.deletion-ordered', text: 'P1 · shows a bystander', person: second },
  });
  const files = [{ bytes: 3, sha256: 'a'.repeat(64) }];
  const ref = { incidentId: 'I1', pieceId: 'P1' };
  write([
    { type: 'evidence.measured', ...common, data: { ...ref, files } },
    { type: 'evidence.deleted', ...common, data: { ...ref, remains: false } },
  ]);
  expect(evidenceInventory(situation(), incident())).toMatchObject([
    { id: 'P1', deletion: { files, goneAtMs: expect.any(Number) } },
    { id: recording, deletion: null },
  ]);
  expect(propose()).toBe('evidence-deleted');
});

it('stays while two differ, until a third says what holds', () => {
  const { propose, conclude, settle, deletion, drawn } = closedCase();
  propose('author', { entityId: recording });
  const second = drawn();
  expect(conclude(second, 'not-justified')).toEqual(['disposition.concluded']);
  expect(deletion(recording)).toBeUndefined();
  expect(settle('justified')).toContain('evidence.deletion-ordered');
  expect(deletion(recording)).toMatchObject({ clip, by: ['author', 'chief'] });
});

it('is refused of an open incident, of one under review, and where it is none of theirs', () => {
  const { propose, reopen, close, write, common } = closedCase();
  expect(propose('stranger')).toBe('not-found');
  expect(propose('author', { entityId: 'P-other' })).toBe('not-found');
  expect(propose('author', { incidentId: null })).toBe('not-found');
  expect(propose('author', { alreadyDone: true })).toBe('no-emergency');
  reopen();
  expect(propose()).toBe('evidence-in-use');
  close();
  const disposition = exampleDisposition({ id: 'D-amends', state: 'submitted', incidentId: 'I1' });
  write([{ type: 'disposition.submitted', ...common, data: { disposition } }]);
  expect(propose(), 'its conclusion is under review').toBe('evidence-in-use');
  const lifted = { ...disposition, state: 'locked' as const };
  write([{ type: 'disposition.submitted', ...common, data: { disposition: lifted } }]);
  expect(propose()).toContain('disposition.submitted');
  expect(propose('third')).toBe('disposition-pending');
  expect(propose('third', { entityId: recording })).toContain('disposition.submitted');
});

it('is refused while a recording of it has just ended, or while another open incident keeps it', () => {
  const { propose, write, common, nowMs } = closedCase();
  const late = { cameraId: 'C2', fromMs: nowMs() - 60_000, untilMs: nowMs() };
  const other = exampleIncident({ id: 'I2', photoIds: ['P1'], clips: [{ ...clip }] });
  write([
    { type: 'incident.clips-held', ...common, data: { incidentId: 'I1', clips: [late] } },
    { type: 'incident.opened', ...common, data: { incident: other } },
  ]);
  const entityId = `I1/C2/${late.fromMs}-${late.untilMs}`;
  expect(propose('author', { entityId })).toBe('evidence-in-use');
  expect(propose()).toBe('evidence-in-use');
  expect(propose('author', { entityId: recording })).toBe('evidence-in-use');
});

it('is not carried out when its incident was opened again meanwhile', () => {
  const { propose, conclude, reopen, deletion, drawn, incident } = closedCase();
  propose();
  const second = drawn();
  reopen();
  expect(incident().state).not.toBe('closed');
  expect(conclude(second, 'justified')).not.toContain('evidence.deletion-ordered');
  expect(deletion()).toBeUndefined();
});

it('never goes by one person, nor from an incident that is open, in whatever order', () => {
  const step = fc.record({
    what: fc.constantFrom<Step>(
      ...(['propose', 'justified', 'not-justified', 'reopen', 'close', 'settle'] as const),
    ),
    by: fc.constantFrom('author', 'authorAgain', 'second', 'third'),
    entityId: fc.constantFrom('P1', recording),
  });
  fc.assert(
    fc.property(fc.array(step, { maxLength: 25 }), (steps) => {
      const story = closedCase();
      for (const { what, by, entityId } of steps) {
        const openBefore = story.incident().state !== 'closed';
        const before = story.incident().deletions?.length ?? 0;
        if (what === 'propose') story.propose(by, { entityId });
        else if (what === 'reopen') story.reopen();
        else if (what === 'close') story.close();
        else if (what === 'settle') story.settle('justified');
        else story.conclude(by, what);
        const deletions = story.incident().deletions ?? [];
        if (openBefore) expect(deletions.length).toBe(before);
        expect(new Set(deletions.map(({ pieceId }) => pieceId)).size).toBe(deletions.length);
        for (const { by: names, reason } of deletions) {
          const persons = names.map((name) => name.replace('Again', ''));
          expect(new Set(persons).size).toBeGreaterThanOrEqual(2);
          expect(reason).not.toBe('');
        }
      }
    }),
    { numRuns: 60 },
  );
});
