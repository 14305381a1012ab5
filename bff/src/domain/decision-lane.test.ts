import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { exampleAlarm, machine } from '@ftz/shared/state/situation.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { expect, it } from 'vitest';
import { openDecisionLane } from './decision-lane.ts';
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

it('of many that decide at once on the same thing, one wins', async () => {
  const lane = openDecisionLane(memoryLog(), emptySituation(), () => 1_000);
  const tries = Array.from({ length: 50 }, (_, i) =>
    lane.decide((situation) => ({
      drafts: Object.keys(situation.alarms).length > 0 ? [] : [raise(`A${i}`)],
    })),
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
  await expect(lane.decide(() => ({ drafts: [raise('A1')] }))).rejects.toThrow('disk full');
  expect(lane.situation()).toEqual(emptySituation());
  full = false;
  await lane.decide(() => ({ drafts: [raise('A2')] }));
  expect(Object.keys(lane.situation().alarms)).toEqual(['A2']);
});

it('a decision that throws harms nobody else', async () => {
  const lane = openDecisionLane(memoryLog(), emptySituation(), () => 1_000);
  const bad = lane.decide(() => {
    throw new Error('a rule is wrong');
  });
  const good = lane.decide(() => ({ drafts: [raise('A1')] }));
  await expect(bad).rejects.toThrow('a rule is wrong');
  await expect(good).resolves.toHaveLength(1);
});

it('a message that the log knows is not decided on again, nor twice in one round', async () => {
  const lane = openDecisionLane(memoryLog(), emptySituation(), () => 1_000);
  let decided = 0;
  const decide = (id: string) =>
    lane.decide(() => {
      decided += 1;
      return { drafts: [raise(id)] };
    }, 'message-1');
  expect((await Promise.all([decide('A1'), decide('A2')])).flat()).toHaveLength(1);
  expect(await decide('A3')).toEqual([]);
  expect(decided).toBe(1);
});
