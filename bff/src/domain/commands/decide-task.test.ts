import type { Principal } from '@ftz/shared/contract/account.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Command } from '@ftz/shared/contract/live-up.ts';
import type { Person } from '@ftz/shared/contract/person.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { exampleStory } from '@ftz/shared/state/story.fixture.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { exampleCommandWorld, examplePeople } from './command-world.fixture.ts';
import { decideCommand } from './decide-command.ts';

const someone = (accountId: string, username: string, role: Principal['role']): Principal => ({
  accountId,
  username,
  role,
  areas: [...areaIds],
});
const officer = someone('U1', 'officer', 'duty-officer');
const patrol = someone('U2', 'patrol', 'field-officer');
const partner = someone('U3', 'partner', 'field-officer');
/** The second log-in of the patrol's one human being. */
const patrolAgain = someone('U4', 'patrol-again', 'field-officer');
const leader = someone('U5', 'leader', 'shift-leader');
const personOf = (principal: Principal, change: Partial<Person> = {}): Person => ({
  ...principal,
  personId: principal.accountId,
  officeId: null,
  licences: ['open-goods'],
  ...change,
});
const people = examplePeople([
  personOf(officer),
  personOf(patrol),
  personOf(partner),
  personOf(patrolAgain, { personId: 'U2' }),
  personOf(leader),
]);

let situation: Situation;
let nowMs = 10_000;
/** Acknowledged by the officer; a patrol was sent by him. */
beforeEach(() => {
  nowMs = 10_000;
  situation = exampleStory().slice(0, 4).reduce(applyDurable, emptySituation());
});

type Act = Pick<Command, 'name' | 'argument'> & { actedAtMs?: number };

/** What was written, or why nothing was. */
function act(by: Principal, what: Act, basedOnVersion: number | null = null): string[] | string {
  const command = { commandId: 'c-12345678', basedOnVersion, ...what } as Command;
  const decision = decideCommand(command, by, exampleCommandWorld({ situation, people, nowMs }));
  if (!decision.ok) return decision.refusal.code;
  for (const draft of decision.drafts) {
    const { seq } = situation;
    situation = applyDurable(situation, { ...draft, seq: seq + 1, atMs: nowMs } as DurableEvent);
  }
  return decision.drafts.map(({ type }) => type);
}
const on = (name: Command['name'], more: object = {}, taskId = 'T1'): Act =>
  ({ name, argument: { taskId, ...more } }) as Act;
const here = { arrival: { how: 'position', point: [121.6, 31.3], accuracyM: 9 } };
const result = (finding: string) => ({ result: { finding, note: 'seen', photoIds: [] } });
const scan = (which: string, sealNo: string) =>
  on('task.scan-seal', { which, sealNo, containerNo: null, photoIds: [] });

describe('on the road', () => {
  it('arrives where the incident is, by a code of a gate there, or flagged by a mere word', () => {
    act(patrol, on('task.accept'));
    const far = { arrival: { how: 'position', point: [121.7, 31.3], accuracyM: 9 } };
    expect(act(patrol, on('task.arrive', far))).toBe('too-far');
    const code = { arrival: { how: 'site-code', code: 'code-of-PVG-G1' } };
    expect(act(patrol, on('task.arrive', code))).toBe('wrong-site-code');
    const hand = { arrival: { how: 'by-hand', reason: 'no sky', point: null } };
    expect(act(patrol, on('task.arrive', hand))).toEqual(['task.arrived']);
    expect(situation.tasks['T1']?.arrival).toMatchObject({ how: 'by-hand', flagged: true });
    expect(situation.incidents['I1']?.timeline.at(-1)).toMatchObject({ flag: 'by-hand' });
  });

  it('goods are opened by two human beings, not by two log-ins of one', () => {
    for (const step of [on('task.accept'), on('task.arrive', here)]) act(patrol, step);
    act(patrolAgain, on('task.join'));
    act(partner, on('task.join'));
    expect(act(patrol, scan('new', 'S2'))).toBe('opening-unconfirmed');
    act(patrol, on('task.ask-opening', { what: 'cut-seal', reason: 'rope is cut' }));
    expect(act(patrol, on('task.confirm-opening'))).toBe('second-officer-needed');
    expect(act(patrolAgain, on('task.confirm-opening'))).toBe('second-officer-needed');
    expect(act(officer, on('task.confirm-opening'))).toBe('not-crew');
    expect(act(partner, on('task.confirm-opening'))).toEqual(['task.opening-confirmed']);
    expect(act(patrol, on('task.submit-result', result('inconsistent')))).toBe('witness-needed');
    act(patrol, on('task.record-witness', { witness: { refused: 'went away' } }));
    expect(act(patrol, on('task.submit-result', result('inconsistent')))).toBe('seal-unscanned');
    act(patrol, scan('old', 'S1'));
    act(partner, scan('new', 'S2'));
    const submitted = act(patrol, on('task.submit-result', result('inconsistent')));
    expect(submitted).toEqual(['task.result-submitted']);
  });

  it('a step that was kept on the phone counts though its picture is old', () => {
    act(patrol, on('task.accept'));
    act(officer, { name: 'incident.note', argument: { incidentId: 'I1', text: 'x' } });
    const kept = { ...on('task.arrive', here), actedAtMs: 9_000 };
    expect(act(patrol, kept, 1)).toEqual(['task.arrived']);
    expect(situation.tasks['T1']?.arrival?.deviceAtMs).toBe(9_000);
  });

  it('what comes when the desk has called it off is kept, and overwrites nothing', () => {
    act(patrol, on('task.accept'));
    act(officer, on('task.cancel', { reason: 'found elsewhere' }));
    const kept = { ...on('task.submit-result', result('inconsistent')), actedAtMs: 9_000 };
    expect(act(patrol, kept)).toEqual(['task.late-report']);
    expect(situation.tasks['T1']).toMatchObject({
      state: 'cancelled',
      reason: 'found elsewhere',
      result: null,
      lateReports: [{ act: 'submit-result', deviceAtMs: 9_000, result: { note: 'seen' } }],
    });
    expect(situation.incidents['I1']?.timeline.at(-1)).toMatchObject({ flag: 'late' });
    expect(act(patrol, on('task.submit-result', result('inconsistent')))).toBe('wrong-state');
  });

  it('gives a sign of life, and owes the next', () => {
    for (const step of [on('task.accept'), on('task.arrive', here)]) act(patrol, step);
    nowMs = 400_000;
    expect(act(patrol, on('task.check-in'))).toEqual(['task.checked-in']);
    expect(situation.tasks['T1']).toMatchObject({
      lastCheckInAtMs: 400_000,
      checkInDueAtMs: 1_000_000,
      silentDueAtMs: 1_120_000,
    });
  });
});

describe('a review', () => {
  const issue: Act = {
    name: 'task.issue',
    argument: { incidentId: 'I1', kind: 'review', unitId: 'WGQ-R1' },
  } as Act;

  it('is nobody’s who acknowledged, sent or answered what it looks at', () => {
    act(patrol, on('task.accept'));
    act(officer, issue);
    expect(act(officer, on('task.accept', {}, 'T9'))).toBe('reviewer-is-originator');
    expect(act(patrolAgain, on('task.accept', {}, 'T9'))).toBe('reviewer-is-originator');
    expect(act(leader, on('task.accept', {}, 'T9'))).toEqual(['task.accepted']);
  });

  it('opens every listed piece; what shows too little drafts another action and sends nobody', () => {
    act(officer, issue);
    act(leader, on('task.accept', {}, 'T9'));
    const insufficient = on('task.submit-result', result('insufficient'), 'T9');
    expect(act(leader, insufficient)).toBe('evidence-unopened');
    for (const { id } of situation.tasks['T9']?.evidence ?? []) {
      act(leader, on('task.open-evidence', { evidenceId: id }, 'T9'));
    }
    expect(act(leader, on('task.open-evidence', { evidenceId: 'none' }, 'T9'))).toBe('not-found');
    expect(act(leader, insufficient)).toEqual(['task.result-submitted', 'task.drafted']);
  });
});

describe('a result', () => {
  it('is verified or sent back by the issuer or a shift leader, never by who did it', () => {
    for (const step of [
      on('task.accept'),
      on('task.arrive', here),
      on('task.submit-result', result('consistent')),
    ])
      act(patrol, step);
    expect(act(someone('U8', 'other', 'duty-officer'), on('task.verify'))).toBe(
      'other-verifier-needed',
    );
    expect(act(officer, on('task.return', { reason: 'unclear' }))).toEqual(['task.returned']);
    expect(act(patrol, on('task.submit-result', result('consistent')))).toHaveLength(1);
    expect(act(officer, on('task.cancel', { reason: 'x' }))).toBe('wrong-state');
    expect(act(leader, on('task.verify'))).toEqual(['task.verified', 'task.done']);
    expect(situation.incidents['I1']?.state).toBe('awaiting-disposition');
  });
});

describe('a follow-up check', () => {
  const issue = (followUp: object | undefined): Act =>
    ({
      name: 'task.issue',
      argument: { incidentId: 'I1', kind: 'follow-up-check', unitId: 'WGQ-P1', followUp },
    }) as Act;

  it('has an office and a date to come, and is accepted within a working day', () => {
    nowMs = Date.UTC(2026, 0, 2, 4);
    expect(act(officer, issue(undefined))).toBe('follow-up-needed');
    const office = { ownerOfficeId: 'OFFICE-WGQ' };
    expect(act(officer, issue({ ...office, dueAtMs: nowMs - 1 }))).toBe('follow-up-needed');
    expect(act(officer, issue({ ...office, dueAtMs: nowMs + 1 }))).toEqual(['task.issued']);
    // Friday noon: Monday noon.
    expect(situation.tasks['T9']?.acceptDueAtMs).toBe(Date.UTC(2026, 0, 5, 4));
  });
});

describe('a unit', () => {
  it('has a crew, tells its place now and then, and is not sent when it is broken', () => {
    const unit = (name: Command['name'], more: object = {}): Act =>
      ({ name, argument: { unitId: 'WGQ-P2', ...more } }) as Act;
    const place = { point: [121.6, 31.3], accuracyM: 5 };
    expect(act(patrol, unit('unit.report-position', place))).toBe('not-crew');
    expect(act(patrol, unit('unit.join'))).toEqual(['unit.joined']);
    expect(act(patrol, unit('unit.report-position', place))).toEqual(['unit.position-reported']);
    expect(act(patrol, unit('unit.report-position', place))).toEqual([]);
    expect(act(officer, unit('unit.set-out-of-service', { reason: 'flat tyre' }))).toHaveLength(1);
    const argument = { incidentId: 'I1', kind: 'mobile-verification', unitId: 'WGQ-P2' };
    expect(act(officer, { name: 'task.issue', argument } as Act)).toBe('unit-unavailable');
  });
});
