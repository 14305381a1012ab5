import type { CameraSource } from '#domain/camera-source.ts';
import type { NewSegment } from './ring.ts';
import { type ListedSegment, segmentsListed } from './segments-listed.ts';

type Deps = {
  cameras: Pick<CameraSource, 'playlist' | 'init' | 'segment'>;
  cameraIds: readonly string[];
  append: (segment: NewSegment) => Promise<void>;
  nowMs: () => number;
};

/** Looks again so soon when nothing new was listed, and so late at most. */
const soonMs = 700;
const lateMs = 5_000;
/** A camera whose clock is off by more is dated by the house: by when its picture came. */
const trustedMs = 15_000;

/**
 * Records every camera by the same fetches that viewers share. A camera that is away is asked again and again; none
 * waits for another.
 */
export function recordCameras({ cameras, cameraIds, append, nowMs }: Deps): { close: () => void } {
  const timers = new Set<NodeJS.Timeout>();
  let closed = false;

  function later(ms: number, work: () => Promise<void>): void {
    if (closed) return;
    const timer = setTimeout(() => {
      timers.delete(timer);
      void work();
    }, ms);
    timers.add(timer);
  }

  function follow(cameraId: string): () => Promise<void> {
    let last = -1;
    let isFirst = true;

    async function keep(segment: ListedSegment, aheadMs: number): Promise<boolean> {
      const [init, media] = [
        await cameras.init(cameraId),
        await cameras.segment(cameraId, segment.number),
      ];
      if (!init.ok || !media.ok) return false;
      const begins = isFirst || segment.begins || segment.number !== last + 1;
      const { durationMs } = segment;
      const startsAtMs = segment.atMs + aheadMs;
      // Copies: what the house has fetched is shared with whoever watches.
      await append({
        cameraId,
        startsAtMs,
        durationMs,
        begins,
        init: init.bytes,
        media: media.bytes,
      });
      isFirst = false;
      return true;
    }

    async function keepAll(listed: readonly ListedSegment[], aheadMs: number): Promise<void> {
      for (const segment of listed) {
        if (closed) return;
        if (await keep(segment, aheadMs)) last = segment.number;
      }
    }

    return async function look() {
      const fetched = await cameras.playlist(cameraId);
      const listed = fetched.ok ? segmentsListed(new TextDecoder().decode(fetched.bytes)) : [];
      const newest = listed.at(-1);
      // Numbers that fell are those of an encoder that began anew.
      if (newest && newest.number < last) last = -1;
      const fresh = listed.filter(({ number }) => number > last);
      await keepAll(fresh, newest ? aheadOf(newest, nowMs()) : 0);
      later(newest ? waitAfter(newest, fresh.length > 0) : lateMs, look);
    };
  }

  // Spread over the first seconds, so that they do not all look at the same moment for ever.
  cameraIds.forEach((cameraId, i) => {
    later((i * 2_000) / cameraIds.length, follow(cameraId));
  });
  return {
    close: () => {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}

/** A new segment was just listed: the next one is due about its own length later. */
function waitAfter({ durationMs }: ListedSegment, isNew: boolean): number {
  return isNew ? Math.min(lateMs, Math.max(soonMs, durationMs * 0.9)) : soonMs;
}

/** By how much the house's clock is ahead of a camera's that is not believed; 0 where it is. */
function aheadOf({ atMs, durationMs }: ListedSegment, nowMs: number): number {
  const aheadMs = nowMs - atMs - durationMs;
  return Math.abs(aheadMs) <= trustedMs ? 0 : aheadMs;
}
