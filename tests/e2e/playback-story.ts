import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { site } from '@ftz/shared/site/site.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';

/** A fence of the island port: two cameras look at it, two more stand beside. */
export const breachSegment = 'YSP-I-F05';
export const neighbourIds = ['YSP-C10', 'YSP-C17', 'YSP-C24', 'YSP-C14'];
/** What is held for the incident: more than one screen of pictures can show. */
export const heldIds = [
  ...neighbourIds,
  ...['YSP-C03', 'YSP-C04', 'YSP-C09', 'YSP-C11', 'YSP-C12', 'YSP-C22'],
];
/** Where nothing was recorded. */
export const blindSegment = 'PVG-F02';

export const camerasOf = (ids: readonly string[]) =>
  site.cameras.filter(({ id }) => ids.includes(id));

/** The breach is so long ago that five minutes of what came after can be played. */
export const breachAgoMs = 600_000;
/** What of it was recorded. */
export const recordedAround = (breachAtMs: number) => ({
  fromMs: breachAtMs - 60_000,
  untilMs: breachAtMs + 320_000,
});

/** Somebody climbed a fence ten minutes ago, and cameras saw it; at another fence none was recorded. */
export function breachStory(breachAtMs: number): DurableDraft[] {
  const told = { areas: ['YSP' as const], actor: machine };
  const about = (segmentId: string, atMs: number) => ({
    ...{ kind: 'fence-alarm' as const, severity: 2 as const, entityKind: 'fence' as const },
    ...{ entityId: segmentId, segmentId, point: null, deviceAtMs: atMs, raisedAtMs: atMs },
    ...{ sealId: null, vehicleId: null, journeyId: null, plate: null, lastRaisedAtMs: atMs },
    ...{ acknowledgeDueAtMs: atMs + 3_600_000, escalateDueAtMs: atMs + 3_600_000 },
  });
  const clips = heldIds.map((cameraId) => ({
    ...{ cameraId, fromMs: breachAtMs - 120_000, untilMs: breachAtMs + 120_000 },
  }));
  const alarm = exampleAlarm({
    ...about(breachSegment, breachAtMs),
    ...{ id: 'A1', incidentId: 'I1', area: 'YSP', cameraIds: neighbourIds },
  });
  const blind = exampleAlarm({
    ...about(blindSegment, breachAtMs + 1_000),
    ...{ id: 'A2', incidentId: 'I2', area: 'PVG', severity: 3 as const },
  });
  const opened = { openedAtMs: breachAtMs, changedAtMs: breachAtMs, point: null };
  return [
    { type: 'alarm.raised', ...told, data: { alarm } },
    {
      type: 'incident.opened',
      ...told,
      data: {
        incident: exampleIncident({ ...opened, kind: 'fence-alarm', area: 'YSP', areas: ['YSP'] }),
      },
    },
    { type: 'incident.clips-held', ...told, data: { incidentId: 'I1', clips } },
    { type: 'alarm.raised', ...told, areas: ['PVG'], data: { alarm: blind } },
    {
      type: 'incident.opened',
      ...told,
      areas: ['PVG'],
      data: {
        incident: exampleIncident({
          ...opened,
          ...{ id: 'I2', kind: 'fence-alarm', severity: 3, area: 'PVG', areas: ['PVG'] },
          alarms: [{ alarmId: 'A2', why: [{ code: 'first' }] }],
        }),
      },
    },
  ];
}
