import { type ChildProgram, withPrograms } from './child-program.ts';
import { type Bench, figure } from './figure.ts';
import { paced, saturated, withLiveRun } from './live-run.ts';
import type { PlainKind, SendSettings, Sent } from './plain-server-program.ts';
import { median } from './sampling.ts';

const vehicles = 20_000;
const clients = 50;
const goal = 0.75;
const warmUpS = 1.5;
const pacedEveryMs = 50;
const positions = vehicles * clients;

/** CPU of one batch to every client, milliseconds: saturated, and with time to rest in between. */
type Cost = { batchMs: number; batchesPerS: number; pacedMs: number };

async function costOfOurs(seconds: number): Promise<Cost> {
  return withLiveRun({ vehicles }, { clients }, async ({ drive, driveAndRead }) => {
    await drive(saturated(warmUpS));
    const { driven, read } = await driveAndRead(saturated(seconds));
    const expected = driven.beats * positions;
    if (read.rows !== expected || read.jumps > 0)
      throw new Error(`${read.rows} of ${expected} positions arrived, ${read.jumps} gaps`);
    const rested = await drive(paced(pacedEveryMs, seconds));
    return {
      batchMs: driven.cpuMs / driven.beats,
      batchesPerS: (driven.beats * 1_000) / driven.wallMs,
      pacedMs: rested.cpuMs / rested.beats,
    };
  });
}

async function costOf(kind: PlainKind, seconds: number): Promise<Cost> {
  const files = ['plain-server-program.ts', 'readers-program.ts'];
  return withPrograms(files, async (...programs) => {
    const [server, readers] = programs as [ChildProgram, ChildProgram];
    const port = await server.ask<number>('start', { kind, vehicles });
    const readerKind = kind === 'ws-columns' ? 'plain' : 'naive';
    await readers.ask('open', { port, clients, kind: readerKind });
    const send = (settings: SendSettings) => server.ask<Sent>('send', settings);
    await send({ everyMs: null, seconds: warmUpS });
    const sent = await send({ everyMs: null, seconds });
    const rested = await send({ everyMs: pacedEveryMs, seconds });
    return {
      batchMs: sent.cpuMs / sent.batches,
      batchesPerS: (sent.batches * 1_000) / sent.wallMs,
      pacedMs: rested.cpuMs / rested.batches,
    };
  });
}

/**
 * Everything between a table of positions and 50 pages, beside the barest server that sends the same
 * and beside the one that everybody writes first.
 */
export const fanout: Bench = async ({ quick, reps, say }) => {
  const seconds = quick ? 1 : 2;
  const costs: Record<'ours' | 'bare' | 'naive', Cost[]> = { ours: [], bare: [], naive: [] };
  for (let rep = 1; rep <= reps; rep++) {
    say(`fanout: round ${rep} of ${reps}`);
    // By turns, so that a noisy moment of the machine falls on all of them.
    costs.ours.push(await costOfOurs(seconds));
    costs.bare.push(await costOf('ws-columns', seconds));
    if (rep === 1) costs.naive.push(await costOf('socket-io-objects', seconds));
  }
  const batchMs = (of: keyof typeof costs) => median(costs[of].map((cost) => cost.batchMs));
  const pacedMs = (of: keyof typeof costs) => median(costs[of].map((cost) => cost.pacedMs));
  const ours = batchMs('ours');
  const bare = batchMs('bare');
  return [
    figure({
      name: `fanout: CPU of a batch, ${vehicles} vehicles to ${clients} clients, saturated`,
      value: ours,
      unit: 'ms',
      yardstick: { name: 'raw ws, 16-byte columns', value: bare },
      goal: `<= ${goal} x`,
      holds: ours <= goal * bare,
      detail: {
        nsPerPosition: (ours * 1e6) / positions,
        batchesPerS: median(costs.ours.map((cost) => cost.batchesPerS)),
        pacedMs: pacedMs('ours'),
        pacedYardstickMs: pacedMs('bare'),
        pacedRatio: pacedMs('ours') / pacedMs('bare'),
        socketIoObjectsMs: batchMs('naive'),
        socketIoObjectsRatio: ours / batchMs('naive'),
      },
    }),
  ];
};
