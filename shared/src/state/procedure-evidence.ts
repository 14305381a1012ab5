import type { DurableType } from '#contract/durable-event.ts';
import type { TimelineEntry } from '#contract/incident.ts';
import type { StepEvidence } from '#contract/procedure.ts';
import type { Situation } from '#contract/situation.ts';
import type { TaskKind } from '#contract/task.ts';
import { ownOf } from './own.ts';

type Evidence =
  | StepEvidence
  | ((situation: Situation, entry: TimelineEntry) => StepEvidence | null);

/** What a line of an incident's timeline proves was done. One line for each type of entry. */
const evidenceOfType: { [T in DurableType]?: Evidence } = {
  'alarm.acknowledged': 'alarm-acknowledged',
  'alarm.returned': 'alarm-returned',
  // Whoever opens a picture of it has seen it; whoever inspects by video, too.
  'alarm.seen': 'camera-opened',
  'inspection.began': 'camera-opened',
  'lane.decided': 'lane-read',
  'lane.checked': 'lane-checked',
  'lane.desk-decided': 'lane-checked',
  'incident.equipment-told': (_, { equipment }) => {
    if (equipment?.what === 'weighed') return 'weighed';
    return equipment?.what.startsWith('scan-') ? 'scanned' : null;
  },
  'task.issued': ({ tasks }, { taskId }) =>
    evidenceOfIssued[ownOf(tasks, taskId ?? '')?.kind ?? 'video-inspection'] ?? null,
  'task.arrived': 'unit-on-site',
  'task.evidence-opened': 'evidence-opened',
  'task.opening-confirmed': 'second-officer-present',
  'task.witnessed': 'witness-recorded',
  'emergency.declared': 'emergency-declared',
  'emergency.noticed': 'upstream-notified',
  'task.result-submitted': 'result-submitted',
  'device-order.confirmed': ({ deviceOrders }, { orderId }) => {
    const act = ownOf(deviceOrders, orderId ?? '')?.act.name;
    return act === 'locate' || act === 'track' ? 'vehicle-located' : null;
  },
};

const evidenceOfIssued: Partial<Record<TaskKind, StepEvidence>> = {
  review: 'review-issued',
  'mobile-verification': 'unit-dispatched',
};

export function evidenceOfEntry(situation: Situation, entry: TimelineEntry): StepEvidence | null {
  const evidence = evidenceOfType[entry.type as DurableType];
  return typeof evidence === 'function' ? evidence(situation, entry) : (evidence ?? null);
}
