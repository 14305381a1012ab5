import type { Principal } from '@ftz/shared/contract/account.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { Conclusion } from '@ftz/shared/contract/incident.ts';
import type { Command } from '@ftz/shared/contract/live-up.ts';
import type { Person } from '@ftz/shared/contract/person.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { exampleDisposition } from '@ftz/shared/state/disposition.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { expect, it } from 'vitest';
import { exampleCommandWorld, examplePeople } from './command-world.fixture.ts';
import { decideCommand } from './decide-command.ts';

const names = ['author', 'second', 'third'];
const principal = (username: string): Principal => ({
  accountId: `U-${username}`,
  username,
  role: 'duty-officer',
  areas: ['WGQ'],
});
const person = (username: string): Person => ({
  ...principal(username),
  personId: `P-${username}`,
  officeId: null,
  licences: ['second-review'],
});

/** A cut seal, acknowledged, with three officers on duty, any of whom may close it. */
function desk() {
  let situation = emptySituation();
  let seq = 0;
  let nowMs = 1_000_000;
  const people = examplePeople(names.map(person));
  const write = (drafts: readonly object[]) => {
    for (const draft of drafts) {
      seq += 1;
      situation = applyDurable(situation, { ...draft, seq, atMs: nowMs } as DurableEvent);
    }
  };
  const common = { areas: ['WGQ'], actor: machine };
  write([
    { type: 'alarm.raised', ...common, data: { alarm: exampleAlarm({ state: 'acked' }) } },
    { type: 'incident.opened', ...common, data: { incident: exampleIncident() } },
  ]);
  const act = (username: string, name: Command['name'], argument: object) => {
    nowMs += 1_000;
    const command = { commandId: 'c-12345678', name, basedOnVersion: null, argument } as Command;
    const newId = (prefix: string) => `${prefix}${seq}`;
    const world = exampleCommandWorld({ situation, people, nowMs, newId });
    const decision = decideCommand(command, principal(username), world);
    if (!decision.ok) return decision.refusal.code;
    write(decision.drafts);
    return decision.drafts.map(({ type }) => type);
  };
  for (const name of names) act(name, 'duty.begin', {});
  const close = (username: string, conclusion: Conclusion) =>
    act(username, 'disposition.submit', {
      incidentId: 'I1',
      conclusion,
      cause: 'other',
      note: '',
      evidence: [],
      forcedRestore: null,
    });
  const current = () => Object.values(situation.dispositions)[0];
  const giveBack = () =>
    act(current()?.second?.name ?? 'nobody', 'disposition.return', {
      dispositionId: current()?.id,
      reason: 'no photograph',
    });
  return { close, giveBack, current, incident: () => situation.incidents.I1 };
}

it('is closed by one signature where nothing is abnormal and nothing was under review', () => {
  const { close, incident } = desk();
  expect(close('author', 'confirmed')).toContain('incident.closed');
  expect(incident()?.state).toBe('closed');
});

it.each(names)('takes two again after it was given back, when %s calls it confirmed', (name) => {
  const { close, giveBack, current, incident } = desk();
  expect(close('author', 'false-alarm')).toContain('disposition.drawn');
  expect(giveBack()).toEqual(['disposition.returned']);
  expect(current()?.state).toBe('draft');
  const again = close(name, 'confirmed');
  expect(again).toContain('disposition.first-concluded');
  expect(again).not.toContain('incident.closed');
  expect(current()?.needsSecond).toBe(true);
  expect(incident()?.state).toBe('awaiting-disposition');
});

it('is amended before all who are in its incident by now, as the first word of it is told', () => {
  const locked = exampleDisposition({ state: 'locked', areas: ['WGQ'] });
  const situation = {
    ...emptySituation(),
    incidents: { I1: exampleIncident({ state: 'closed', areas: ['WGQ', 'PVG'] }) },
    dispositions: { D1: locked },
  };
  const said = {
    conclusion: 'confirmed' as const,
    cause: 'other' as const,
    note: '',
    evidence: [],
  };
  const argument = { dispositionId: 'D1', ...said };
  const decision = decideCommand(
    { commandId: 'c-12345678', name: 'disposition.amend', basedOnVersion: null, argument },
    principal('author'),
    exampleCommandWorld({ situation, people: examplePeople(names.map(person)) }),
  );
  if (!decision.ok) throw new Error(decision.refusal.code);
  const [submitted, first] = decision.drafts;
  expect(submitted).toMatchObject({ data: { disposition: { areas: ['WGQ', 'PVG'] } } });
  expect(first).toMatchObject({ type: 'disposition.first-concluded', areas: ['WGQ', 'PVG'] });
});
