import type { AlarmKind } from '@ftz/shared/contract/alarm.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { site } from '@ftz/shared/site/site.ts';
import { machine, officer } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleDisposition, exampleSigner } from '@ftz/shared/state/disposition.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { exampleThrown } from '@ftz/shared/state/wall.fixture.ts';

const minute = 60_000;
const areas = ['WGQ' as const];
const common = { areas, actor: machine };

/** Milder than the one that matters, of enough kinds that a desk in flood has something to group. */
const milder: readonly AlarmKind[] = [
  ...(['fence-alarm', 'fence-alarm', 'fence-alarm', 'fence-alarm', 'fence-alarm'] as const),
  ...(['seal-battery-low', 'seal-battery-low', 'seal-battery-low', 'halted', 'halted'] as const),
  ...(['seal-silent', 'seal-silent', 'device-lost', 'lane-no-feedback'] as const),
];

/**
 * A desk at its worst: more alarms than it can take in, one set aside, an emergency, an incident on
 * the wall, and a conclusion that waits for the blind second word of `reviewerId`.
 */
export function worstHour(nowMs: number, reviewerId: string): DurableDraft[] {
  const raised = (atMs: number) => ({
    raisedAtMs: atMs,
    lastRaisedAtMs: atMs,
    deviceAtMs: atMs,
    askedAtMs: atMs,
    raisesAtMs: [atMs],
    acknowledgeDueAtMs: atMs + minute,
    escalateDueAtMs: atMs + 10 * minute,
  });
  const cameraIds = site.cameras
    .filter(({ area }) => area === 'WGQ')
    .slice(0, 3)
    .map(({ id }) => id);
  const grave = exampleAlarm({ ...raised(nowMs - minute / 2), cameraIds });
  const reviewed = exampleAlarm({
    ...raised(nowMs - 12 * minute),
    id: 'A3',
    kind: 'off-route',
    severity: 2,
    incidentId: 'I3',
    vehicleId: 'V00003',
    plate: '沪A00003',
  });
  const shelved = exampleAlarm({
    ...raised(nowMs - 20 * minute),
    id: 'A4',
    kind: 'seal-battery-low',
    severity: 4,
    incidentId: null,
    entityId: 'ES000004',
  });
  const suppression = {
    how: 'shelved' as const,
    sinceMs: nowMs - 5 * minute,
    untilMs: nowMs + 55 * minute,
    by: 'officer',
    accountId: 'U1',
    reason: '备件到货前暂缓',
    oneShot: false,
    outageId: null,
    workOrder: null,
  };
  const thrown = exampleThrown({ atMs: nowMs, endsAtMs: nowMs + 30 * minute });
  return [
    { type: 'alarm.raised', ...common, data: { alarm: grave } },
    opened('I1', grave.kind, 1, nowMs - minute / 2, grave.id),
    { type: 'alarm.raised', ...common, data: { alarm: reviewed } },
    opened('I3', reviewed.kind, 2, nowMs - 12 * minute, reviewed.id),
    { type: 'alarm.raised', ...common, data: { alarm: shelved } },
    { type: 'alarm.shelved', areas, actor: officer, data: { alarmId: shelved.id, suppression } },
    ...milder.map((kind, i): DurableDraft => {
      const own = { id: `M${i}`, entityId: `ES0001${i}`, vehicleId: null, plate: null };
      const alarm = exampleAlarm({
        ...raised(nowMs - minute - i * 1_000),
        ...own,
        kind,
        severity: i % 3 === 0 ? 2 : 3,
        incidentId: null,
      });
      return { type: 'alarm.raised', ...common, data: { alarm } };
    }),
    ...underReview('I3', nowMs, reviewerId),
    {
      type: 'emergency.declared',
      areas,
      actor: officer,
      data: {
        incidentId: 'I1',
        reason: '强行冲卡',
        confirmDueAtMs: nowMs + 5 * minute,
        reportDueAtMs: nowMs + 15 * minute,
        noticeDueAtMs: nowMs + 10 * minute,
      },
    },
    { type: 'wall.registered', ...common, data: { wallId: '1', accountId: 'U-wall' } },
    { type: 'wall.thrown', areas, actor: officer, data: { wallId: '1', thrown } },
  ];
}

function opened(
  id: string,
  kind: AlarmKind,
  severity: 1 | 2,
  atMs: number,
  alarmId: string,
): DurableDraft {
  const alarms = [{ alarmId, why: [{ code: 'first' as const }] }];
  const times = { openedAtMs: atMs, changedAtMs: atMs };
  const incident = exampleIncident({ id, kind, severity, alarms, ...times });
  return { type: 'incident.opened', ...common, data: { incident } };
}

function underReview(incidentId: string, nowMs: number, reviewerId: string): DurableDraft[] {
  const disposition = exampleDisposition({
    incidentId,
    severity: 2,
    alarmKind: 'off-route',
    author: exampleSigner('U-colleague'),
    submittedAtMs: nowMs - 2 * minute,
    reviewDueAtMs: nowMs + 13 * minute,
  });
  const draw = {
    why: 'first' as const,
    candidates: [exampleSigner(reviewerId)],
    excluded: [],
    seed: 7,
    drawn: exampleSigner(reviewerId),
    atMs: nowMs - minute,
  };
  const ref = { dispositionId: disposition.id, incidentId };
  const secondDueAtMs = nowMs + 10 * minute;
  return [
    { type: 'disposition.submitted', ...common, data: { disposition } },
    { type: 'disposition.drawn', ...common, data: { ...ref, draw, secondDueAtMs } },
  ];
}
