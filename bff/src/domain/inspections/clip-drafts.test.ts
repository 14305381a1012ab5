import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { exampleTask } from '@ftz/shared/state/task.fixture.ts';
import { expect, it } from 'vitest';
import { clipEnded, clipStarted } from './clip-drafts.ts';

const clip = { id: 'C1', cameraId: 'X', fromMs: 1, untilMs: null, bytes: null, sha256: null };

it('tells of a recording to those who came to the incident after it was asked for', () => {
  const task = exampleTask({ kind: 'video-inspection' });
  const { id: taskId, incidentId } = task;
  const situation = {
    ...emptySituation(),
    incidents: { [incidentId]: exampleIncident({ id: incidentId, areas: ['WGQ', 'PVG'] }) },
    tasks: { [taskId]: task },
    inspections: {
      [taskId]: {
        taskId,
        incidentId,
        areas: ['WGQ' as const],
        cameraIds: ['X'],
        begunBy: 'officer',
        begunAtMs: 1,
        recordingSinceMs: null,
        clips: [],
        endedAtMs: null,
      },
    },
  };
  const told = [
    ...clipStarted(situation, taskId, clip),
    ...clipEnded(situation, taskId, clip, 'ended'),
  ];
  expect(told.map(({ type, areas }) => [type, areas])).toEqual([
    ['inspection.recording-started', ['WGQ', 'PVG']],
    ['inspection.recording-ended', ['WGQ', 'PVG']],
  ]);
  expect(clipStarted(emptySituation(), taskId, clip)).toEqual([]);
});
