import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { journeysUnderWay } from '@ftz/shared/state/situation-selectors.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exampleJourney } from '#domain/rule-examples/example-world.ts';
import { actingOn, exampleOfficer } from './acting-people.fixture.ts';

const journeyId = exampleJourney.id;
const { fromArea, toArea } = exampleJourney;
const both = [...new Set([fromArea, toArea])];
const elsewhere = ['YSP', 'PVG'] as const;
/** Of two offices: the author's, and another one. */
const officers = [
  exampleOfficer('author', { officeId: 'O1', areas: both }),
  exampleOfficer('neighbour', { officeId: 'O1', areas: both }),
  exampleOfficer('second', { officeId: 'O2', areas: both }),
  exampleOfficer('third', { officeId: 'O2', areas: both }),
];
const stranger = exampleOfficer('stranger', {
  areas: elsewhere.filter((area) => !both.includes(area)),
});

/** A truck that never came, and the officers of both its areas. */
function road() {
  const alarm = exampleAlarm({ kind: 'seal-silent', journeyId, area: toArea });
  const alarms = [{ alarmId: alarm.id, why: [{ code: 'first' as const }] }];
  const incident = exampleIncident({ kind: 'seal-silent', areas: [toArea], area: toArea, alarms });
  const common = { areas: both, actor: machine };
  const { act, write, situation, nowMs } = actingOn(
    [
      { type: 'journey.declared', ...common, data: { journey: exampleJourney } },
      { type: 'alarm.raised', ...common, data: { alarm } },
      { type: 'incident.opened', ...common, data: { incident } },
    ],
    [...officers, stranger],
  );
  const why = { cause: 'other', note: 'sunk with the ferry', evidence: [] };
  const propose = (by = 'author', change: object = {}) =>
    act(by, 'disposition.propose', {
      act: 'journey-written-off',
      entityId: journeyId,
      area: toArea,
      incidentId: incident.id,
      alreadyDone: false,
      ...why,
      conclusion: 'justified',
      ...change,
    });
  const pending = () => Object.values(situation().dispositions).at(-1);
  const conclude = (by: string, conclusion: 'justified' | 'not-justified') => {
    const dispositionId = pending()?.id;
    const begun = act(by, 'disposition.start', { dispositionId });
    if (typeof begun === 'string') return begun;
    return act(by, 'disposition.conclude', { dispositionId, ...why, conclusion });
  };
  const arrive = () =>
    write([
      { type: 'journey.arrived', ...common, data: { journeyId, gateId: 'WGQ-G1', atMs: nowMs() } },
    ]);
  for (const { username } of [...officers, stranger]) act(username, 'duty.begin', {});
  const state = () => situation().journeys[journeyId]?.state;
  return { propose, conclude, pending, arrive, state, situation };
}

it('is written off by the word of a second from another office, and its incident tells so', () => {
  const { propose, conclude, pending, state, situation } = road();
  const [incidentId = ''] = Object.keys(situation().incidents);
  expect(journeysUnderWay(situation(), incidentId).map(({ id }) => id)).toEqual([journeyId]);
  expect(propose()).toContain('disposition.drawn');
  expect(state()).toBe('under-way');
  const drawn = pending()?.second?.name ?? '';
  if (both.length > 1) expect(['second', 'third']).toContain(drawn);
  expect(conclude('author', 'justified')).toBe('same-person');
  expect(conclude(drawn, 'justified')).toContain('journey.written-off');
  expect(state()).toBe('written-off');
  expect(situation().incidents[incidentId]?.timeline.at(-1)).toMatchObject({
    type: 'journey.written-off',
    text: `${journeyId} · sunk with the ferry`,
  });
  expect(journeysUnderWay(situation(), incidentId)).toEqual([]);
  expect(propose()).toBe('wrong-state');
});

it('stays under way while two differ, and when it came before they agreed', () => {
  const { propose, conclude, pending, state } = road();
  propose();
  expect(conclude(pending()?.second?.name ?? '', 'not-justified')).toEqual([
    'disposition.concluded',
  ]);
  expect(state()).toBe('under-way');
  const late = road();
  late.propose();
  late.arrive();
  const said = late.conclude(late.pending()?.second?.name ?? '', 'justified');
  expect(said).not.toContain('journey.written-off');
  expect(late.state()).toBe('arrived');
});

it('is proposed by those whose goods they are, and for what exists', () => {
  const { propose } = road();
  expect(propose('author', { entityId: 'J-nobody' })).toBe('not-found');
  expect(propose('stranger')).toBe('not-found');
  expect(propose('stranger', { incidentId: null, area: elsewhere[0] })).toBe('not-found');
  expect(propose('author', { cause: 'animal' })).toBe('cause-unsuited');
  expect(propose()).toContain('disposition.submitted');
  expect(propose('neighbour')).toBe('disposition-pending');
});

it('is never written off by what one person does, in whatever order', () => {
  const step = fc.constantFrom('propose', 'justified', 'not-justified', 'arrive');
  const who = fc.constantFrom('author', 'neighbour');
  fc.assert(
    fc.property(who, fc.array(step, { maxLength: 8 }), (by, steps) => {
      const { propose, conclude, arrive, state, pending } = road();
      for (const each of steps) {
        if (each === 'propose') propose(by);
        else if (each === 'arrive') arrive();
        else if (pending()?.second?.name !== by) conclude(by, each as 'justified');
        expect(state()).not.toBe('written-off');
      }
    }),
    { numRuns: 50 },
  );
});
