import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { expect, it } from 'vitest';
import { type Decision, openDecisionLane } from './decision-lane.ts';
import type { DurableLog } from './ports.ts';

/** A log in memory that commits a tick later, or refuses, as the test says. */
function memoryLog(refuses: () => boolean = () => false) {
  const entries: DurableEvent[] = [];
  const seen = new Set<string>();
  const listeners: ((events: DurableEvent[]) => void)[] = [];
  const log: DurableLog = {
    epoch: 'E1',
    headSeq: () => entries.length,
    append: async (drafts) => {
      await Promise.resolve();
      if (refuses()) throw new Error('disk full');
      const events = drafts.map(({ dedupeKey, ...draft }) => {
        if (dedupeKey !== undefined) seen.add(dedupeKey);
        const event = { ...draft, seq: entries.length + 1, atMs: 1_000 } as DurableEvent;
        entries.push(event);
        return event;
      });
      for (const listener of listeners) listener(events);
      return events;
    },
    read: async (afterSeq) => entries.slice(afterSeq),
    seqOfCommand: async () => null,
    knownKeys: async (keys) => new Set(keys.filter((key) => seen.has(key))),
    onCommitted: (listener) => listeners.push(listener),
  };
  return log;
}
const raise = (id: string): DurableDraft => ({
  type: 'alarm.raised',
  areas: ['WGQ'],
  actor: machine,
  data: { alarm: exampleAlarm({ id }) },
});

const put =
  (id: string): Decision =>
  (leading) => {
    leading.put([raise(id)]);
    return undefined;
  };

it('of many that decide at once on the same thing, one wins', async () => {
  const lane = openDecisionLane(memoryLog(), emptySituation(), () => 1_000);
  const tries = Array.from({ length: 50 }, (_, i) =>
    lane.decide(({ situation, put }) => {
      if (Object.keys(situation.alarms).length === 0) put([raise(`A${i}`)]);
      return undefined;
    }),
  );
  const written = await Promise.all(tries);
  expect(written.flat()).toHaveLength(1);
  expect(Object.keys(lane.situation().alarms)).toEqual(['A0']);
});

it('what could not be written is told, forgotten, and decided anew', async () => {
  let full = true;
  const lane = openDecisionLane(
    memoryLog(() => full),
    emptySituation(),
    () => 1_000,
  );
  await expect(lane.decide(put('A1'))).rejects.toThrow('disk full');
  expect(lane.situation()).toEqual(emptySituation());
  full = false;
  await lane.decide(put('A2'));
  expect(Object.keys(lane.situation().alarms)).toEqual(['A2']);
});

it('a decision that throws harms nobody else', async () => {
  const lane = openDecisionLane(memoryLog(), emptySituation(), () => 1_000);
  const bad = lane.decide(() => {
    throw new Error('a rule is wrong');
  });
  const good = lane.decide(put('A1'));
  await expect(bad).rejects.toThrow('a rule is wrong');
  await expect(good).resolves.toHaveLength(1);
});

it('a message that the log knows is not decided on again, nor twice in one round', async () => {
  const lane = openDecisionLane(memoryLog(), emptySituation(), () => 1_000);
  let decided = 0;
  const decide = (id: string) =>
    lane.decide(
      (leading) => {
        decided += 1;
        return put(id)(leading);
      },
      { messageKey: 'message-1', device: 'seal/1', urgent: false },
    );
  expect((await Promise.all([decide('A1'), decide('A2')])).flat()).toHaveLength(1);
  expect(await decide('A3')).toEqual([]);
  expect(decided).toBe(1);
});

const of = (device: string, urgent: boolean) => ({ messageKey: null, device, urgent });
/** Lets everything that waits for nothing but its turn have its turn. */
const turn = () => new Promise((resolve) => setImmediate(resolve));

it('a critical alarm overtakes a flood, and its own device stays in order', async () => {
  const lane = openDecisionLane(memoryLog(), emptySituation(), () => 1_000);
  const order: string[] = [];
  const decide = (name: string, device: string, urgent: boolean) =>
    lane.decide(
      (leading) => {
        order.push(name);
        return put(name)(leading);
      },
      of(device, urgent),
    );
  const flood = Array.from({ length: 500 }, (_, i) => decide(`B${i}`, `truck/${i}`, false));
  const before = decide('before', 'seal/1', false);
  const cut = decide('cut', 'seal/1', true);
  const after = decide('after', 'seal/1', false);
  await Promise.all([...flood, before, cut, after]);
  expect(order.indexOf('before')).toBeLessThan(order.indexOf('cut'));
  expect(order.indexOf('cut')).toBeLessThan(2);
  expect(order.indexOf('after')).toBeGreaterThan(order.indexOf('cut'));
  expect(new Set(order).size).toBe(503);
});

it('more than may wait is refused at once, a person never is', async () => {
  let hangs = true;
  const log = memoryLog();
  const append = log.append;
  log.append = async (drafts) => {
    while (hangs) await turn();
    return append(drafts);
  };
  const lane = openDecisionLane(log, emptySituation(), () => 1_000);
  const first = lane.decide(put('A0'), of('seal/0', false));
  await turn();
  const flood = Array.from({ length: 5_001 }, (_, i) =>
    lane
      .decide(() => undefined, of(`seal/${i}`, false))
      .then(
        () => 'decided',
        ({ message }) => message,
      ),
  );
  const person = lane.decide(put('A1'));
  hangs = false;
  const outcomes = await Promise.all(flood);
  expect(outcomes.filter((outcome) => outcome === 'decided')).toHaveLength(5_000);
  expect(outcomes.at(-1)).toContain('overloaded');
  expect(await person).toHaveLength(1);
  expect(await first).toHaveLength(1);
});

it('what is considered is not written, and leaves nothing behind', async () => {
  const lane = openDecisionLane(memoryLog(), emptySituation(), () => 1_000);
  expect(lane.consider(put('A1'))).toHaveLength(1);
  expect(lane.situation()).toEqual(emptySituation());
});

it('a decision that throws takes back what it had put, and only that', async () => {
  const lane = openDecisionLane(memoryLog(), emptySituation(), () => 1_000);
  const seen: string[][] = [];
  const decisions = [
    lane.decide(put('A1')),
    lane.decide((leading) => {
      leading.put([raise('A2')]);
      throw new Error('a rule is wrong');
    }),
    lane.decide(({ situation }) => {
      seen.push(Object.keys(situation.alarms));
      return undefined;
    }),
  ];
  const outcomes = await Promise.allSettled(decisions);
  expect(outcomes.map(({ status }) => status)).toEqual(['fulfilled', 'rejected', 'fulfilled']);
  expect(seen).toEqual([['A1']]);
  expect(Object.keys(lane.situation().alarms)).toEqual(['A1']);
});

it('says of a device whether something of it waits', async () => {
  const lane = openDecisionLane(memoryLog(), emptySituation(), () => 1_000);
  const decided = lane.decide(put('A1'), of('seal/1', false));
  expect([lane.isWaiting('seal/1'), lane.isWaiting('seal/2')]).toEqual([true, false]);
  await decided;
  await turn();
  expect(lane.isWaiting('seal/1')).toBe(false);
});
