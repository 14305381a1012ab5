import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { camerasAdapter } from '@ftz/bff/adapters/cameras/cameras.ts';
import { recordCameras } from '@ftz/bff/adapters/recordings/record-cameras.ts';
import { openRecordings } from '@ftz/bff/adapters/recordings/recordings.ts';
import { answerQuestions } from './child-program.ts';
import { ownCpuMs, ownRssMb } from './cpu-time.ts';
import { manyCameras } from './many-cameras.ts';

/** What the recorder has cost since it was asked last. */
export type RecorderTotals = {
  cpuMs: number;
  rssMb: number;
  loopP99Ms: number;
  writtenBytes: number;
  segments: number;
  lost: number;
  detail: string;
};

const dataDir = mkdtempSync(join(tmpdir(), 'bench-recordings-'));
process.once('exit', () => rmSync(dataDir, { recursive: true, force: true }));
const delay = monitorEventLoopDelay({ resolution: 5 });

/** The camera gateway over its directory, and so many of its cameras recorded: the parts of the house alone. */
let totals: () => RecorderTotals = () => {
  throw new Error('not started');
};

answerQuestions({
  start: async ({
    port,
    directory,
    recorded,
  }: {
    port: number;
    directory: number;
    recorded: number;
  }) => {
    const cameras = manyCameras(directory);
    const adapter = camerasAdapter({ baseUrl: `http://127.0.0.1:${port}`, cameras });
    await adapter.start({
      accept: async () => undefined,
      countFrame: () => undefined,
      keepBadFrame: (_bytes, reason) => {
        throw new Error(`a bad frame: ${reason}`);
      },
      nowMs: Date.now,
    });
    const cameraIds = cameras.slice(0, recorded).map(({ id }) => id);
    const recordings = openRecordings({
      dataDir,
      hours: Object.fromEntries(cameraIds.map((id) => [id, 24])),
      mostBytes: 4e9,
      leastFreeBytes: 1e9,
      nowMs: Date.now,
    });
    recordCameras({
      cameras: adapter.source,
      cameraIds,
      append: recordings.append,
      missed: recordings.missed,
      nowMs: Date.now,
    });
    delay.enable();
    totals = () => {
      const { writtenBytes, segments, lost } = recordings.figures();
      const loopP99Ms = delay.percentile(99) / 1e6;
      delay.reset();
      const { detail } = recordings.health();
      return {
        cpuMs: ownCpuMs(),
        rssMb: ownRssMb(),
        loopP99Ms,
        writtenBytes,
        segments,
        lost,
        detail,
      };
    };
  },
  totals: () => totals(),
});
