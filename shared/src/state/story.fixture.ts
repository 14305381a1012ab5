import type { DurableDraft, DurableEvent } from '#contract/durable-event.ts';
import { machine, officer, patrol, patrolman } from './actors.fixture.ts';
import { exampleAcknowledgement, exampleAlarm } from './alarm.fixture.ts';
import { exampleIncident } from './incident.fixture.ts';
import { exampleArrival, exampleTask } from './task.fixture.ts';

/** Numbers drafts from 1, one second apart. */
export function numbered(drafts: DurableDraft[]): DurableEvent[] {
  return drafts.map(
    ({ dedupeKey: _, ...draft }, i) =>
      ({ ...draft, seq: i + 1, atMs: (i + 1) * 1_000 }) as DurableEvent,
  );
}

const at = { areas: ['WGQ' as const] };
const ref = { taskId: 'T1', incidentId: 'I1' };

/**
 * A small story for tests, of one alarm, one incident and one task: raised, acknowledged, dispatched,
 * accepted, arrived, reported, verified and so done, closed.
 */
export function exampleStory(): DurableEvent[] {
  return numbered([
    { type: 'alarm.raised', ...at, actor: machine, data: { alarm: exampleAlarm() } },
    { type: 'incident.opened', ...at, actor: machine, data: { incident: exampleIncident() } },
    { type: 'alarm.acknowledged', ...at, actor: officer, data: exampleAcknowledgement },
    { type: 'task.issued', ...at, actor: officer, data: { task: exampleTask(), revealed: null } },
    { type: 'task.accepted', ...at, actor: patrol, data: { ...ref, by: patrolman, dues: {} } },
    {
      type: 'task.arrived',
      ...at,
      actor: patrol,
      data: { ...ref, by: patrolman, dues: {}, arrival: exampleArrival },
    },
    {
      type: 'task.result-submitted',
      ...at,
      actor: patrol,
      data: {
        ...ref,
        by: patrolman,
        result: { finding: 'inconsistent', note: 'rope cut', photoIds: [] },
      },
    },
    { type: 'task.verified', ...at, actor: officer, data: ref },
    { type: 'task.done', ...at, actor: officer, data: ref },
    {
      type: 'incident.closed',
      ...at,
      actor: officer,
      data: { incidentId: 'I1', conclusion: 'confirmed', note: '' },
    },
  ]);
}
