import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { DecisionQueue } from './decision-queue.ts';

type Item = { device: string | null; urgent: boolean; n: number };
const most = 16;

/** Arrivals, and between them rounds. */
const step = fc.oneof(
  {
    weight: 6,
    arbitrary: fc.record({
      device: fc.option(fc.constantFrom('a', 'b', 'c', 'd')),
      urgent: fc.boolean(),
    }),
  },
  { weight: 1, arbitrary: fc.constant('round' as const) },
);

function play(steps: (Omit<Item, 'n'> | 'round')[]) {
  const queue = new DecisionQueue<Item>();
  const arrived: Item[] = [];
  const rounds: Item[][] = [];
  const takeRound = () => {
    const before = rounds.flat();
    const waiting = arrived.filter((item) => !before.includes(item));
    const round = queue.takeRound(most);
    rounds.push(round);
    return { waiting, round };
  };
  const checked: ReturnType<typeof takeRound>[] = [];
  for (const each of steps) {
    if (each === 'round') checked.push(takeRound());
    else {
      const item = { ...each, n: arrived.length };
      arrived.push(item);
      queue.add(item);
    }
  }
  while (queue.size > 0) checked.push(takeRound());
  return { arrived, rounds, checked };
}

const plays = fc.array(step, { maxLength: 120 }).map(play);

describe('whatever comes when', () => {
  it('everything is taken once, and each device keeps its order', () => {
    fc.assert(
      fc.property(plays, ({ arrived, rounds }) => {
        const taken = rounds.flat();
        expect(taken.map(({ n }) => n).sort((a, b) => a - b)).toEqual(arrived.map(({ n }) => n));
        for (const device of ['a', 'b', 'c', 'd']) {
          const order = taken.filter((item) => item.device === device).map(({ n }) => n);
          expect(order).toEqual([...order].sort((a, b) => a - b));
        }
      }),
    );
  });

  it('people go before all devices, in their order', () => {
    fc.assert(
      fc.property(plays, ({ checked }) => {
        for (const { waiting, round } of checked) {
          const people = waiting.filter(({ device, urgent }) => device === null && urgent);
          const first = Math.min(people.length, most * (3 / 4));
          expect(round.slice(0, first)).toEqual(people.slice(0, first));
        }
      }),
    );
  });

  it('what is urgent goes into the next round, wherever it fits with what has to go before it', () => {
    fc.assert(
      fc.property(plays, ({ checked }) => {
        for (const { waiting, round } of checked) {
          const isDue = (item: Item) =>
            item.urgent ||
            (item.device !== null &&
              waiting.some(
                ({ device, urgent, n }) => urgent && device === item.device && n > item.n,
              ));
          const due = waiting.filter(isDue);
          if (due.length <= most * (3 / 4)) expect(round).toEqual(expect.arrayContaining(due));
        }
      }),
    );
  });

  it('no round is smaller than it may be, and none leaves out all that is not urgent', () => {
    fc.assert(
      fc.property(plays, ({ checked }) => {
        for (const { waiting, round } of checked) {
          expect(round).toHaveLength(Math.min(most, waiting.length));
          // In no line with something urgent: nothing carries these along.
          const free = waiting.filter(
            ({ device, urgent }) =>
              !urgent &&
              !waiting.some((other) => other.urgent && device !== null && other.device === device),
          );
          if (free.length > 0) expect(round.some((item) => free.includes(item))).toBe(true);
        }
      }),
    );
  });
});
