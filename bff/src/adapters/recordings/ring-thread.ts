import { parentPort, workerData } from 'node:worker_threads';
import type { HeldClip, Span } from '@ftz/shared/contract/recording.ts';
import type { Held, RecordedSegment } from '#domain/recordings.ts';
import { type NewSegment, Ring } from './ring.ts';
import type { Room } from './ring-room.ts';

/** What the thread is born with. `hours` is by camera; whoever is not in it is not recorded. */
export type RingSettings = {
  folder: string;
  hours: Record<string, number>;
  mostBytes: number;
  leastFreeBytes: number;
};

/** What the thread can be asked, by name. */
export type RingQuestions = {
  append: (segment: NewSegment) => void;
  list: (cameraId: string, span: Span) => RecordedSegment[];
  segment: (cameraId: string, startsAtMs: number) => Uint8Array<ArrayBuffer> | null;
  init: (cameraId: string, name: string) => Uint8Array<ArrayBuffer> | null;
  hold: (incidentId: string, clips: readonly HeldClip[]) => void;
  letGo: (incidentId: string) => void;
  erase: (incidentIds: readonly string[], clip: HeldClip) => boolean;
  retain: (incidentId: string, keptUntilMs: number) => void;
  held: () => Held[];
  sweep: (nowMs: number) => Room;
  close: () => void;
};

export type RingQuestion = { id: number; name: keyof RingQuestions; args: unknown[] };
export type RingAnswer = {
  id: number;
  value?: unknown;
  failure?: { full: boolean; message: string };
};

/**
 * The thread that owns the pictures on the disk. It works with the disk at once (synchronous): the threads
 * that all of Node shares for files would otherwise wait for a disk of pictures, and the pages with them.
 */
const { folder, hours, mostBytes, leastFreeBytes } = workerData as RingSettings;
const hoursOf = (cameraId: string) => hours[cameraId] ?? 0;
const ring = new Ring(folder, { hoursOf, mostBytes, leastFreeBytes });

const answers: RingQuestions = {
  append: (segment) => ring.append(segment),
  list: (cameraId, span) => ring.list(cameraId, span),
  segment: (cameraId, startsAtMs) => ring.segment(cameraId, startsAtMs),
  init: (cameraId, name) => ring.init(cameraId, name),
  hold: (incidentId, clips) => ring.hold(incidentId, clips),
  letGo: (incidentId) => ring.letGo(incidentId),
  erase: (incidentIds, clip) => ring.erase(incidentIds, clip),
  retain: (incidentId, keptUntilMs) => ring.retain(incidentId, keptUntilMs),
  held: () => ring.held(),
  sweep: (nowMs) => ring.sweep(nowMs),
  close: () => ring.close(),
};

parentPort?.on('message', ({ id, name, args }: RingQuestion) => {
  const ask = answers[name] as (...args: unknown[]) => unknown;
  try {
    const value = ask(...args);
    const moved = value instanceof Uint8Array ? [value.buffer as ArrayBuffer] : [];
    parentPort?.postMessage({ id, value } satisfies RingAnswer, moved);
  } catch (error) {
    const message = error instanceof Error ? error.message : String(error);
    const full = /ENOSPC|EDQUOT/.test(message);
    parentPort?.postMessage({ id, failure: { full, message } } satisfies RingAnswer);
  }
});
