import type { CameraSource } from '#domain/camera-source.ts';
import type { NewSegment } from './ring.ts';
import { type ListedSegment, segmentsListed } from './segments-listed.ts';

export type RecorderDeps = {
  cameras: Pick<CameraSource, 'playlist' | 'init' | 'segment'>;
  append: (segment: NewSegment) => Promise<void>;
  /** So many segments that an encoder made are not kept: they could not be fetched, or not in time. */
  missed: (segments: number) => void;
  nowMs: () => number;
};

/** Looks again so soon when nothing new was listed, and so late at most, a little later each time a camera is away. */
const soonMs = 700;
const lateMs = 5_000;
/** A camera whose clock is off by more is dated by the house: by when its picture came. */
const trustedMs = 15_000;

/** One camera. Each look keeps what is new, and answers after how many milliseconds to look again. */
export function followCamera(
  cameraId: string,
  { cameras, append, missed, nowMs }: RecorderDeps,
  isClosed: () => boolean,
): () => Promise<number> {
  let last = -1;
  /** The one that was kept last. */
  let before: ListedSegment | null = null;
  /** One that could not be fetched: once more at the next look, then the next ones go on without it. */
  let failed = -1;
  let awayMs = soonMs;

  async function keep(segment: ListedSegment, aheadMs: number): Promise<boolean> {
    const init = await cameras.init(cameraId);
    const media = await cameras.segment(cameraId, segment.number);
    if (!init.ok || !media.ok) return false;
    // Copies: what the house has fetched is shared with whoever watches.
    await append({
      cameraId,
      startsAtMs: segment.atMs + aheadMs,
      durationMs: segment.durationMs,
      begins: segment.begins || segment.number - 1 !== before?.number,
      init: init.bytes,
      media: media.bytes,
    });
    if (before !== null) missed(missedBetween(before, segment));
    before = segment;
    return true;
  }

  async function keepAll(listed: readonly ListedSegment[], aheadMs: number): Promise<void> {
    for (const segment of listed) {
      if (isClosed()) return;
      const isKept = await keep(segment, aheadMs);
      if (!isKept && failed !== segment.number) {
        failed = segment.number;
        return;
      }
      last = segment.number;
    }
  }

  return async function look() {
    const fetched = await cameras.playlist(cameraId);
    const listed = fetched.ok ? segmentsListed(new TextDecoder().decode(fetched.bytes)) : [];
    const newest = listed.at(-1);
    awayMs = newest ? soonMs : Math.min(lateMs, 2 * awayMs);
    if (!newest) return awayMs;
    // Numbers that fell are those of an encoder that began anew.
    if (newest.number < last) last = -1;
    const fresh = listed.filter(({ number }) => number > last);
    await keepAll(fresh, aheadOf(newest, nowMs()));
    return waitAfter(newest, fresh.length > 0);
  };
}

/**
 * How many an encoder made between two that were kept. Numbers that jump without the time between them are those of an
 * encoder that began anew.
 */
function missedBetween(before: ListedSegment, next: ListedSegment): number {
  const between = next.number - before.number - 1;
  const betweenMs = next.atMs - before.atMs - before.durationMs;
  const isOneEncoder = Math.abs(betweenMs - between * next.durationMs) < next.durationMs;
  return between > 0 && isOneEncoder ? between : 0;
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
