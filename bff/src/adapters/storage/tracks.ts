import { setImmediate } from 'node:timers/promises';
import { Worker } from 'node:worker_threads';
import type { TrackColumns, TrackStore } from '#domain/ports.ts';
import { prepareDataDir } from './data-dir.ts';
import { watchForDeath } from './thread-death.ts';
import { TrackBatches, type TrackLink } from './track-batches.ts';
import type { Seconds } from './track-chunk.ts';
import { type PointColumns, pointColumnsIn } from './track-points.ts';
import type { PackedTracks } from './track-reading.ts';
import type { OpenedTracks, TrackSettings, TrackTables } from './track-tables.ts';
import { linkWorker } from './worker-link.ts';

export type TracksSettings = {
  dataDir: string;
  nowMs: () => number;
  retainHours: number;
  /** How old a tail becomes before it is sealed, in milliseconds. */
  sealAfterMs?: number;
};

export type Tracks = TrackStore & {
  /** Since when no point can be kept (a disk that hangs, is full or gone); null while all is well. */
  stalledSinceMs: () => number | null;
  /** Resolves with the reason when the thread has died by itself: no point is kept from then on. */
  died: Promise<string>;
  /** Not ok while the last frame or the last sealing failed, and for good when the thread has died. */
  health: () => { ok: boolean; detail: string };
  /** Answers what is under way, then lets go of the file. */
  close: () => Promise<void>;
};

const hourMs = 3_600_000;
const usualSealAfterMs = 900_000;
const pieceMs = 4;
/** A clock that goes wrong by more than this tells no time. */
const mostAheadMs = 24 * hourMs;
const forgetEveryMs = 600_000;
/** How many vehicles' columns are cut out before others have their turn. */
const vehiclesAtOnce = 2_000;
const latestS = 2 ** 32 - 1;

const secondsOf = ({ fromMs, toMs }: { fromMs: number; toMs: number }): Seconds => {
  const second = (ms: number) => Math.min(latestS, Math.max(0, Math.ceil(ms / 1000)));
  return { fromS: second(fromMs), toS: second(toMs) };
};

const columnsOf = (
  vehicleId: string,
  points: PointColumns,
  from: number,
  to: number,
): TrackColumns => ({
  vehicleId,
  count: to - from,
  atS: points.atS.subarray(from, to),
  lonE6: points.lonE6.subarray(from, to),
  latE6: points.latE6.subarray(from, to),
  speedDkph: points.speedDkph.subarray(from, to),
  headingDeg: points.headingDeg.subarray(from, to),
  area: points.area.subarray(from, to),
});

async function tracksOf({ count, buffer, names }: PackedTracks): Promise<TrackColumns[]> {
  const points = pointColumnsIn(buffer, count);
  const tracks: TrackColumns[] = [];
  for (let from = 0; from < count; ) {
    const vehicle = points.vehicle[from] ?? 0;
    let to = from + 1;
    while (to < count && points.vehicle[to] === vehicle) to += 1;
    tracks.push(columnsOf(names[vehicle] ?? '', points, from, to));
    from = to;
    if (tracks.length % vehiclesAtOnce === 0) await setImmediate();
  }
  return tracks;
}

function startWorker({ dataDir, sealAfterMs = usualSealAfterMs }: TracksSettings): Worker {
  const workerData: TrackSettings = { dataDir, sealAfterMs, pieceMs };
  return new Worker(new URL('./track-worker.ts', import.meta.url), { workerData });
}

/** Tells the thread what to let go of: whole hours, at the start and then every ten minutes. */
function forgetRegularly(link: TrackLink, { nowMs, retainHours }: TracksSettings): NodeJS.Timeout {
  const forget = (): void => {
    const hours = Math.floor(nowMs() / hourMs) - retainHours;
    // A thread that is gone forgets nothing any more, and says so where it matters.
    link.call('forgetBefore', Math.max(0, hours) * 3600).catch(() => undefined);
  };
  forget();
  return setInterval(forget, forgetEveryMs).unref();
}

/**
 * Opens the tracks of DATA_DIR, which is this process's own: `openStorage` has locked it. What is
 * older than retained is not kept at all, nor what lies more than a day ahead: both resolve at once.
 * `read` answers less than its limit only where there is no more.
 */
export async function openTracks(settings: TracksSettings): Promise<Tracks> {
  const { dataDir, nowMs, retainHours } = settings;
  prepareDataDir(dataDir);
  const worker = startWorker(settings);
  const link: TrackLink = await linkWorker<TrackTables, OpenedTracks>(worker, 'track');
  const batches = new TrackBatches(link, nowMs);
  const forgetting = forgetRegularly(link, settings);
  let outsideTime = 0;
  let closing: Promise<void> | null = null;
  const death = watchForDeath(
    worker,
    nowMs,
    () => closing !== null,
    () => link.refusal() ?? 'the track thread has ended',
  );

  function isOutsideTime(atMs: number): boolean {
    const now = nowMs();
    return !(atMs >= now - retainHours * hourMs && atMs <= now + mostAheadMs);
  }

  function health(): { ok: boolean; detail: string } {
    const { frames, points, waiting, failure } = batches.state;
    const hangs = batches.stalledSinceMs === null ? null : 'the disk does not answer';
    const problem = link.refusal() ?? failure ?? hangs ?? link.upkeepFailure();
    const detail = `${points} points in ${frames} frames, ${waiting} waiting, ${outsideTime} outside the kept time, ${link.damagedFrames} damaged frames`;
    return { ok: problem === null, detail: problem === null ? detail : `${problem}; ${detail}` };
  }

  async function closeOnce(): Promise<void> {
    clearInterval(forgetting);
    await batches.drained();
    batches.close();
    if (link.refusal() === null) await link.end();
  }

  return {
    keep: (vehicleId, atMs, lonE6, latE6, speedDkph, headingDeg, area) => {
      if (isOutsideTime(atMs)) {
        outsideTime += 1;
        return Promise.resolve();
      }
      const atS = Math.floor(atMs / 1000);
      return batches.keep(vehicleId, atS, lonE6, latE6, speedDkph, headingDeg, area);
    },
    read: async (vehicleId, range, limit) => {
      const { count, buffer } = await link.call('readTrack', vehicleId, secondsOf(range), limit);
      return columnsOf(vehicleId, pointColumnsIn(buffer, count), 0, count);
    },
    readAll: async (range, limit, wanted) =>
      tracksOf(await link.call('readTracks', secondsOf(range), limit, wanted ?? null)),
    stalledSinceMs: () => death.sinceMs() ?? batches.stalledSinceMs,
    died: death.died,
    health,
    close: () => {
      closing ??= closeOnce();
      return closing;
    },
  };
}
