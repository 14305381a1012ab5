import type { Principal, Role } from '@ftz/shared/contract/account.ts';
import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { Command, CommandName } from '@ftz/shared/contract/live-up.ts';
import type { Person } from '@ftz/shared/contract/person.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { applyAll } from '@ftz/shared/state/apply-durable.ts';
import { unticked } from '@ftz/shared/state/hand-over-lifecycle.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { isIncidentOpen } from '@ftz/shared/state/incident-lifecycle.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { houseClocks } from '#domain/clocks/house-clocks.ts';
import { exampleCommandWorld, examplePeople } from './command-world.fixture.ts';
import { decideCommand } from './decide-command.ts';

/** Two officers, of whom one has two log-ins, one of another area, and a supervisor. */
const staff: Person[] = [
  person('anna', 'P-anna', 'duty-officer', ['WGQ', 'WLP']),
  person('anna-2', 'P-anna', 'duty-officer', ['WGQ', 'WLP']),
  person('bo', 'P-bo', 'duty-officer', ['WGQ']),
  person('leader', 'P-leader', 'shift-leader', ['WGQ', 'WLP', 'YSP', 'PVG']),
];

function person(accountId: string, personId: string, role: Role, areas: AreaId[]): Person {
  return { accountId, personId, username: accountId, role, areas, officeId: null, licences: [] };
}

const who = fc.constantFrom(...staff);
const place = fc.constantFrom<AreaId>('WGQ', 'WLP');
type Step =
  | { do: 'alarm'; area: AreaId }
  | { do: 'wait'; ms: number }
  | { do: 'talk' }
  | { do: 'act'; by: Person; name: CommandName; to: Person; pick: number };
const act = (name: CommandName): fc.Arbitrary<Step> =>
  fc.record({
    do: fc.constant('act' as const),
    by: who,
    name: fc.constant(name),
    to: who,
    pick: fc.nat(9),
  });
const step: fc.Arbitrary<Step> = fc.oneof(
  place.map((area): Step => ({ do: 'alarm', area })),
  fc.constantFrom(1_000, 60_000, 901_000, 1_801_000).map((ms): Step => ({ do: 'wait', ms })),
  { weight: 12, arbitrary: fc.constant<Step>({ do: 'talk' }) },
  { weight: 3, arbitrary: act('duty.begin') },
  act('duty.end'),
  { weight: 3, arbitrary: act('alarm.acknowledge') },
  { weight: 3, arbitrary: act('hand-over.start') },
  act('hand-over.tick'),
  { weight: 2, arbitrary: act('hand-over.sign') },
  act('hand-over.note'),
  act('hand-over.refuse'),
  act('hand-over.cancel'),
  act('hand-over.reassign'),
);

/** However the day went: two come on duty, and go through a hand-over to its end. */
function ending(): Step[] {
  const [by, , to] = staff;
  if (!by || !to) return [];
  const acted = (who: Person, name: CommandName): Step => ({
    do: 'act',
    by: who,
    name,
    to,
    pick: 0,
  });
  const talks = Array.from({ length: 160 }, (): Step => ({ do: 'talk' }));
  const begin = [acted(by, 'duty.begin'), acted(to, 'duty.begin'), acted(by, 'hand-over.start')];
  return [...talks, ...begin, ...talks];
}

/** A small house: every step is decided, appended and folded; every second the clocks are looked at. */
function openHouse() {
  let situation: Situation = emptySituation();
  const log: DurableEvent[] = [];
  let nowMs = 1_700_000_000_000;
  let ids = 0;
  const world = () =>
    exampleCommandWorld({
      situation,
      people: examplePeople(staff),
      nowMs,
      newId: (prefix) => `${prefix}${++ids}`,
    });
  function append(drafts: DurableDraft[]) {
    const events = drafts.map(
      (draft, i) => ({ ...draft, seq: log.length + i + 1, atMs: nowMs }) as DurableEvent,
    );
    log.push(...events);
    situation = applyAll(situation, events);
  }
  return {
    log,
    now: () => situation,
    append,
    world,
    passTime: (ms: number) => {
      nowMs += ms;
      for (const clock of houseClocks) append(clock.due(world()));
    },
  };
}

type House = ReturnType<typeof openHouse>;

function take(house: House, step: Step): void {
  if (step.do === 'wait') house.passTime(step.ms);
  else if (step.do === 'alarm') raise(house, step.area);
  else if (step.do === 'talk') talk(house);
  else perform(house, step);
}

/** What two people do who mean to end it: the first of the steps that is possible. */
function talk(house: House): void {
  const handOver = Object.values(house.now().handOvers).find(({ finishedAtMs }) => !finishedAtMs);
  if (!handOver) return;
  const [outgoing, incoming] = [handOver.outgoing, handOver.incoming].map((party) =>
    staff.find(({ accountId }) => accountId === party.accountId),
  );
  const name = unticked(handOver).length > 0 ? 'hand-over.tick' : 'hand-over.sign';
  const by = name === 'hand-over.sign' && handOver.state === 'read-back' ? outgoing : incoming;
  if (by) perform(house, { do: 'act', by, to: by, name, pick: 0 });
}

function perform(house: House, step: Extract<Step, { do: 'act' }>): void {
  const argument = argumentOf(house.now(), step);
  if (!argument) return;
  const command = {
    commandId: 'c-00000001',
    name: step.name,
    basedOnVersion: null,
    argument,
  } as Command;
  const decision = decideCommand(command, step.by as Principal, house.world());
  if (decision.ok) house.append(decision.drafts);
}

function raise(house: House, area: AreaId): void {
  const n = house.log.length;
  const [id, incidentId] = [`A${n}`, `I${n}`];
  const at = { areas: [area], actor: machine };
  const alarm = exampleAlarm({ id, incidentId, area, entityId: id });
  const incident = exampleIncident({
    id: incidentId,
    area,
    areas: [area],
    alarms: [{ alarmId: id, why: [{ code: 'first' }] }],
  });
  house.append([
    { type: 'alarm.raised', ...at, data: { alarm } },
    { type: 'incident.opened', ...at, data: { incident } },
  ]);
}

function argumentOf(s: Situation, { name, to, pick }: Extract<Step, { do: 'act' }>) {
  const of = <T>(list: T[]) => list[pick % Math.max(1, list.length)];
  const handOver = of(Object.values(s.handOvers).filter(({ finishedAtMs }) => !finishedAtMs));
  if (name === 'alarm.acknowledge') {
    const alarm = of(Object.values(s.alarms).filter(({ state }) => state === 'unacked'));
    return alarm && { alarmId: alarm.id };
  }
  if (name === 'hand-over.start') return { toAccountId: to.accountId };
  if (name === 'hand-over.note') return { text: 'a note' };
  if (!name.startsWith('hand-over.')) return {};
  if (!handOver) return undefined;
  const handOverId = handOver.id;
  const item = unticked(handOver)[0];
  if (name === 'hand-over.tick') return item && { handOverId, itemKey: item.key };
  if (name === 'hand-over.refuse') return { handOverId, reason: 'no' };
  return name === 'hand-over.reassign' ? { handOverId, toAccountId: to.accountId } : { handOverId };
}

const ownersOf = ({ incidents }: Situation) =>
  new Map(
    Object.values(incidents)
      .filter(isIncidentOpen)
      .map(({ id, owner }) => [id, owner?.name ?? null]),
  );

function check(before: Situation, house: House): void {
  const after = house.now();
  const owners = ownersOf(after);
  for (const [id, owner] of ownersOf(before)) {
    // A claim may lapse; then the clock of what is nobody's runs.
    const { unownedDueAtMs } = after.incidents[id] ?? { unownedDueAtMs: 0 };
    if (owner !== null && owners.get(id) === null) expect(unownedDueAtMs).not.toBeNull();
  }
  const owning = new Set(owners.values());
  for (const { person } of Object.values(before.duty)) {
    if (!(person.accountId in after.duty)) expect(owning).not.toContain(person.username);
  }
  for (const handOver of Object.values(after.handOvers)) {
    if (handOver.state !== 'in-force') continue;
    expect(unticked(handOver)).toEqual([]);
    expect(handOver.outgoing.personId).not.toBe(handOver.incoming.personId);
    expect(handOver.outgoing.signedAtMs).not.toBeNull();
    expect(handOver.incoming.signedAtMs).not.toBeNull();
  }
  // Signed and in force is one step: nobody sees the one without the other.
  const halfDone = Object.values(after.handOvers).some(
    ({ state }) => state === 'signed-by-incoming',
  );
  expect(halfDone).toBe(false);
}

it('leaves nothing open without its owner, whoever hands over to whom, and whatever comes up meanwhile', {
  timeout: 120_000,
}, () => {
  let inForce = 0;
  fc.assert(
    fc.property(fc.array(step, { minLength: 10, maxLength: 120 }), (steps) => {
      const house = openHouse();
      for (const each of [...steps, ...ending()]) {
        const before = house.now();
        take(house, each);
        check(before, house);
      }
      expect(applyAll(emptySituation(), house.log)).toEqual(house.now());
      inForce += house.log.filter(({ type }) => type === 'hand-over.took-force').length;
    }),
    { numRuns: 150 },
  );
  expect(inForce).toBeGreaterThan(0);
});
