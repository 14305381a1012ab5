import fc from 'fast-check';
import type { DurableDraft, DurableEvent } from '#contract/durable-event.ts';
import type { EquipmentReport } from '#contract/equipment.ts';
import type { Journey } from '#contract/journey.ts';
import { suppressionBy } from './outage-lifecycle.ts';
import {
  exampleAlarm,
  exampleContent,
  exampleDisposition,
  exampleHandOver,
  exampleIncident,
  exampleItem,
  exampleOrder,
  exampleOutage,
  exampleProcedure,
  exampleReading,
  exampleSigner,
  exampleTask,
  exampleThrown,
  exampleUpstreamOrder,
  exampleVerdict,
  machine,
  officer,
} from './situation.fixture.ts';

/**
 * Histories as no rule would write them: everything about a few things in any order, among them ids
 * that JavaScript treats in ways of its own, with hours between.
 */
const id = fc.constantFrom('1', '2', '10', 'x', 'toString', '__proto__');
const minute = 60_000;
const stepMs = fc.constantFrom(0, 1_000, minute, 3 * minute, 60 * minute, 13 * 60 * minute);

const alarm = fc
  .record({ id, entityId: id, incidentId: fc.option(id), severity: fc.constantFrom(1, 3, 4) })
  .map((change) => exampleAlarm(change as Parameters<typeof exampleAlarm>[0]));
const journeyOf = (id: string, vehicleId: string, atMs: number): Journey => ({
  id,
  vehicleId,
  plate: 'P',
  containerNo: vehicleId,
  sealId: vehicleId === 'x' ? null : vehicleId,
  fromGateId: 'G1',
  toGateId: 'G2',
  fromArea: 'YSP',
  toArea: 'WGQ',
  corridor: [
    [121, 31],
    [122, 31],
  ],
  corridorM: 300,
  departedAtMs: atMs,
  dueAtMs: atMs + 60 * minute,
  state: 'under-way',
  arrivedAtMs: null,
});

const equipmentOf = (deviceId: string, deviceAtMs: number): EquipmentReport => ({
  eventId: '1',
  deviceId,
  equipment: 'weighbridge',
  area: 'WGQ',
  gateId: 'G1',
  laneId: 'L1',
  deviceAtMs,
  what: 'weighed',
  plate: null,
  containerNo: null,
  weightKg: 30_000,
  releaseId: null,
  facts: [],
});

const first = { verdict: exampleVerdict(), abnormal: ['closed-as-false'], forcedRestore: null };
const signer = exampleSigner('U2');
const draw = {
  why: 'first',
  candidates: [signer],
  excluded: [],
  seed: 7,
  drawn: signer,
  atMs: 1_700_000_000_000,
};

type Body = Pick<DurableDraft, 'type' | 'data'>;
const bodyAt = (atMs: number): fc.Arbitrary<Body> => {
  const alarmRef = id.map((alarmId) => ({ alarmId }));
  const taskRef = fc.record({ taskId: id, incidentId: id });
  const dispositionRef = fc.record({ dispositionId: id, incidentId: fc.option(id) });
  const orderRef = fc.record({ orderId: id, incidentId: fc.option(id) });
  const wallId = fc.constantFrom('1', '2');
  const stepRef = fc.record({
    incidentId: id,
    stepId: fc.constantFrom('acknowledge', 'look', 'dispatch', 'ask'),
  });
  const of = (type: DurableDraft['type'], data: fc.Arbitrary<unknown>) =>
    data.map((data) => ({ type, data }) as Body);
  const deviceRef = id.map((deviceId) => ({ gateway: 'jt808', deviceId }));
  return fc.oneof(
    of(
      'device.discovered',
      deviceRef.map((ref) => ({ device: { ...ref, firstSeenAtMs: atMs } })),
    ),
    of(
      'device.registered',
      deviceRef.map((ref) => ({ device: { ...ref, area: 'WGQ' } })),
    ),
    of('device.unregistered', deviceRef),
    of(
      'device.pinned',
      deviceRef.map((ref) => ({ pin: { ...ref, address: '10.0.0.1', atMs } })),
    ),
    of('device.unpinned', deviceRef),
    of(
      'order.received',
      id.map((id) => ({ order: exampleUpstreamOrder({ id, changedAtMs: atMs }) })),
    ),
    of(
      'order.updated',
      id.map((orderId) => ({
        orderId,
        status: 'Actual',
        content: exampleContent({ identifier: `N-${atMs}`, sentAtMs: atMs }),
      })),
    ),
    of(
      'order.acknowledged',
      id.map((orderId) => ({ orderId, status: 'Actual', of: exampleContent(), note: null })),
    ),
    of(
      'document.filed',
      fc.record({ id, version: fc.constantFrom(1, 2) }).map(({ id, version }) => ({
        document: {
          kind: 'entry',
          id,
          version,
          areas: ['WGQ'],
          containerNo: id,
          billNo: null,
          vehicleId: null,
          sealId: null,
          weightKg: null,
          packages: null,
          goods: null,
          consignee: null,
          issuedAtMs: atMs,
        },
      })),
    ),
    of(
      'agency.ruled',
      id.map((id) => ({
        ruling: {
          id,
          agency: id,
          ruling: 'hold',
          areas: ['WGQ'],
          containerNo: id,
          billNo: null,
          reason: '',
          ruledAtMs: atMs,
        },
      })),
    ),
    of(
      'alarm.raised',
      alarm.map((alarm) => ({ alarm: { ...alarm, raisedAtMs: atMs, lastRaisedAtMs: atMs } })),
    ),
    of(
      'alarm.repeated',
      id.map((alarmId) => ({
        alarmId,
        deviceAtMs: atMs,
        severity: 2,
        acknowledgeDueAtMs: atMs,
        facts: [],
      })),
    ),
    of('alarm.returned', alarmRef),
    of(
      'alarm.acknowledged',
      id.map((alarmId) => ({ alarmId, reason: null, progressDueAtMs: atMs + minute })),
    ),
    of(
      'alarm.escalated',
      fc
        .record({
          alarmId: id,
          level: fc.constantFrom(1, 2, 3),
          why: fc.constantFrom('no-acknowledgement', 'no-progress', 'by-hand'),
        })
        .map((told) => ({ ...told, reason: null, escalateDueAtMs: atMs + minute })),
    ),
    of(
      'alarm.shelved',
      id.map((alarmId) => ({ alarmId, suppression: suppressionBy(exampleOutage(), atMs) })),
    ),
    of(
      'alarm.unsuppressed',
      id.map((alarmId) => ({ alarmId, acknowledgeDueAtMs: atMs + minute })),
    ),
    of(
      'outage.requested',
      id.map((id) => ({ outage: exampleOutage({ id }) })),
    ),
    of(
      'outage.authorised',
      id.map((outageId) => ({ outageId, confirmDueAtMs: atMs + minute })),
    ),
    of(
      'outage.ended',
      id.map((outageId) => ({ outageId, why: 'expired' })),
    ),
    of(
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
    of(
      'incident.opened',
      id.map((id) => ({ incident: exampleIncident({ id, openedAtMs: atMs }) })),
    ),
    of(
      'incident.alarm-joined',
      fc
        .record({ incidentId: id, alarmId: id })
        .map((ids) => ({ ...ids, why: [{ code: 'first' }], revealed: null })),
    ),
    of(
      'incident.closed',
      id.map((incidentId) => ({ incidentId, conclusion: 'confirmed', note: '' })),
    ),
    of(
      'procedure.started',
      fc.record({ incidentId: id, procedureId: fc.constantFrom('P1', 'P2') }).map((ref) => ({
        incidentId: ref.incidentId,
        procedure: exampleProcedure({ id: ref.procedureId }),
      })),
    ),
    of(
      'wall.registered',
      wallId.map((wallId) => ({ wallId, accountId: 'U1' })),
    ),
    of(
      'wall.thrown',
      wallId.map((wallId) => ({ wallId, thrown: exampleThrown({ endsAtMs: atMs + minute }) })),
    ),
    of(
      'wall.returned',
      wallId.map((wallId) => ({ wallId })),
    ),
    of('procedure.step-ticked', stepRef),
    of(
      'procedure.step-skipped',
      stepRef.map((ref) => ({ ...ref, reason: 'not possible' })),
    ),
    of('procedure.step-unticked', stepRef),
    of(
      'procedure.proved',
      id.map((incidentId) => ({ incidentId, evidence: 'unit-dispatched' })),
    ),
    of(
      'procedure.skips-seen',
      stepRef.map(({ incidentId, stepId }) => ({ incidentId, stepIds: [stepId] })),
    ),
    of(
      'task.issued',
      taskRef.map((ref) => ({ task: exampleTask({ ...ref, id: ref.taskId }), revealed: null })),
    ),
    of(
      'task.declined',
      taskRef.map((ref) => ({ ...ref, reason: 'busy' })),
    ),
    of(
      'disposition.submitted',
      fc.record({ id, incidentId: fc.option(id), amends: fc.option(id) }).map((change) => ({
        disposition: exampleDisposition({ ...change, submittedAtMs: atMs }),
      })),
    ),
    of(
      'disposition.first-concluded',
      id.map((dispositionId) => ({ dispositionId, first })),
    ),
    of(
      'disposition.drawn',
      dispositionRef.map((ref) => ({ ...ref, draw, secondDueAtMs: atMs + minute })),
    ),
    of(
      'disposition.started',
      dispositionRef.map((ref) => ({ ...ref, secondDueAtMs: atMs + minute })),
    ),
    of(
      'disposition.concluded',
      fc
        .tuple(dispositionRef, fc.boolean())
        .map(([ref, agree]) => ({ ...ref, first, second: first.verdict, agree })),
    ),
    of(
      'disposition.in-force',
      fc.tuple(dispositionRef, fc.option(id)).map(([ref, amends]) => ({
        ...ref,
        verdict: first.verdict,
        amends,
        outcomes: [
          { alarmId: '1', rule: 'seal-cut', entityId: 'x', area: 'WGQ', raisedAtMs: atMs },
        ],
      })),
    ),
    of('disposition.locked', dispositionRef),
    of(
      'device-order.requested',
      fc.record({ id, incidentId: fc.option(id) }).map((change) => ({
        order: exampleOrder({ ...change, requestedAtMs: atMs, dueAtMs: atMs + minute }),
      })),
    ),
    of(
      'device-order.authorised',
      orderRef.map((ref) => ({ ...ref, dueAtMs: atMs + minute })),
    ),
    of('device-order.sending', orderRef),
    of(
      'device-order.confirmed',
      orderRef.map((ref) => ({ ...ref, detail: 'ok' })),
    ),
    of(
      'device-order.failed',
      orderRef.map((ref) => ({ ...ref, failure: 'no-answer', detail: null })),
    ),
    of(
      'roster.planned',
      fc.record({ seatId: id, accountId: fc.option(id) }).map(({ seatId, accountId }) => ({
        slot: {
          day: '2026-01-01',
          shiftId: 'day',
          seatId,
          areas: ['WGQ'],
          startsAtMs: atMs,
          endsAtMs: atMs + 8 * 60 * minute,
          planned: accountId === null ? null : { accountId, name: accountId },
          plannedBy: 'chief',
        },
      })),
    ),
    of(
      'shift.noted',
      id.map((id) => ({ note: { id, areas: ['WGQ'], text: 'x', by: 'officer', atMs } })),
    ),
    of(
      'hand-over.started',
      id.map((id) => ({ handOver: exampleHandOver({ id, startedAtMs: atMs }) })),
    ),
    of(
      'hand-over.listed',
      fc.tuple(id, id).map(([handOverId, key]) => ({ handOverId, items: [exampleItem({ key })] })),
    ),
    of(
      'hand-over.ticked',
      id.map((handOverId) => ({ handOverId, itemKey: 'sound-test/desk' })),
    ),
    of(
      'hand-over.signed',
      fc.record({ handOverId: id, side: fc.constantFrom('outgoing', 'incoming') }),
    ),
    of(
      'hand-over.took-force',
      id.map((handOverId) => ({ handOverId, movedIncidentIds: [], overlapEndsAtMs: atMs })),
    ),
    of(
      'hand-over.lapsed',
      id.map((handOverId) => ({ handOverId })),
    ),
    of(
      'hand-over.reassigned',
      id.map((handOverId) => ({
        handOverId,
        incoming: exampleHandOver().incoming,
        lapsesAtMs: atMs + minute,
      })),
    ),
    of(
      'incident.handed-over',
      fc
        .record({ incidentId: id, handOverId: id })
        .map((ref) => ({ ...ref, to: { accountId: 'U2', name: 'relief' } })),
    ),
    of(
      'journey.declared',
      fc.tuple(id, id).map(([id, vehicleId]) => ({ journey: journeyOf(id, vehicleId, atMs) })),
    ),
    of(
      'journey.arrived',
      id.map((journeyId) => ({ journeyId, gateId: 'G2', atMs })),
    ),
    of(
      'equipment.reported',
      fc.tuple(id, fc.boolean()).map(([id, late]) => ({ late, report: equipmentOf(id, atMs) })),
    ),
    of(
      'incident.equipment-told',
      id.map((incidentId) => ({ incidentId, report: equipmentOf('S', atMs) })),
    ),
    of(
      'lane.decided',
      fc
        .record({ laneId: id, eventId: id, result: fc.constantFrom('release', 'manual', 'alarm') })
        .map((read) => ({
          decision: { ...read, area: 'WGQ', gateId: 'G2', sessionId: read.eventId, plate: 'P' },
        })),
    ),
    of(
      'lane.passed',
      fc.tuple(id, id).map(([laneId, eventId]) => ({
        passage: exampleReading({ laneId, eventId, closedAtMs: atMs }),
        late: false,
        journeyId: eventId,
      })),
    ),
    of(
      'lane.desk-decided',
      fc.record({ laneId: id, eventId: id, incidentId: fc.option(id) }).map((ref) => ({
        ...ref,
        area: 'WGQ',
        decision: { ruling: 'hold', reason: 'x', reaches: 'lane', by: 'officer', atMs },
        statusWord: null,
      })),
    ),
    of(
      'seal.reported',
      id.map((sealId) => ({
        late: false,
        report: {
          sealId,
          area: 'WGQ',
          deviceSeq: 1,
          deviceAtMs: atMs,
          state: { sealed: true, rope: 'intact', motor: 'locked', cover: 'closed' },
          batteryPct: 90,
          events: ['sealed'],
          point: null,
        },
      })),
    ),
    of('alarm.seen', alarmRef),
    of(
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
    of('inspection.ended', taskRef),
    of(
      'lane.checked',
      fc
        .record({ laneId: id, sessionId: id })
        .map((ref) => ({ check: { ...ref, result: 'release' } })),
    ),
    of(
      'lane.fed-back',
      fc
        .record({ laneId: id, sessionId: id })
        .map((ref) => ({ feedback: { ...ref, outcome: 'done' } })),
    ),
    of(
      'fence.reported',
      id.map((segmentId) => ({
        late: false,
        report: {
          account: 'P',
          area: 'WGQ',
          segmentId,
          zone: 1,
          signal: 'alarm',
          code: 'BA',
          deviceAtMs: atMs,
        },
      })),
    ),
  );
};

/** Entries numbered from 1, their times never going back. */
export const randomHistory: fc.Arbitrary<DurableEvent[]> = fc
  .array(stepMs, { maxLength: 60 })
  .chain((steps) => {
    let atMs = 1_700_000_000_000;
    const bodies = steps.map((step) => {
      atMs += step;
      const at = atMs;
      return bodyAt(at).map((body) => ({ ...body, atMs: at }));
    });
    return fc.tuple(...bodies);
  })
  .map((bodies) =>
    bodies.map((body, i) => {
      const actor = i % 2 === 0 ? machine : officer;
      return { ...body, seq: i + 1, areas: ['WGQ'], actor } as DurableEvent;
    }),
  );
