import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { Ring } from '@ftz/bff/adapters/recordings/ring.ts';
import type { RecordedTime } from '@ftz/shared/contract/recording.ts';
import { fetchAgain } from './fetch-again.ts';
import { zoneOfficer } from './furnish-data-dir.ts';
import type { RowProduct } from './row-product.ts';

/** For each camera: what asks must not be what disturbs. */
const askEveryMs = 40;
const hourMs = 3_600_000;

/** What the house tells an officer of the recordings of some cameras. */
export type RecordedCameras = {
  /** Until it is so; resolves with how long that took in ms, rejects with what was told last. */
  until: (isSo: (told: readonly RecordedTime[]) => boolean, withinMs: number) => Promise<number>;
  /** Until each has a picture of after this moment on the disk, and no trouble. */
  untilRecordedAfter: (atMs: number, withinMs: number) => Promise<number>;
  /** Of every segment that a player is told of. */
  names: () => Promise<string[]>;
};

export function recordedCameras(
  product: RowProduct,
  cameraIds: readonly string[],
): RecordedCameras {
  const startedAtMs = Date.now();

  async function ask(cameraId: string, what: 'recorded' | 'playlist'): Promise<Response> {
    const cookie = await product.cookieOf(zoneOfficer);
    const span = `from=${startedAtMs - hourMs}&to=${Date.now() + hourMs}`;
    const path = `${product.url}/api/cameras/${cameraId}/${what}?${span}`;
    const response = await fetchAgain(path, { headers: { cookie } });
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return response;
  }

  async function until(isSo: (told: readonly RecordedTime[]) => boolean, withinMs: number) {
    const beganMs = performance.now();
    for (;;) {
      const answers = cameraIds.map(async (id) => (await ask(id, 'recorded')).json());
      const told = (await Promise.all(answers)) as RecordedTime[];
      const tookMs = performance.now() - beganMs;
      if (isSo(told)) return tookMs;
      if (tookMs > withinMs) {
        const said = told.map(({ cameraId, trouble, newestMs }) => [cameraId, trouble, newestMs]);
        throw new Error(`not within ${withinMs} ms: ${JSON.stringify(said)}`);
      }
      await pause(askEveryMs * Math.max(6, cameraIds.length));
    }
  }

  return {
    until,
    untilRecordedAfter: (atMs, withinMs) =>
      until(
        (told) => told.every(({ newestMs, trouble }) => trouble === null && (newestMs ?? 0) > atMs),
        withinMs,
      ),
    names: async () => {
      const listed = cameraIds.map(async (id) => {
        const playlist = await (await ask(id, 'playlist')).text();
        return [...playlist.matchAll(/^recorded\/(\d+)\.m4s$/gm)].map(([, start = '']) =>
          nameOf(id, start),
        );
      });
      return (await Promise.all(listed)).flat();
    },
  };
}

/**
 * Reads all that lies on the disk of a house that has ended, each segment by its sum: throws at bytes that are not those
 * that were written. Answers the names of all, as a playlist has them.
 */
export function readAllRecorded(dataDir: string): Set<string> {
  const folder = join(dataDir, 'recordings');
  const limits = { hoursOf: () => 24, mostBytes: Number.MAX_SAFE_INTEGER, leastFreeBytes: 0 };
  const ring = new Ring(folder, limits);
  const always = { fromMs: 0, untilMs: Number.MAX_SAFE_INTEGER };
  const names = new Set<string>();
  for (const cameraId of readdirSync(join(folder, 'ring')).map(decodeURIComponent)) {
    for (const { startsAtMs } of ring.list(cameraId, always)) {
      if (ring.segment(cameraId, startsAtMs) === null) throw new Error(`${cameraId}: not there`);
      names.add(nameOf(cameraId, startsAtMs));
    }
  }
  ring.close();
  return names;
}

const nameOf = (cameraId: string, startsAtMs: number | string) => `${cameraId}/${startsAtMs}`;
