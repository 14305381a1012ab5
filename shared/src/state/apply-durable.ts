import type { DeviceRef } from '#contract/device.ts';
import type { DurableEvent, DurableType } from '#contract/durable-event.ts';
import type { UpstreamOrder } from '#contract/order.ts';
import type { Situation } from '#contract/situation.ts';
import { foldFence } from './fence-lifecycle.ts';
import { Fold } from './fold.ts';
import {
  foldAlarmAcknowledged,
  foldAlarmBroughtBack,
  foldAlarmEscalated,
  foldAlarmRaised,
  foldAlarmRepeated,
  foldAlarmReturned,
  foldAlarmSetAside,
} from './fold-alarm.ts';
import { deviceOrderFolds } from './fold-device-order.ts';
import { dispositionFolds } from './fold-disposition.ts';
import { emergencyFolds } from './fold-emergency.ts';
import { evidenceFolds } from './fold-evidence.ts';
import { foldFlood } from './fold-flood.ts';
import {
  foldHandOver,
  foldListed,
  foldReassigned,
  foldRoster,
  foldSigned,
  foldTicked,
} from './fold-hand-over.ts';
import { foldMentionRead, incidentFolds } from './fold-incident.ts';
import {
  foldCamerasChosen,
  foldInspectionBegan,
  foldInspectionEnded,
  foldRecordingEnded,
  foldRecordingStarted,
} from './fold-inspection.ts';
import { foldJourneyArrived, foldJourneyKept, foldJourneyWrittenOff } from './fold-journey.ts';
import {
  foldDeskDecided,
  foldLaneChecked,
  foldLaneClock,
  foldLaneDecided,
  foldLaneFedBack,
  foldLanePassed,
  foldReleaseAsked,
} from './fold-lane.ts';
import { foldOutage } from './fold-outage.ts';
import { foldProcedureStarted, foldProved, foldSkipsSeen, foldStep } from './fold-procedure.ts';
import {
  foldSceneProvided,
  foldSceneRemoved,
  foldSceneSaved,
  foldSceneWithdrawn,
} from './fold-scene.ts';
import { foldSealReported } from './fold-seal.ts';
import { foldTask, foldTaskDrafted, foldTaskIssued } from './fold-task.ts';
import { foldUnit } from './fold-unit.ts';
import { foldAlarmSeen, foldCallEnded, foldCallStarted } from './fold-viewing.ts';
import {
  foldSceneSet,
  foldTakenDown,
  foldThrown,
  foldWallEnrolled,
  foldWallRegistered,
  foldWallRevoked,
  foldWallSight,
  foldWallsJoined,
  foldWallsParted,
} from './fold-wall.ts';
import { forgetOld, isNewMinute } from './forget-old.ts';
import { type FoldsOf, nameOf } from './incident-lines.ts';
import { ownOf } from './own.ts';
import { cargoKey, documentKey } from './paper-keys.ts';
import { isOldEntry, readOldEntry } from './read-old-entry.ts';
import { shiftClocks } from './shift-clocks.ts';
import {
  acknowledgedOrder,
  cancelledOrder,
  receiptedOrder,
  updatedOrder,
} from './upstream-order-lifecycle.ts';

/**
 * The one fold: (situation, entry of the log) → next situation. The BFF folds the whole log with it,
 * a browser folds what it is sent, replay folds the past; so "replay equals live" can be tested.
 * It never refuses: what is in the log has happened. An entry about something that this fold has
 * never seen (another area's) changes nothing but `seq` and `atMs`.
 */
export function applyDurable(situation: Situation, event: DurableEvent): Situation {
  return applyAll(situation, [event]);
}

/** Many entries at once: what they change is copied once, not once for each. */
export function applyAll(situation: Situation, events: readonly DurableEvent[]): Situation {
  const fold = new Fold(situation);
  for (const event of events) foldEvent(fold, event);
  return fold.handOut();
}

/** Takes the next entry into a fold that goes on. */
export function foldEvent(fold: Fold, event: DurableEvent): void {
  const beforeMs = fold.situation.atMs;
  fold.enter(event);
  if (isOldEntry(event)) for (const each of readOldEntry(event)) apply(fold, each);
  else apply(fold, event);
  if (isNewMinute(beforeMs, event.atMs)) forgetOld(fold, event.atMs);
}

function apply(fold: Fold, event: DurableEvent): void {
  const change = folds[event.type] as (fold: Fold, event: DurableEvent) => void;
  change(fold, event);
}

type Folds = FoldsOf<DurableType>;

const folds: Folds = {
  'clock.set': (f, { data: { byMs } }) => shiftClocks(f, byMs),
  'duty.began': (f, { data: { duty } }) => f.put('duty', duty.person.accountId, duty),
  'duty.ended': (f, { data: { accountId } }) => f.drop('duty', accountId),
  'roster.planned': (f, { data: { slot } }) => foldRoster(f, slot),
  'shift.noted': (f, { data: { note } }) => f.put('shiftNotes', note.id, note),
  'hand-over.started': (f, { data: { handOver } }) => f.put('handOvers', handOver.id, handOver),
  'hand-over.listed': foldListed,
  'hand-over.ticked': foldTicked,
  'hand-over.signed': foldSigned,
  'hand-over.took-force': (f, { data, atMs }) =>
    foldHandOver(f, data, 'take-force', () => ({
      movedIncidentIds: data.movedIncidentIds,
      overlapEndsAtMs: data.overlapEndsAtMs,
      finishedAtMs: atMs,
    })),
  'hand-over.refused': (f, { data, atMs }) =>
    foldHandOver(f, data, 'refuse', () => ({ reason: data.reason, finishedAtMs: atMs })),
  'hand-over.cancelled': (f, { data, atMs }) =>
    foldHandOver(f, data, 'cancel', () => ({ finishedAtMs: atMs })),
  'hand-over.lapsed': (f, { data }) => foldHandOver(f, data, 'lapse'),
  'hand-over.reassigned': foldReassigned,
  'device.discovered': (f, { data: { device } }) =>
    f.put('unknownDevices', nameOfDevice(device), device),
  'device.registered': (f, { data: { device } }) => {
    f.put('registeredDevices', nameOfDevice(device), device);
    f.drop('unknownDevices', nameOfDevice(device));
  },
  'device.unregistered': (f, { data }) => {
    f.drop('registeredDevices', nameOfDevice(data));
    f.drop('devicePins', nameOfDevice(data));
  },
  'device.pinned': (f, { data: { pin } }) => f.put('devicePins', nameOfDevice(pin), pin),
  'device.unpinned': (f, { data }) => f.drop('devicePins', nameOfDevice(data)),
  'seal.reported': foldSealReported,
  'fence.reported': (f, { data: { report, late }, atMs }) => {
    const { segmentId } = report;
    if (late || segmentId === null) return;
    const state = foldFence(ownOf(f.situation.fences, segmentId), report, atMs);
    if (state) f.put('fences', segmentId, state);
  },
  'lane.passed': foldLanePassed,
  'equipment.reported': (f, { data: { report, late } }) => {
    if (!late) f.put('equipment', report.deviceId, report);
  },
  'lane.decided': foldLaneDecided,
  'lane.checked': foldLaneChecked,
  'lane.release-asked': foldReleaseAsked,
  'lane.desk-decided': foldDeskDecided,
  'lane.referral-escalated': foldLaneClock,
  'lane.referral-expired': foldLaneClock,
  'lane.fed-back': foldLaneFedBack,
  'report.quarantined': () => undefined,
  'journey.declared': (f, { data: { journey } }) => f.put('journeys', journey.id, journey),
  'journey.kept': foldJourneyKept,
  'journey.arrived': foldJourneyArrived,
  'journey.written-off': foldJourneyWrittenOff,
  'document.filed': (f, { data: { document } }) => {
    const before = ownOf(f.situation.documents, documentKey(document));
    if (!before || document.version >= before.version) {
      f.put('documents', documentKey(document), document);
    }
  },
  'agency.ruled': (f, { data: { ruling } }) => {
    const before = ownOf(f.situation.rulings, cargoKey(ruling));
    if (!before || ruling.ruledAtMs >= before.ruledAtMs) {
      f.put('rulings', cargoKey(ruling), ruling);
    }
  },
  'order.received': (f, { data: { order } }) => f.put('orders', order.id, order),
  'order.updated': (f, { data, atMs }) =>
    changeOrder(f, data.orderId, (order) => updatedOrder(order, data.content, atMs)),
  'order.cancelled': (f, { data, atMs }) =>
    changeOrder(f, data.orderId, (order) => cancelledOrder(order, atMs)),
  'order.receipted': (f, { data }) =>
    changeOrder(f, data.orderId, (order) => receiptedOrder(order, data.of, data.atMs)),
  'order.acknowledged': (f, event) =>
    changeOrder(f, event.data.orderId, (order) =>
      acknowledgedOrder(order, nameOf(event) ?? '', event.data.note, event.atMs),
    ),
  'alarm.raised': foldAlarmRaised,
  'alarm.repeated': foldAlarmRepeated,
  'alarm.returned': foldAlarmReturned,
  'alarm.acknowledged': foldAlarmAcknowledged,
  'alarm.seen': foldAlarmSeen,
  // The log has it; no picture changes by being looked at.
  'access.viewed': () => undefined,
  'alarm.escalated': foldAlarmEscalated,
  'alarm.shelved': foldAlarmSetAside,
  'alarm.unshelved': foldAlarmBroughtBack,
  'alarm.suppressed': foldAlarmSetAside,
  'alarm.unsuppressed': foldAlarmBroughtBack,
  'outage.requested': foldOutage,
  'outage.authorised': foldOutage,
  'outage.refused': foldOutage,
  'outage.planned': foldOutage,
  'outage.began': foldOutage,
  'outage.reminded': foldOutage,
  'outage.confirmed': foldOutage,
  'outage.ended': foldOutage,
  'flood.began': foldFlood,
  'flood.help-asked': foldFlood,
  'flood.ended': foldFlood,
  ...incidentFolds,
  ...emergencyFolds,
  'mention.read': foldMentionRead,
  'procedure.started': foldProcedureStarted,
  'procedure.step-ticked': (f, event) => foldStep(f, event, 'tick'),
  'procedure.step-skipped': (f, event) => foldStep(f, event, 'skip'),
  'procedure.step-unticked': (f, event) => foldStep(f, event, 'untick'),
  'procedure.skips-seen': foldSkipsSeen,
  'procedure.proved': foldProved,
  'wall.registered': foldWallRegistered,
  'wall.enrolled': foldWallEnrolled,
  'wall.refused': () => undefined,
  'wall.revoked': foldWallRevoked,
  'wall.blind': foldWallSight,
  'wall.seeing': foldWallSight,
  'wall.thrown': foldThrown,
  'wall.returned': foldTakenDown,
  'wall.scene-set': foldSceneSet,
  'wall.joined': foldWallsJoined,
  'wall.parted': foldWallsParted,
  'scene.saved': foldSceneSaved,
  'scene.removed': foldSceneRemoved,
  'scene.provided': foldSceneProvided,
  'scene.withdrawn': foldSceneWithdrawn,
  'task.drafted': foldTaskDrafted,
  'task.issued': foldTaskIssued,
  'inspection.began': foldInspectionBegan,
  'inspection.cameras-chosen': foldCamerasChosen,
  'inspection.recording-started': foldRecordingStarted,
  'inspection.recording-ended': foldRecordingEnded,
  'inspection.ended': foldInspectionEnded,
  'call.started': foldCallStarted,
  'call.ended': foldCallEnded,
  ...dispositionFolds,
  ...evidenceFolds,
  'task.accepted': foldTask,
  'task.crew-joined': foldTask,
  'task.departed': foldTask,
  'task.arrived': foldTask,
  'task.started': foldTask,
  'task.checked-in': foldTask,
  'task.evidence-opened': foldTask,
  'task.bookmarked': foldTask,
  'task.opening-asked': foldTask,
  'task.opening-confirmed': foldTask,
  'task.seal-scanned': foldTask,
  'task.witnessed': foldTask,
  'task.suspended': foldTask,
  'task.resumed': foldTask,
  'task.result-submitted': foldTask,
  'task.returned': foldTask,
  'task.verified': foldTask,
  'task.done': foldTask,
  'task.declined': foldTask,
  'task.cancelled': foldTask,
  'task.expired': foldTask,
  'task.overdue': foldTask,
  'task.late-report': foldTask,
  'unit.joined': foldUnit,
  'unit.left': foldUnit,
  'unit.position-reported': foldUnit,
  'unit.taken-out-of-service': foldUnit,
  'unit.returned-to-service': foldUnit,
  'unit.distress-called': foldUnit,
  'unit.distress-ended': foldUnit,
  ...deviceOrderFolds,
};

const nameOfDevice = ({ gateway, deviceId }: DeviceRef) => `${gateway}/${deviceId}`;

function changeOrder(
  f: Fold,
  orderId: string,
  change: (order: UpstreamOrder) => UpstreamOrder,
): void {
  const order = ownOf(f.situation.orders, orderId);
  if (order) f.put('orders', orderId, change(order));
}
