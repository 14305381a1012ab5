import fc from 'fast-check';
import { type Body, entry, id } from './random-entry.fixture.ts';
import { exampleTask } from './task.fixture.ts';

const taskRef = fc.record({ taskId: id, incidentId: id });

export const taskEntriesAt = (atMs: number): fc.Arbitrary<Body>[] => [
  entry(
    'task.issued',
    taskRef.map((ref) => ({ task: exampleTask({ ...ref, id: ref.taskId }), revealed: null })),
  ),
  entry(
    'task.declined',
    taskRef.map((ref) => ({ ...ref, reason: 'busy' })),
  ),
  entry(
    'inspection.began',
    taskRef.map((ref) => ({
      inspection: {
        ...ref,
        areas: ['WGQ'],
        cameraIds: ['C1'],
        begunBy: 'officer',
        begunAtMs: atMs,
        recordingSinceMs: null,
        clips: [],
        endedAtMs: null,
      },
    })),
  ),
  entry('inspection.ended', taskRef),
];
