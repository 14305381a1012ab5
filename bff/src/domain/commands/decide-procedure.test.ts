import type { Principal, Role } from '@ftz/shared/contract/account.ts';
import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { Command } from '@ftz/shared/contract/live-up.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { expect, it } from 'vitest';
import { startProcedures } from '#domain/clocks/start-procedures.ts';
import { exampleCommandWorld, examplePeople } from './command-world.fixture.ts';
import { decideCommand } from './decide-command.ts';

const officer = (accountId: string, role: Role = 'duty-officer'): Principal => ({
  accountId,
  username: accountId,
  role,
  areas: ['WGQ'],
});

const people = examplePeople([{ ...officer('a'), personId: 'a', officeId: null, licences: [] }]);

/** A house with one seal that was cut, whose procedure the clock has begun. */
function house() {
  let situation = emptySituation();
  let nowMs = 10_000;
  const write = (drafts: readonly DurableDraft[]) => {
    for (const draft of drafts) {
      const event = { ...draft, seq: situation.seq + 1, atMs: nowMs } as DurableEvent;
      situation = applyDurable(situation, event);
    }
  };
  const common = { areas: ['WGQ' as const], actor: machine };
  write([
    { type: 'alarm.raised', ...common, data: { alarm: exampleAlarm() } },
    { type: 'incident.opened', ...common, data: { incident: exampleIncident() } },
  ]);
  const tickClock = () => {
    const drafts = startProcedures.due(exampleCommandWorld({ situation, nowMs }));
    write(drafts);
    return drafts.length;
  };
  const act = (who: Principal, name: Command['name'], argument: object) => {
    const command = { commandId: 'c-12345678', name, basedOnVersion: null, argument } as Command;
    const decision = decideCommand(command, who, exampleCommandWorld({ situation, nowMs, people }));
    if (!decision.ok) return decision.refusal;
    write(decision.drafts);
    return null;
  };
  const step = (who: Principal, name: Command['name'], stepId: string, more: object = {}) =>
    act(who, name, { incidentId: 'I1', stepId, ...more })?.code ?? 'ok';
  return {
    act,
    step,
    tickClock,
    pass: (ms: number) => {
      nowMs += ms;
    },
  };
}
const conclude = (conclusion: string) => ({
  incidentId: 'I1',
  conclusion,
  cause: 'other',
  note: '',
  evidence: [],
  forcedRestore: null,
});

it('begins a procedure once for an incident that has none', () => {
  const { tickClock } = house();
  expect([tickClock(), tickClock()]).toEqual([1, 0]);
});

it('keeps an incident open until the required steps are settled, and says which are not', () => {
  const { act, step, tickClock } = house();
  const a = officer('a');
  tickClock();
  act(a, 'alarm.acknowledge', { alarmId: 'A1' });
  const refused = act(a, 'disposition.submit', conclude('false-alarm'));
  expect(refused).toMatchObject({ code: 'procedure-incomplete' });
  expect(refused?.detail).toContain('打开最近的摄像机');
  expect(step(a, 'procedure.tick-step', 'open-camera')).toBe('ok');
  expect(step(a, 'procedure.tick-step', 'open-camera')).toBe('wrong-state');
  expect(step(a, 'procedure.skip-step', 'read-seal', { reason: null })).toBe('reason-needed');
  expect(step(a, 'procedure.skip-step', 'read-seal', { reason: 'no power left' })).toBe('ok');
  expect(act(a, 'disposition.submit', conclude('confirmed'))?.code).toBe('procedure-incomplete');
  expect(act(a, 'disposition.submit', conclude('false-alarm'))).toBeNull();
});

it('lets a slip be taken back by its own hand for a minute', () => {
  const { step, tickClock, pass } = house();
  tickClock();
  expect(step(officer('a'), 'procedure.tick-step', 'open-camera')).toBe('ok');
  expect(step(officer('b'), 'procedure.untick-step', 'open-camera')).toBe('undo-expired');
  pass(60_000);
  expect(step(officer('a'), 'procedure.untick-step', 'open-camera')).toBe('ok');
  expect(step(officer('a'), 'procedure.tick-step', 'open-camera')).toBe('ok');
  pass(60_001);
  expect(step(officer('a'), 'procedure.untick-step', 'open-camera')).toBe('undo-expired');
});

it('has a supervisor see what was skipped, and not the one who skipped it', () => {
  const { act, step, tickClock } = house();
  const [leader, other] = [officer('l', 'shift-leader'), officer('o', 'duty-chief')];
  tickClock();
  expect(step(leader, 'procedure.skip-step', 'open-camera', { reason: 'dark' })).toBe('ok');
  const see = (who: Principal) =>
    act(who, 'procedure.skip-seen', { incidentId: 'I1' })?.code ?? 'ok';
  expect(see(officer('a'))).toBe('not-permitted');
  expect(see(leader)).toBe('wrong-state');
  expect([see(other), see(other)]).toEqual(['ok', 'wrong-state']);
});
