import type { ClipEnd } from '@ftz/shared/contract/inspection.ts';
import { type ListedSegment, segmentsListed } from '#adapters/recordings/segments-listed.ts';
import type { ClipStore, ClipWriter } from '#adapters/storage/clip-store.ts';
import type { CameraSource } from '#domain/camera-source.ts';

export type ClipDone = { untilMs: number; bytes: number; sha256: string; why: ClipEnd };

/** One camera from one moment to another. */
export type ClipRecording = { stop: (why: ClipEnd) => Promise<void> };

type Deps = {
  cameras: Pick<CameraSource, 'playlist' | 'init' | 'segment'>;
  clips: ClipStore;
  onStarted: (fromMs: number) => Promise<unknown>;
  onDone: (done: ClipDone) => Promise<unknown>;
};

const lookEveryMs = 1_000;
/** Some forty minutes of a usual camera. */
const mostBytes = 256 * 1024 * 1024;

/**
 * Keeps every segment that the camera lists from now on, in the order of its numbers, behind one
 * initialisation: together they are a file that plays. Nothing is said to be recorded before its first bytes are
 * written.
 */
export function recordClip(clipId: string, cameraId: string, deps: Deps): ClipRecording {
  const { cameras, clips } = deps;
  let writer: ClipWriter | null = null;
  let last = -1;
  let untilMs = 0;
  let ended: ClipEnd | null = null;
  let looking: Promise<void> = Promise.resolve();

  async function look(): Promise<void> {
    const fetched = await cameras.playlist(cameraId);
    if (!fetched.ok) return;
    const listed = segmentsListed(new TextDecoder().decode(fetched.bytes));
    // What was there before is not what anybody has seen: the newest of the first listing begins it.
    const fresh = writer === null ? listed.slice(-1) : listed.filter(({ number }) => number > last);
    for (const segment of fresh) {
      if (ended !== null) return;
      await keep(segment);
    }
  }

  async function keep({ number, atMs, durationMs }: ListedSegment): Promise<void> {
    const media = await cameras.segment(cameraId, number);
    if (!media.ok) return;
    if (writer === null) {
      const init = await cameras.init(cameraId);
      if (!init.ok) return;
      writer = await clips.begin(clipId);
      await writer.append(init.bytes);
      await writer.append(media.bytes);
      await deps.onStarted(atMs);
    } else await writer.append(media.bytes);
    last = number;
    untilMs = atMs + durationMs;
    if (writer.bytes() > mostBytes) void stop('full');
  }

  const beat = setInterval(() => {
    // One after another: a slow camera is looked at less often, never twice at once.
    looking = looking.then(() => (ended === null ? look() : undefined)).catch(() => undefined);
  }, lookEveryMs);

  async function stop(why: ClipEnd): Promise<void> {
    if (ended !== null) return;
    ended = why;
    clearInterval(beat);
    await looking;
    const done = writer;
    if (done) await deps.onDone({ ...(await done.finish()), untilMs, why });
  }

  return { stop };
}
