import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Journey } from '@ftz/shared/contract/journey.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { machine, officer } from '@ftz/shared/state/actors.fixture.ts';
import { Fold } from '@ftz/shared/state/fold.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { leadOn } from './fold-drafts.ts';
import { emptyPicture } from './live-picture.ts';
import { processSilence } from './process-silence.ts';
import { exampleJourney, exampleWorld, noonMs } from './rule-examples/example-world.ts';
import { rule } from './rules/journey-overdue.ts';

const minuteMs = 60_000;
const around = exampleWorld();
const areas = [exampleJourney.toArea];
/** Planned for these many minutes, a fifth more is allowed. */
const plans = { a: 60, b: 5_000 };
type Id = keyof typeof plans;

/** A house of the domain alone: what it decides is committed at once. */
function createHouse() {
  let situation: Situation = emptySituation();
  let picture = emptyPicture(noonMs);
  let nowMs = noonMs;
  let ids = 0;
  const written: DurableDraft[] = [];
  const ended = new Set<Id>();

  const write = (decide: (leading: ReturnType<typeof leadOn>) => void) => {
    const fold = new Fold(situation);
    const leading = leadOn(fold, nowMs);
    decide(leading);
    written.push(...leading.drafts);
    situation = fold.handOut();
  };
  const put = (draft: DurableDraft) => write((leading) => leading.put([draft]));
  const alarmOf = (id: string) =>
    Object.values(situation.alarms).find(({ entityId }) => entityId === id);
  const journeyOf = (id: string) => ownOf(situation.journeys, id);

  return {
    written,
    alarmOf,
    declare: (id: Id) => {
      const dueAtMs = noonMs + plans[id] * minuteMs;
      const journey: Journey = { ...exampleJourney, id, departedAtMs: noonMs, dueAtMs };
      put({ type: 'journey.declared', areas, actor: machine, data: { journey } });
    },
    /** Time goes by, and the log goes on: what is old is forgotten. */
    pass: (forMinutes: number) => {
      nowMs += forMinutes * minuteMs;
      put({ type: 'clock.set', areas, actor: machine, data: { byMs: 0 } });
    },
    look: () =>
      write((leading) => {
        const world = { ...around, situation: leading.situation, picture, nowMs };
        processSilence(world, leading, [rule], (prefix) => `${prefix}${++ids}`, 100);
      }),
    restart: () => {
      picture = emptyPicture(nowMs);
    },
    arrive: (id: Id) => {
      if (journeyOf(id)?.state !== 'under-way') return;
      ended.add(id);
      const data = { journeyId: id, gateId: exampleJourney.toGateId, atMs: nowMs };
      put({ type: 'journey.arrived', areas, actor: machine, data });
    },
    writeOff: (id: Id) => {
      if (journeyOf(id)?.state !== 'under-way') return;
      ended.add(id);
      const data = { journeyId: id, incidentId: null, dispositionId: 'D1', reason: 'lost' };
      put({ type: 'journey.written-off', areas, actor: officer, data });
    },
    close: (id: Id) => {
      const incidentId = alarmOf(id)?.incidentId;
      if (!incidentId || ownOf(situation.incidents, incidentId)?.closedAtMs !== null) return;
      const data = { incidentId, conclusion: 'confirmed' as const, note: '' };
      put({ type: 'incident.closed', areas, actor: officer, data });
    },
    /** Undefined when nobody works on it any more. */
    stateOf: (id: Id) => journeyOf(id)?.state,
    hasEnded: (id: Id) => ended.has(id),
    lateByPart: (id: Id) => (nowMs - noonMs) / (plans[id] * minuteMs) - 1,
  };
}
type House = ReturnType<typeof createHouse>;

const journeyId = fc.constantFrom<Id>('a', 'b');
const minutes = (max: number) => fc.integer({ min: 1, max });
/** A house that runs looks all the time. */
function run(house: House, forMinutes: number): void {
  for (let left = forMinutes; left > 0; left -= 200) {
    house.pass(Math.min(200, left));
    house.look();
  }
}
const act: fc.Arbitrary<(house: House) => void> = fc.oneof(
  { weight: 5, arbitrary: minutes(3_000).map((n) => (h: House) => run(h, n)) },
  // It is down for some hours, or for days, and looks when devices had the time to come back.
  minutes(6_000).map((n) => (h: House) => {
    h.pass(n);
    h.restart();
    h.look();
    run(h, 5);
  }),
  journeyId.map((id) => (h: House) => h.arrive(id)),
  journeyId.map((id) => (h: House) => h.writeOff(id)),
  journeyId.map((id) => (h: House) => h.close(id)),
);

const said = (house: House, id: Id, type: 'alarm.raised' | 'alarm.returned' | 'alarm.repeated') =>
  house.written.filter((draft) => {
    if (draft.type === 'alarm.raised' && type === draft.type)
      return draft.data.alarm.entityId === id;
    const alarmId = draft.type === type && 'alarmId' in draft.data ? draft.data.alarmId : null;
    return alarmId !== null && alarmId === house.alarmOf(id)?.id;
  }).length;

/** What one act may have changed about a journey. */
function holdsAfter(house: House, id: Id, raisedBefore: number): void {
  const raised = said(house, id, 'alarm.raised');
  expect(raised).toBeLessThanOrEqual(1);
  expect(said(house, id, 'alarm.repeated')).toBe(0);
  if (raised === raisedBefore) return;
  expect(house.stateOf(id)).toBe('under-way');
  expect(house.lateByPart(id)).toBeGreaterThan(0.2);
}

/** What is so once the house has looked. */
function holdsInTheEnd(house: House, id: Id): void {
  const alarm = house.alarmOf(id);
  const state = house.stateOf(id);
  if (state === 'under-way') expect(alarm !== undefined).toBe(house.lateByPart(id) > 0.2);
  if (!state && !house.hasEnded(id)) expect(said(house, id, 'alarm.raised')).toBe(1);
  if (alarm && state) expect(alarm.returnedAtMs === null).toBe(state === 'under-way');
}

it('a journey is overdue once, not before a fifth of its time is over, and until it has ended', () => {
  const ids: Id[] = ['a', 'b'];
  fc.assert(
    fc.property(fc.array(act, { maxLength: 40 }), (acts) => {
      const house = createHouse();
      for (const id of ids) house.declare(id);
      for (const one of acts) {
        const before = ids.map((id) => said(house, id, 'alarm.raised'));
        one(house);
        ids.forEach((id, i) => {
          holdsAfter(house, id, before[i] ?? 0);
        });
      }
      run(house, 5);
      for (const id of ids) holdsInTheEnd(house, id);
    }),
    { numRuns: 300 },
  );
});
