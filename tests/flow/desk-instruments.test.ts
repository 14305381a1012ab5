import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { createPositionFrame, writeStep } from '@ftz/shared/contract/position-frame.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { exampleStory } from '@ftz/shared/state/story.fixture.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { DeskFold } from '#load/desk-fold.ts';
import { openJournal } from '#load/desk-journal.ts';
import { DeskPositions } from '#load/desk-positions.ts';
import { eventKey } from '#load/event-key.ts';

/** Who watches the server must see it when it lies. */
const officer: Principal = {
  accountId: 'U1',
  username: 'o',
  role: 'duty-officer',
  areas: ['WGQ'],
};
const entries = (...seqs: number[]) =>
  seqs.map((seq) => ({ ...exampleStory()[seq - 1] }) as DurableEvent);

function openFold() {
  const fold = new DeskFold();
  fold.replace('e', emptySituation());
  const take = (afterSeq: number, upToSeq: number, events: DurableEvent[], as = officer) =>
    fold.apply({ afterSeq, upToSeq, events }, as);
  return { fold, take };
}

describe('a fold', () => {
  it('finds nothing wrong with entries in order, some of them not for it', () => {
    const { fold, take } = openFold();
    expect(take(0, 2, entries(1, 2))).toEqual([]);
    expect(take(2, 5, [])).toEqual([]);
    expect(take(5, 6, entries(6))).toEqual([]);
    expect([fold.situation.seq, fold.applied]).toEqual([6, [1, 2, 6]]);
  });

  it('sees a gap, and what is sent again', () => {
    const { fold, take } = openFold();
    expect(take(1, 2, entries(2))).toBeNull();
    expect(take(0, 2, entries(1, 2))).toEqual([]);
    expect(take(0, 2, entries(1, 2))).toBeNull();
    expect(fold.applied).toEqual([1, 2]);
  });

  it.each([
    ['twice', 0, 2, [1, 1], officer],
    ['out of order', 0, 2, [2, 1], officer],
    ['from before', 2, 3, [2, 3], officer],
    ['beyond its reach', 0, 1, [1, 2], officer],
    ['of a foreign area', 0, 2, [1, 2], { ...officer, areas: ['PVG' as const] }],
  ])('sees what is %s', (_, afterSeq, upToSeq, seqs, as) => {
    const { fold, take } = openFold();
    fold.situation = { ...fold.situation, seq: afterSeq };
    expect(take(afterSeq, upToSeq, entries(...seqs), as)).toHaveLength(1);
  });

  it('counts what it missed while it was blind', () => {
    const { fold, take } = openFold();
    fold.loseSight();
    fold.loseSight();
    take(0, 2, entries(1, 2));
    expect(fold.catchUp()).toEqual({ events: 2, alarms: 1, critical: 1 });
    expect(fold.catchUp()).toBeNull();
  });
});

type Rows = { gone?: number[]; placed?: [key: number, fixAtS: number][]; movesKey?: number };

function frameOf(number: number, afterNumber: number, { gone = [], placed = [], movesKey }: Rows) {
  const { buffer, frame } = createPositionFrame(
    { number, afterNumber, serverAtMs: 100_500, firstKey: movesKey ?? 0 },
    {
      gone: gone.length,
      placed: placed.length,
      moved: movesKey === undefined ? 0 : 1,
      bitmapBytes: movesKey === undefined ? 0 : 4,
    },
  );
  frame.gone.set(gone);
  frame.placed.key.set(placed.map(([key]) => key));
  frame.placed.lonE6.fill(121_000_000);
  frame.placed.latE6.fill(31_000_000);
  frame.placed.fixAtS.set(placed.map(([, fixAtS]) => fixAtS));
  if (movesKey !== undefined) {
    frame.moved.bitmap[0] = 1;
    writeStep(frame.moved, 0, -5, 7);
    frame.moved.ageS[0] = 3;
  }
  return buffer;
}

describe('positions', () => {
  it('are placed, moved and forgotten, and tell their ages', () => {
    const positions = new DeskPositions();
    const placed: [number, number][] = [
      [7, 90],
      [5_000, 95],
      [9, 80],
    ];
    expect(positions.take(frameOf(1, 0, { placed }))).toEqual([]);
    expect(positions.take(frameOf(2, 1, { gone: [9], movesKey: 7 }))).toEqual([]);
    expect([positions.lonE6[7], positions.latE6[7]]).toEqual([120_999_995, 31_000_007]);
    expect(positions.ages(101_000)).toMatchObject({ vehicles: 2, newestS: 4, oldestS: 6 });
    expect(positions.take(frameOf(9, 0, { placed: [[8, 50]] }))).toEqual([]);
    expect(positions.ages(101_000)).toMatchObject({ vehicles: 1, newestS: 51, frames: 3 });
  });

  it('say what a frame must never say', () => {
    const positions = new DeskPositions();
    positions.take(frameOf(1, 0, { placed: [[7, 90]] }));
    expect(positions.take(frameOf(3, 2, {}))).toEqual([
      'stands at frame 1, was sent what follows 2',
    ]);
    expect(positions.take(frameOf(2, 1, { movesKey: 8 }))).toHaveLength(1);
    expect(positions.take(frameOf(3, 2, { gone: [8] }))).toHaveLength(1);
    expect(positions.take(frameOf(4, 3, { placed: [[2 ** 31, 1]] }))).toHaveLength(1);
    expect(positions.take(new ArrayBuffer(3))).toHaveLength(1);
  });
});

describe('a journal', () => {
  it('names the message of the device that an entry tells of', () => {
    const report = { account: '1001', code: 'BA', zone: 7, deviceAtMs: 9 };
    const fence = { type: 'fence.reported', data: { report } } as DurableEvent;
    expect(eventKey(fence)).toBe('fence/1001/BA/7/9');
    const seal = { sealId: 'ES1', deviceSeq: 4, deviceAtMs: 8 };
    expect(eventKey({ type: 'seal.reported', data: { report: seal } } as DurableEvent)).toBe(
      'seal/ES1/4/8',
    );
    const passage = { laneId: 'L1', eventId: 'E1' };
    expect(eventKey({ type: 'lane.passed', data: { passage } } as DurableEvent)).toBe(
      'passage/L1/E1',
    );
    const journey = { id: 'J1' };
    expect(eventKey({ type: 'journey.declared', data: { journey } } as DurableEvent)).toBe(
      'journey/J1',
    );
    expect(entries(1).map(eventKey)).toEqual([null]);
  });

  it('has a line for every entry, and goes on in the same file', () => {
    const folder = mkdtempSync(join(tmpdir(), 'ftz-journal-'));
    onTestFinished(() => rmSync(folder, { recursive: true }));
    const path = join(folder, 'desk.ndjson');
    for (const event of entries(1, 2)) {
      const journal = openJournal(path, 'desk-1');
      journal.note({ ...event, actor: machine }, 'e');
      journal.close();
    }
    const lines = readFileSync(path, 'utf8').trim().split('\n');
    expect(lines.map((line) => JSON.parse(line))).toMatchObject([
      { desk: 'desk-1', epoch: 'e', seq: 1, type: 'alarm.raised', key: null, atMs: 1_000 },
      { desk: 'desk-1', epoch: 'e', seq: 2, type: 'incident.opened' },
    ]);
    expect(JSON.parse(lines[0] ?? '').appliedAtMs).toBeGreaterThan(1_000);
  });
});
