import { withPrograms } from './child-program.ts';
import { type Bench, figure, notRun } from './figure.ts';
import { measuredHouse } from './house-process.ts';
import { median } from './sampling.ts';

const vehicles = 20_000;
const windowMs = 60_000;
const hourMs = 3_600_000;
const goalMs = 1_000;

type Read = { tookMs: number; bytes: number };

async function read(url: string, cookie: string, fromMs: number): Promise<Read> {
  const startedAtMs = performance.now();
  const range = `fromMs=${fromMs}&toMs=${fromMs + windowMs}`;
  const response = await fetch(`${url}/api/tracks?${range}`, { headers: { cookie } });
  if (!response.ok) throw new Error(`/api/tracks: ${response.status} ${await response.text()}`);
  const bytes = (await response.arrayBuffer()).byteLength;
  return { tookMs: performance.now() - startedAtMs, bytes };
}

/** One minute of the whole zone, from any hour of the last day. */
export const replay: Bench = async ({ quick, say }) => {
  const hoursAgo = quick ? [2, 20] : [1, 5, 11, 17, 23];
  // Whole minutes, so that a window does not straddle two that were laid down.
  const nowMs = Math.floor(Date.now() / windowMs) * windowMs;
  const windowsAtMs = hoursAgo.map((hours) => nowMs - hours * hourMs).sort((a, b) => a - b);
  // The house makes its folder and its accounts, and lets go of it again.
  const first = await measuredHouse({ VEHICLES: String(vehicles) });
  const { settings } = first;
  await first.stop();
  const points = await withPrograms(['tracks-program.ts'], (program) => {
    say(`replay: ${windowsAtMs.length} minutes of ${vehicles} vehicles`);
    const dataDir = settings.DATA_DIR ?? '';
    return program.ask<number>('write', { dataDir, vehicles, windowsAtMs, windowMs });
  });
  const house = await measuredHouse(settings);
  try {
    const cookie = await house.signIn('duty-officer');
    const reads: Read[] = [];
    for (const fromMs of windowsAtMs) reads.push(await read(house.url, cookie, fromMs));
    const tookMs = reads.map((one) => one.tookMs);
    const slowestMs = Math.max(...tookMs);
    return [
      figure({
        name: `replay: a minute of ${vehicles} vehicles, slowest of ${reads.length} hours of the day`,
        value: slowestMs,
        unit: 'ms',
        goal: `<= ${goalMs}`,
        holds: slowestMs <= goalMs && reads.every(({ bytes }) => bytes > vehicles * 12 * 18),
        detail: {
          medianMs: median(tookMs),
          megabytes: (reads[0]?.bytes ?? 0) / 1e6,
          pointsInStore: points,
          scaledDown: `${windowsAtMs.length} minutes of the day were laid down, not all 1,440`,
        },
      }),
      notRun('replay: scrubbing', 'frames/s', '>= 10', 'no screen replays yet'),
    ];
  } finally {
    await house.end();
  }
};
