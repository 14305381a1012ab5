import type { Incident } from '#contract/incident.ts';
import { unowned } from './new-incident.ts';

export function exampleIncident(change: Partial<Incident> = {}): Incident {
  return {
    id: 'I1',
    version: 1,
    state: 'open',
    severity: 1,
    kind: 'seal-cut',
    area: 'WGQ',
    areas: ['WGQ'],
    point: [121.6, 31.3],
    openedAtMs: 1_000,
    changedAtMs: 1_000,
    alarms: [{ alarmId: 'A1', why: [{ code: 'first' }] }],
    taskIds: [],
    ...unowned,
    conclusion: null,
    closedAtMs: null,
    timeline: [],
    ...change,
  };
}
