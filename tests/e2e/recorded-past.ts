import { openRecordings } from '@ftz/bff/adapters/recordings/recordings.ts';
import { segmentsListed } from '@ftz/bff/adapters/recordings/segments-listed.ts';
import { startCameras } from '@ftz/mock-feeds/feeds/hls-camera/device.ts';
import type { Span } from '@ftz/shared/contract/recording.ts';
import type { Camera } from '@ftz/shared/contract/site.ts';

/**
 * Puts into a house's folder what these cameras would have recorded between two moments: a real head-end whose
 * clock is led through that time, and the house's own store. So no test waits for minutes to pass.
 */
export async function recordPast(
  dataDir: string,
  cameras: readonly Camera[],
  { fromMs, untilMs }: Span,
): Promise<void> {
  let nowMs = fromMs;
  const headEnd = await startCameras({
    ...{ host: '127.0.0.1', port: 0, cameras, nowMs: () => nowMs },
  });
  const recordings = openRecordings({
    ...{ dataDir, mostBytes: 4e9, leastFreeBytes: 0, nowMs: () => nowMs },
    hours: Object.fromEntries(cameras.map(({ id }) => [id, 24])),
  });
  const newest = new Map<string, number>();
  const get = async (path: string) => {
    const address = `http://127.0.0.1:${headEnd.port}/cameras/${path}`;
    // A server may end a connection that rested, just when it is taken again.
    const response = await fetch(address).catch(() => fetch(address));
    if (!response.ok) throw new Error(`${path}: ${response.status}`);
    return new Uint8Array(await response.arrayBuffer());
  };
  const record = async (cameraId: string) => {
    const init = await get(`${cameraId}/init.mp4`);
    const last = newest.get(cameraId) ?? 0;
    const listed = segmentsListed(new TextDecoder().decode(await get(`${cameraId}/live.m3u8`)));
    for (const { number, atMs, durationMs } of listed) {
      if (number <= last) continue;
      const media = await get(`${cameraId}/${number}.m4s`);
      const begins = last === 0 && number === listed[0]?.number;
      await recordings.append({ cameraId, startsAtMs: atMs, durationMs, begins, init, media });
      newest.set(cameraId, number);
    }
  };
  while (nowMs < untilMs) {
    nowMs = Math.min(untilMs, nowMs + 4_000);
    await Promise.all(cameras.map(({ id }) => record(id)));
  }
  await recordings.close();
  await headEnd.close();
}
