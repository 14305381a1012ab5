import type { Conclusion } from '@ftz/shared/contract/incident.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleDisposition } from '@ftz/shared/state/disposition.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { expect, it } from 'vitest';
import { actingOn, exampleOfficer } from './acting-people.fixture.ts';
import { exampleCommandWorld, examplePeople } from './command-world.fixture.ts';
import { decideCommand } from './decide-command.ts';

const names = ['author', 'second', 'third'];
const officers = names.map((name) => exampleOfficer(name));

/** A cut seal, acknowledged, with three officers on duty, any of whom may close it. */
function desk() {
  const common = { areas: ['WGQ' as const], actor: machine };
  const { act, situation } = actingOn(
    [
      { type: 'alarm.raised', ...common, data: { alarm: exampleAlarm({ state: 'acked' }) } },
      { type: 'incident.opened', ...common, data: { incident: exampleIncident() } },
    ],
    officers,
  );
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
  const current = () => Object.values(situation().dispositions)[0];
  const giveBack = () =>
    act(current()?.second?.name ?? 'nobody', 'disposition.return', {
      dispositionId: current()?.id,
      reason: 'no photograph',
    });
  return { close, giveBack, current, incident: () => situation().incidents.I1 };
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
    exampleOfficer('author'),
    exampleCommandWorld({ situation, people: examplePeople(officers) }),
  );
  if (!decision.ok) throw new Error(decision.refusal.code);
  const [submitted, first] = decision.drafts;
  expect(submitted).toMatchObject({ data: { disposition: { areas: ['WGQ', 'PVG'] } } });
  expect(first).toMatchObject({ type: 'disposition.first-concluded', areas: ['WGQ', 'PVG'] });
});
