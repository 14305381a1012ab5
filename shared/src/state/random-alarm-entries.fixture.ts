import fc from 'fast-check';
import { exampleAlarm } from './alarm.fixture.ts';
import { exampleOutage } from './outage.fixture.ts';
import { suppressionBy } from './outage-lifecycle.ts';
import { type Body, entry, id, minute } from './random-entry.fixture.ts';

const alarm = fc
  .record({ id, entityId: id, incidentId: fc.option(id), severity: fc.constantFrom(1, 3, 4) })
  .map((change) => exampleAlarm(change as Parameters<typeof exampleAlarm>[0]));

const alarmRef = id.map((alarmId) => ({ alarmId }));

export const alarmEntriesAt = (atMs: number): fc.Arbitrary<Body>[] => [
  entry(
    'alarm.raised',
    alarm.map((alarm) => ({ alarm: { ...alarm, raisedAtMs: atMs, lastRaisedAtMs: atMs } })),
  ),
  entry(
    'alarm.repeated',
    id.map((alarmId) => ({
      alarmId,
      deviceAtMs: atMs,
      severity: 2,
      acknowledgeDueAtMs: atMs,
      facts: [],
    })),
  ),
  entry('alarm.returned', alarmRef),
  entry(
    'alarm.acknowledged',
    id.map((alarmId) => ({ alarmId, reason: null, progressDueAtMs: atMs + minute })),
  ),
  entry(
    'alarm.escalated',
    fc
      .record({
        alarmId: id,
        level: fc.constantFrom(1, 2, 3),
        why: fc.constantFrom('no-acknowledgement', 'no-progress', 'by-hand'),
      })
      .map((told) => ({ ...told, reason: null, escalateDueAtMs: atMs + minute })),
  ),
  entry(
    'alarm.shelved',
    id.map((alarmId) => ({ alarmId, suppression: suppressionBy(exampleOutage(), atMs) })),
  ),
  entry(
    'alarm.unsuppressed',
    id.map((alarmId) => ({ alarmId, acknowledgeDueAtMs: atMs + minute })),
  ),
  entry(
    'outage.requested',
    id.map((id) => ({ outage: exampleOutage({ id }) })),
  ),
  entry(
    'outage.authorised',
    id.map((outageId) => ({ outageId, confirmDueAtMs: atMs + minute })),
  ),
  entry(
    'outage.ended',
    id.map((outageId) => ({ outageId, why: 'expired' })),
  ),
  entry(
    'flood.began',
    fc.constantFrom('WGQ', 'PVG').map((area) => ({
      flood: {
        area,
        beganAtMs: atMs,
        announced: 11,
        helpAskedBy: null,
        helpAskedAtMs: null,
        report: null,
      },
    })),
  ),
  entry('alarm.seen', alarmRef),
];
