import type { BadFrame, BadFrameStore } from '#domain/ports.ts';
import type { WorkerLink } from './worker-link.ts';

const keptBytes = 2048;
const framesThatMayWait = 200;
/** A flood of rubbish gets five commits a second, and leaves the disk to the log. */
const flushEveryMs = 200;

export type OpenBadFrameStore = BadFrameStore & {
  /** Frames that came too fast, or that the disk refused. */
  dropped: () => number;
  flush: () => Promise<void>;
};

/** The copy also lets go of the socket's buffer, of which the frame may be a small part. */
const shortened = (frame: BadFrame): BadFrame => ({
  ...frame,
  bytes: new Uint8Array(frame.bytes.subarray(0, keptBytes)),
});

/** A convenience for technicians that must never cost an alarm: it drops rather than waits or throws. */
export function openBadFrameStore(link: WorkerLink): OpenBadFrameStore {
  let waiting: BadFrame[] = [];
  let dropped = 0;
  let timer: NodeJS.Timeout | null = null;
  let writing = Promise.resolve();

  async function writeWaiting(): Promise<void> {
    const frames = waiting;
    waiting = [];
    if (frames.length === 0) return;
    await link.call('keepBadFrames', frames).catch(() => {
      dropped += frames.length;
    });
  }

  function flush(): Promise<void> {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    writing = writing.then(writeWaiting);
    return writing;
  }

  function keep(frame: BadFrame): void {
    if (waiting.length >= framesThatMayWait) {
      dropped += 1;
      return;
    }
    waiting.push(shortened(frame));
    timer ??= setTimeout(flush, flushEveryMs).unref();
  }

  async function recent(limit: number): Promise<BadFrame[]> {
    await flush();
    return link.call('recentBadFrames', Math.max(0, limit));
  }

  return { keep, recent, dropped: () => dropped, flush };
}
