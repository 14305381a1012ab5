import { setTimeout as pause } from 'node:timers/promises';
import { type ChildProgram, withPrograms } from './child-program.ts';
import type { Drive, Driven, LiveSettings } from './live-program.ts';
import type { ReadersSettings, ReadersTotals } from './readers-program.ts';

/** The product's live gateway in one process, so many pages in another. */
export type LiveRun = {
  port: number;
  server: ChildProgram;
  readers: ChildProgram;
  drive: (how: Drive) => Promise<Driven>;
  /** The same, and what the pages got meanwhile. */
  driveAndRead: (how: Drive) => Promise<{ driven: Driven; read: ReadersTotals }>;
};

const settleMs = 200;

type Pages = Partial<Omit<ReadersSettings, 'port' | 'kind'>> & { clients: number };

export function withLiveRun<T>(
  settings: LiveSettings,
  pages: Pages,
  run: (live: LiveRun) => Promise<T>,
): Promise<T> {
  return withPrograms(['live-program.ts', 'readers-program.ts'], async (...programs) => {
    const [server, readers] = programs as [ChildProgram, ChildProgram];
    const port = await server.ask<number>('start', settings);
    await openPages(readers, port, pages);
    const drive = (how: Drive) => server.ask<Driven>('drive', how);
    return run({
      port,
      server,
      readers,
      drive,
      driveAndRead: async (how) => {
        // What has left the server may still be on its way.
        await pause(settleMs);
        await readers.ask('reset');
        const driven = await drive(how);
        await pause(settleMs);
        return { driven, read: await readers.ask<ReadersTotals>('totals') };
      },
    });
  });
}

/** Who the live gateway of the bench lets in. */
export const openPages = (readers: ChildProgram, port: number, pages: Pages) =>
  readers.ask('open', { cookie: 'session=bench', ...pages, port, kind: 'page' });

/** Beats without end, as fast as the network takes them. */
export const saturated = (seconds: number): Drive => ({
  beats: Number.POSITIVE_INFINITY,
  everyMs: null,
  seconds,
});

/** Beats at a pace that leaves the network time to rest. */
export const paced = (everyMs: number, seconds: number): Drive => ({
  beats: Math.floor((seconds * 1_000) / everyMs),
  everyMs,
});

export const eachSecond = (seconds: number): Drive => ({ beats: seconds, everyMs: 1_000 });
