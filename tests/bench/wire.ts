import { type Bench, type Figure, figure } from './figure.ts';
import { withLiveRun } from './live-run.ts';
import type { ReadersTotals } from './readers-program.ts';

const vehicles = 20_000;
const clients = 10;
const beats = 60;
const goal = 6.5;

/** All bytes of a minute, from the join on, per position that moved. */
async function bytesPerMove(movesEvery: number): Promise<Figure> {
  const [joined, read] = await withLiveRun(
    { vehicles },
    { clients },
    async ({ drive, readers }) => {
      const totals = () => readers.ask<ReadersTotals>('totals');
      const atJoin = await totals();
      await drive({ beats, everyMs: null, movesEvery });
      return [atJoin, await totals()] as const;
    },
  );
  const moves = (vehicles * beats * clients) / movesEvery;
  const arrived = read.rows - read.completeRows;
  if (arrived < moves) throw new Error(`${arrived} of ${moves} moves arrived`);
  const value = read.bytes / moves;
  return figure({
    name: `wire: bytes per moved position, ${vehicles} vehicles every ${movesEvery} s`,
    value,
    unit: 'B',
    goal: `<= ${goal}`,
    holds: value <= goal,
    detail: {
      beats,
      clients,
      withoutTheJoinB: (read.bytes - joined.bytes) / moves,
      placedInsteadOfMoved: read.placedRows - read.completeRows,
      rowsOfCompleteFrames: read.completeRows,
    },
  });
}

/** Frames, their WebSocket and Socket.IO wrapping, names of vehicles, complete frames: everything. */
export const wire: Bench = async () => [await bytesPerMove(1), await bytesPerMove(5)];
