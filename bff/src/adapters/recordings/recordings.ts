import { join } from 'node:path';
import type { CameraFetch } from '#domain/camera-source.ts';
import type { Recordings } from '#domain/recordings.ts';
import { RecordingStates } from './recording-states.ts';
import type { NewSegment } from './ring.ts';
import { linkRing, RingFailure } from './ring-link.ts';

export type RecordingSettings = {
  dataDir: string;
  /** By camera; whoever is not in it is not recorded. */
  hours: Record<string, number>;
  mostBytes: number;
  leastFreeBytes: number;
  nowMs: () => number;
};

export type RecordingStore = Recordings & {
  /** Resolves when it is written; a segment that cannot be is counted, told by `stateOf`, and gone. */
  append: (segment: NewSegment) => Promise<void>;
  /** So many segments were listed and could not be fetched. */
  missed: (segments: number) => void;
  health: () => { ok: boolean; detail: string };
  /** What is in the ring and what is missing of what must stay free, in bytes; what was written and lost since the start. */
  figures: () => {
    ringBytes: number;
    shortBytes: number;
    writtenBytes: number;
    segments: number;
    lost: number;
  };
  close: () => Promise<void>;
};

const sweepEveryMs = 10_000;
/** A disk that takes longer hangs: whoever looks is told so, and memory must not fill with what waits for it. */
const hangsAfterMs = 5_000;
const mostWaitingBytes = 64 * 1024 * 1024;

/** Opens the recordings of DATA_DIR. They are opened in a thread: what is asked in the first moments waits. */
export function openRecordings(settings: RecordingSettings): RecordingStore {
  const { hours, mostBytes, leastFreeBytes, nowMs } = settings;
  const folder = join(settings.dataDir, 'recordings');
  const ring = linkRing({ folder, hours, mostBytes, leastFreeBytes });
  const hangs = () => ring.waitsForMs() > hangsAfterMs;
  const states = new RecordingStates(Object.keys(hours), nowMs, hangs);
  const counted = { ringBytes: 0, shortBytes: 0, writtenBytes: 0, segments: 0 };
  let waitingBytes = 0;
  const sweep = setInterval(() => void lookAtRoom(), sweepEveryMs);

  async function lookAtRoom(): Promise<void> {
    const room = await ring.ask('sweep', nowMs()).catch(() => null);
    if (room === null) return;
    counted.ringBytes = room.bytes;
    counted.shortBytes = room.shortBytes;
  }

  async function append(segment: NewSegment): Promise<void> {
    const { cameraId, startsAtMs, durationMs, media } = segment;
    if (!states.isRecorded(cameraId)) return;
    if (waitingBytes + media.length > mostWaitingBytes)
      return states.failed(cameraId, 'disk-stalled');
    waitingBytes += media.length;
    try {
      await ring.ask('append', segment);
      states.written(cameraId, startsAtMs + durationMs);
      counted.writtenBytes += media.length;
      counted.segments += 1;
    } catch (error) {
      const isFull = error instanceof RingFailure && error.why === 'full';
      states.failed(cameraId, isFull ? 'disk-full' : 'disk-stalled');
    } finally {
      waitingBytes -= media.length;
    }
  }

  async function read(ask: () => Promise<Uint8Array<ArrayBuffer> | null>): Promise<CameraFetch> {
    if (hangs()) return { ok: false, reason: 'unreachable' };
    try {
      const bytes = await answered(ask());
      if (bytes === null) return { ok: false, reason: 'not-found' };
      return { ok: true, bytes, mediaType: 'video/mp4' };
    } catch {
      return { ok: false, reason: 'unreachable' };
    }
  }

  return {
    append,
    missed: (segments) => {
      states.lost += segments;
    },
    list: async (cameraId, span) =>
      hangs() ? null : answered(ring.ask('list', cameraId, span)).catch(() => null),
    segment: (cameraId, startsAtMs) => read(() => ring.ask('segment', cameraId, startsAtMs)),
    init: (cameraId, name) => read(() => ring.ask('init', cameraId, name)),
    stateOf: (cameraId) => states.of(cameraId),
    hold: (incidentId, clips) => ring.ask('hold', incidentId, clips),
    letGo: (incidentId) => ring.ask('letGo', incidentId),
    erase: (incidentIds, clip) => ring.ask('erase', incidentIds, clip),
    retain: (incidentId, keptUntilMs) => ring.ask('retain', incidentId, keptUntilMs),
    held: () => ring.ask('held').catch(() => []),
    health: () => states.health(counted.shortBytes),
    figures: () => ({ ...counted, lost: states.lost }),
    close: () => {
      clearInterval(sweep);
      return ring.close();
    },
  };
}

/** Rejects when the disk hangs: whoever looks is not to wait for as long as that does. */
function answered<T>(asked: Promise<T>): Promise<T> {
  const late = Promise.withResolvers<never>();
  const timer = setTimeout(() => late.reject(new Error('the disk hangs')), hangsAfterMs);
  return Promise.race([asked, late.promise]).finally(() => clearTimeout(timer));
}
