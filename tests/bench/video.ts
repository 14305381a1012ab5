import { loadavg } from 'node:os';
import { setTimeout as pause } from 'node:timers/promises';
import { openNearDesk, watchLatencies } from '#e2e/near-story.ts';
import { withPrograms } from './child-program.ts';
import { type Bench, figure } from './figure.ts';
import type { RecorderTotals } from './recorder-program.ts';
import { median, percentile } from './sampling.ts';

const directory = 200;
const recorded = 64;
const goals = { coreShare: 0.5, loopP99Ms: 100 };
const segmentS = 2;

/** What so many recorded cameras cost, once they are all under way. */
async function costOf(recordedCount: number, seconds: number) {
  return withPrograms(
    ['./head-end-program.ts', './recorder-program.ts'],
    async (headEnd, recorder) => {
      if (!headEnd || !recorder) throw new Error('two programs were asked for');
      const port = await headEnd.ask<number>('start', directory);
      await recorder.ask('start', { port, directory, recorded: recordedCount });
      // What was listed before the start is fetched in the first seconds.
      await pause(10_000);
      const before = await recorder.ask<RecorderTotals>('totals');
      await pause(seconds * 1_000);
      const after = await recorder.ask<RecorderTotals>('totals');
      return {
        coreShare: (after.cpuMs - before.cpuMs) / (seconds * 1_000),
        bytesPerS: (after.writtenBytes - before.writtenBytes) / seconds,
        segments: after.segments - before.segments,
        lost: after.lost,
        loopP99Ms: after.loopP99Ms,
        rssMb: after.rssMb,
        detail: after.detail,
      };
    },
  );
}

/** From the camera's own time to the screen: the tile in hand, and the three beside it on the same desk. */
async function nearness(seconds: number) {
  const desk = await openNearDesk();
  try {
    // The first seconds are those of a page that has just been opened.
    await pause(10_000);
    const { nearMs, usualMs } = await watchLatencies(desk.page, seconds);
    return figure({
      name: 'video: source to shown, the tile in hand (parts of 400 ms)',
      value: median(nearMs),
      unit: 'ms, median',
      yardstick: {
        name: 'the tiles beside it, two segments of 2 s behind',
        value: median(usualMs),
      },
      goal: 'less than half of the tiles beside it',
      holds: median(nearMs) < median(usualMs) / 2,
      detail: {
        seconds,
        nearP95Ms: percentile(nearMs, 0.95),
        usualP95Ms: percentile(usualMs, 0.95),
        loadAverage: loadavg()[0],
      },
    });
  } finally {
    await desk.close();
  }
}

/** Two hundred cameras in the directory, sixty-four of them recorded, 640x360 at 15 pictures a second, copied. */
export const video: Bench = async ({ quick, minutes, say }) => {
  const seconds = (minutes ?? (quick ? 0.5 : 2)) * 60;
  const watched = await costOf(0, Math.min(seconds, 30));
  say(`recording nothing: ${(watched.coreShare * 100).toFixed(1)} % of a core`);
  const found = await costOf(recorded, seconds);
  const due = (recorded * seconds) / segmentS;
  return [
    await nearness(Math.min(seconds, 60)),
    figure({
      name: `video: CPU of recording ${recorded} of ${directory} cameras`,
      value: found.coreShare,
      unit: 'cores',
      yardstick: {
        name: 'the same directory, supervised and not recorded',
        value: watched.coreShare,
      },
      goal: `<= ${goals.coreShare} cores, without transcoding`,
      holds: found.coreShare <= goals.coreShare,
      detail: { seconds, rssMb: found.rssMb, rssWithoutMb: watched.rssMb, health: found.detail },
    }),
    figure({
      name: 'video: segments kept of those that were due',
      value: found.segments / due,
      unit: 'share',
      goal: '>= 0.99, none lost',
      holds: found.segments / due >= 0.99 && found.lost === 0,
      detail: { segments: found.segments, due, lost: found.lost },
    }),
    figure({
      name: 'video: what the disk takes',
      value: found.bytesPerS / 1e6,
      unit: 'MB/s',
      goal: 'told',
      holds: found.bytesPerS > 0,
      detail: {
        perCameraKBs: found.bytesPerS / recorded / 1e3,
        perDayGB: (found.bytesPerS * 86_400) / 1e9,
      },
    }),
    figure({
      name: 'video: event-loop delay p99 of the recording process',
      value: found.loopP99Ms,
      unit: 'ms',
      yardstick: { name: 'not recording', value: watched.loopP99Ms },
      goal: `<= ${goals.loopP99Ms} ms`,
      holds: found.loopP99Ms <= goals.loopP99Ms,
    }),
  ];
};
