import type { Task } from '#contract/task.ts';
import type { Arrival } from '#contract/task-record.ts';
import { nothingOfTask } from './task-lifecycle.ts';

export const exampleArrival: Arrival = {
  how: 'position',
  point: [121.6, 31.3],
  awayM: 12,
  gateId: null,
  reason: null,
  flagged: false,
  deviceAtMs: null,
};

export function exampleTask(change: Partial<Task> = {}): Task {
  return {
    id: 'T1',
    version: 1,
    incidentId: 'I1',
    kind: 'mobile-verification',
    state: 'issued',
    area: 'WGQ',
    unitId: 'WGQ-P1',
    issuedBy: 'officer',
    issuedById: 'U1',
    issuedAtMs: 5_000,
    ...nothingOfTask,
    acceptDueAtMs: 65_000,
    expireDueAtMs: 305_000,
    ...change,
  };
}

/** The same for a house whose clocks run: what was asked for in 1970 would have expired at once. */
export const taskAskedAt = (nowMs: number, change: Partial<Task> = {}): Task =>
  exampleTask({
    issuedAtMs: nowMs,
    acceptDueAtMs: nowMs + 600_000,
    expireDueAtMs: nowMs + 3_600_000,
    ...change,
  });
