import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { type CamerasSettings, camerasAdapter } from '@ftz/bff/adapters/cameras/cameras.ts';
import type { Camera, PictureSource } from '@ftz/shared/contract/site.ts';
import { site } from '@ftz/shared/site/site.ts';
import { expect, onTestFinished } from 'vitest';
import { until } from '#house.ts';

type Settings = Pick<CamerasSettings, 'ffmpeg'> & Partial<CamerasSettings>;
export type WatchedCamera = Awaited<ReturnType<typeof watchCamera>>;

/** The adapter alone with one camera that has this source, what it reports and what it keeps; ends with the test. */
export async function watchCamera(source: PictureSource, settings: Settings) {
  const picturesDir = mkdtempSync(join(tmpdir(), 'ftz-watched-'));
  const [first] = site.cameras;
  const camera: Camera = { ...(first as Camera), source };
  const adapter = camerasAdapter({
    baseUrl: 'http://127.0.0.1:9',
    cameras: [camera],
    networks: { allows: (address) => address === '127.0.0.1' },
    picturesDir,
    timing: { pollEveryMs: 200 },
    ...settings,
  });
  const heard: string[] = [];
  const kept: string[] = [];
  const gateway = await adapter.start({
    accept: async ({ kind }) => void heard.push(kind),
    countFrame: () => undefined,
    keepBadFrame: (bytes, reason) => void kept.push(reason, Buffer.from(bytes).toString()),
    nowMs: Date.now,
  });
  onTestFinished(async () => {
    await gateway.close();
    rmSync(picturesDir, { recursive: true, force: true });
  });
  const trouble = () => adapter.source.troubleOf(camera.id);
  return { id: camera.id, source: adapter.source, gateway, heard, kept, trouble, picturesDir };
}

/** Waits until its picture moves, and fetches all that a player needs of it; answers the playlist. */
export async function expectPicture({
  id,
  source,
  heard,
  trouble,
}: WatchedCamera): Promise<string> {
  await until(
    () => heard,
    (kinds) => kinds.includes('alive'),
    40_000,
  );
  const fetched = await source.playlist(id);
  const playlist = fetched.ok ? new TextDecoder().decode(fetched.bytes) : fetched.reason;
  const number = Number(/^(\d+)\.m4s$/m.exec(playlist)?.[1]);
  expect(await source.init(id)).toMatchObject({ ok: true, mediaType: 'video/mp4' });
  expect(await source.segment(id, number)).toMatchObject({ ok: true });
  expect(trouble()).toBeNull();
  return playlist;
}
