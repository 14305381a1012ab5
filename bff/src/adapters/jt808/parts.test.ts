import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Caller } from './header.ts';
import { type Assembly, join, missingOf, type Part, PartStore } from './parts.ts';

const caller = { terminalId: '013900001234' } as Caller;
const part = (index: number, total: number, body: number[], more: Partial<Part> = {}): Part => ({
  caller,
  messageId: 0x0704,
  flow: (index + 9) & 0xffff,
  total,
  index,
  body: Uint8Array.from(body),
  fingerprint: index,
  ...more,
});

function store(limits = { perLineBytes: 100, allBytes: 150, perLine: 2 }) {
  const asked: number[][] = [];
  const lost: string[] = [];
  const parts = new PartStore<string>(
    {
      missing: (_, indexes) => asked.push(indexes),
      lost: (assembly: Assembly<string>) => lost.push(Buffer.from(join(assembly)).toString('hex')),
    },
    limits,
  );
  return { parts, asked, lost };
}

describe('parts of a message', () => {
  it('make a whole in any order, with any of them twice', () => {
    const order = fc.shuffledSubarray([1, 2, 3, 4, 5], { minLength: 5 });
    fc.assert(
      fc.property(order, fc.constantFrom(1, 2, 3, 4, 5), (indexes, twice) => {
        const { parts } = store();
        const bodies = [...indexes.slice(0, -1), twice, ...indexes.slice(-1)];
        const taken = bodies.map((index) => parts.take('a', part(index, 5, [index, index]), 0));
        expect(taken.slice(0, -1).every(({ kind }) => kind !== 'bad')).toBe(true);
        const whole = taken.find(({ kind }) => kind === 'whole');
        expect(whole).toMatchObject({ body: Uint8Array.of(1, 1, 2, 2, 3, 3, 4, 4, 5, 5) });
        if (whole?.kind === 'whole') parts.close(whole.assembly);
        expect(parts.heldBytes).toBe(0);
      }),
    );
  });

  it('are told apart by line, terminal, message and first number', () => {
    const { parts } = store();
    parts.take('a', part(1, 2, [1]), 0);
    expect(parts.take('b', part(2, 2, [2]), 0).kind).toBe('waiting');
    expect(parts.take('a', part(2, 2, [2], { flow: 99 }), 0).kind).toBe('waiting');
    expect(parts.take('a', part(2, 2, [2]), 0).kind).toBe('whole');
  });

  it('count over the end of the numbers', () => {
    const { parts } = store();
    parts.take('a', part(1, 2, [1], { flow: 0xffff }), 0);
    expect(parts.take('a', part(2, 2, [2], { flow: 0 }), 0).kind).toBe('whole');
  });

  it('that cannot be are refused', () => {
    const { parts } = store();
    const kinds = [part(0, 2, []), part(3, 2, []), part(1, 0, []), part(1, 2_000, [])].map(
      (each) => parts.take('a', each, 0).kind,
    );
    expect(kinds).toEqual(['bad', 'bad', 'bad', 'bad']);
    parts.take('a', part(1, 2, [1]), 0);
    expect(parts.take('a', part(2, 3, [2]), 0).kind).toBe('bad');
  });

  it('that are missing are asked for, three times, and then given up', () => {
    const { parts, asked, lost } = store();
    parts.take('a', part(1, 4, [1]), 0);
    const seen = parts.take('a', part(4, 4, [4]), 0);
    if (seen.kind === 'waiting' && seen.gapSeen !== null) parts.ask(seen.gapSeen, 0);
    for (let nowMs = 1_000; nowMs <= 40_000; nowMs += 1_000) parts.sweep(nowMs);
    expect(asked).toEqual([
      [2, 3],
      [2, 3],
      [2, 3],
    ]);
    expect(lost).toEqual(['0104']);
    expect(parts.heldBytes).toBe(0);
  });

  it('fill no memory: of one line, and of all', () => {
    const { parts, lost } = store();
    const big = Array.from({ length: 60 }, () => 7);
    expect(parts.take('a', part(1, 9, big), 0).kind).toBe('waiting');
    expect(parts.take('a', part(2, 9, big), 0).kind).toBe('no-room');
    expect(parts.take('b', part(1, 9, big), 0).kind).toBe('waiting');
    expect(parts.take('c', part(1, 9, big), 0).kind).toBe('no-room');
    // A third message of one line drops the one that was silent longest.
    parts.take('a', part(1, 9, [], { flow: 100 }), 1);
    parts.take('a', part(1, 9, [], { flow: 200 }), 2);
    expect(lost).toHaveLength(1);
    parts.leave('a');
    parts.leave('b');
    parts.leave('c');
    expect(parts.heldBytes).toBe(0);
  });

  it('come again when the whole could not be kept', () => {
    const { parts } = store();
    parts.take('a', part(1, 2, [1]), 0);
    const whole = parts.take('a', part(2, 2, [2]), 0);
    if (whole.kind !== 'whole') throw new Error('not whole');
    expect(parts.take('a', part(1, 2, [1]), 0)).toEqual({ kind: 'waiting', gapSeen: null });
    parts.reopen(whole.assembly, 2);
    expect(missingOf(whole.assembly)).toEqual([2]);
    expect(parts.take('a', part(2, 2, [2]), 0).kind).toBe('whole');
  });
});
