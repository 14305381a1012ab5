import type { Camera } from '@ftz/shared/contract/site.ts';
import { recordCameras } from '#adapters/recordings/record-cameras.ts';
import { openRecordings, type RecordingStore } from '#adapters/recordings/recordings.ts';
import type { CameraSource } from '#domain/camera-source.ts';
import type { DecisionLane } from '#domain/decision-lane.ts';
import type { Clock, DurableLog } from '#domain/ports.ts';
import type { Config } from './config.ts';
import { holdClips } from './hold-clips.ts';

type Deps = {
  config: Pick<Config, 'dataDir' | 'recordHours' | 'recordGb' | 'recordFreeGb' | 'clipDays'>;
  cameras: readonly Camera[];
  source: CameraSource;
  lane: Pick<DecisionLane, 'decide' | 'look'>;
  log: Pick<DurableLog, 'onCommitted'>;
  clock: Clock;
};

const gigabyte = 1e9;

/** What cameras show is kept for a while, and for incidents for longer. */
export function rememberCameras({ config, cameras, source, lane, log, clock }: Deps): {
  recordings: RecordingStore;
  close: () => Promise<void>;
} {
  const hours = recordedHours(cameras, config.recordHours);
  const recordings = openRecordings({
    dataDir: config.dataDir,
    hours,
    mostBytes: config.recordGb * gigabyte,
    leastFreeBytes: config.recordFreeGb * gigabyte,
    nowMs: clock.nowMs,
  });
  const recorder = recordCameras({
    cameras: source,
    cameraIds: Object.keys(hours),
    append: recordings.append,
    missed: recordings.missed,
    nowMs: clock.nowMs,
  });
  const holding = holdClips({ lane, log, recordings, clock, days: config.clipDays });
  return {
    recordings,
    close: async () => {
      holding.close();
      recorder.close();
      await recordings.close();
    },
  };
}

/** By camera; a camera that is not recorded is not in it. */
function recordedHours(cameras: readonly Camera[], usualHours: number): Record<string, number> {
  const hours = cameras.map(({ id, recordHours }) => [id, recordHours ?? usualHours] as const);
  return Object.fromEntries(hours.filter(([, kept]) => kept > 0));
}
