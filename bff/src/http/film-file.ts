import { createHash } from 'node:crypto';
import type { ClipFilm } from '@ftz/shared/contract/recording.ts';
import type { Film } from '#domain/film.ts';
import type { HttpDeps } from './http-deps.ts';

type Reads = Pick<HttpDeps['recordings'], 'init' | 'segment'>;
export type FilmSum = Pick<ClipFilm, 'bytes' | 'sha256'>;

/** The file piece by piece; throws where one of them cannot be read. */
export async function* bytesOfFilm(recordings: Reads, cameraId: string, { segments }: Film) {
  const [first] = segments;
  if (first) yield bytesIn(await recordings.init(cameraId, first.init));
  for (const { startsAtMs } of segments)
    yield bytesIn(await recordings.segment(cameraId, startsAtMs));
}

function bytesIn(fetched: Awaited<ReturnType<Reads['init']>>): Uint8Array {
  if (!fetched.ok) throw new Error(`a piece of the film is ${fetched.reason}`);
  return fetched.bytes;
}

export async function sumOfFilm(recordings: Reads, cameraId: string, film: Film): Promise<FilmSum> {
  const hash = createHash('sha256');
  let bytes = 0;
  for await (const piece of bytesOfFilm(recordings, cameraId, film)) {
    hash.update(piece);
    bytes += piece.length;
  }
  return { bytes, sha256: hash.digest('hex') };
}

/** `WGQ-C01_20261129T031500Z_20261129T031904Z_1f2e3d4c.mp4`: camera, from, until (UTC), and how its sum begins. */
export function nameOfFilm(cameraId: string, { fromMs, untilMs }: Film, sha256: string): string {
  const at = (ms: number) =>
    new Date(ms)
      .toISOString()
      .replace(/[-:]/g, '')
      .replace(/\.\d+Z$/, 'Z');
  const camera = cameraId.replace(/[^\w.-]/g, '_');
  return `${camera}_${at(fromMs)}_${at(untilMs)}_${sha256.slice(0, 8)}.mp4`;
}
