import { setTimeout as pause } from 'node:timers/promises';
import { withPrograms } from './child-program.ts';
import { type Bench, figure } from './figure.ts';
import type { RecorderTotals } from './recorder-program.ts';

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

/** Two hundred cameras in the directory, sixty-four of them recorded, 640x360 at 15 pictures a second, copied. */
export const video: Bench = async ({ quick, minutes, say }) => {
  const seconds = (minutes ?? (quick ? 0.5 : 2)) * 60;
  const watched = await costOf(0, Math.min(seconds, 30));
  say(`recording nothing: ${(watched.coreShare * 100).toFixed(1)} % of a core`);
  const found = await costOf(recorded, seconds);
  const due = (recorded * seconds) / segmentS;
  return [
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
