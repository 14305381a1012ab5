import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { OrderReference, OrderStatus } from '@ftz/shared/contract/order.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { type CapDraft, type CapDraftInfo, capTime } from './write-cap.ts';

/** Incidents that the national centre was told of and that are not over, by id: in which messages, and how grave. */
export type Announced = Readonly<
  Record<string, { references: readonly OrderReference[]; severity: number }>
>;

/** Which emergency: an incident may have one after another. */
export type EmergencyNamed = { incidentId: string; declaredAtMs: number };

/** A message for above, the order that it is the receipt of, and the emergency that it tells of. */
export type Notice = {
  draft: CapDraft;
  receipt: { orderId: string; of: OrderReference } | null;
  emergency?: EmergencyNamed;
};
export type Told = { announced: Announced; notice: Notice | null };

/** What names our messages: the same entry of the same log is the same message, however often it is sent. */
export type Names = { sender: string; epoch: string };

const gravest = 2;
const mostReferences = 20;
const capSeverities = { 1: 'Extreme', 2: 'Severe', 3: 'Moderate', 4: 'Minor' } as const;

/**
 * The walk of the outbox along the log: what of an entry goes up, and what is then known above.
 * Receipts and acknowledgements of orders, and critical and high incidents from their beginning to
 * their end. `situation` may be ahead of the entry.
 */
export function noticeOfEvent(
  event: DurableEvent,
  announced: Announced,
  situation: Situation,
  names: Names,
): Told {
  const receipt = (orderId: string, of: OrderReference, status: OrderStatus, note: string) => ({
    announced,
    notice: { draft: ackOf(event, of, status, note, names), receipt: { orderId, of } },
  });
  switch (event.type) {
    case 'order.received': {
      const { id, status, content } = event.data.order;
      return receipt(id, nameOf(content), status, 'received');
    }
    case 'order.updated':
      return receipt(event.data.orderId, nameOf(event.data.content), event.data.status, 'received');
    case 'order.cancelled':
      return receipt(event.data.orderId, event.data.by, event.data.status, 'received');
    case 'order.acknowledged': {
      const { of, status, note } = event.data;
      const said = [`acknowledged by ${event.actor.name}`, note].filter(Boolean).join(': ');
      return { announced, notice: { draft: ackOf(event, of, status, said, names), receipt: null } };
    }
    default:
      return incidentNotice(event, announced, situation, names);
  }
}

const nameOf = ({ sender, identifier, sent }: OrderReference): OrderReference => ({
  sender,
  identifier,
  sent,
});

function headOf(event: DurableEvent, { sender, epoch }: Names) {
  const house = epoch.replaceAll(/[^A-Za-z0-9-]/g, '').slice(0, 16);
  return { identifier: `FTZ.${house}.${event.seq}`, sender, sentAtMs: event.atMs };
}

function ackOf(
  event: DurableEvent,
  of: OrderReference,
  status: OrderStatus,
  note: string,
  names: Names,
): CapDraft {
  const head = headOf(event, names);
  const rest = { scope: 'Restricted', references: [of], info: null } as const;
  return { ...head, ...rest, status, msgType: 'Ack', note };
}

function incidentNotice(
  event: DurableEvent,
  announced: Announced,
  situation: Situation,
  names: Names,
): Told {
  const incidentId = incidentIdOf(event, situation);
  const nothing: Told = { announced, notice: null };
  if (incidentId === null) return nothing;
  const before = ownOf(announced, incidentId);
  const incident =
    event.type === 'incident.opened' ? event.data.incident : ownOf(situation.incidents, incidentId);
  if (event.type === 'incident.closed') {
    if (!before) return nothing;
    const { [incidentId]: _, ...others } = announced;
    const draft = incidentDraft(event, 'Cancel', before.references, incidentId, incident, names);
    return { announced: others, notice: { draft, receipt: null } };
  }
  // An emergency goes up however grave its incident is.
  const isGrave = incident && (incident.severity <= gravest || event.type.startsWith('emergency.'));
  if (!incident || !isGrave || !isNews(event, before)) return nothing;
  const msgType = before ? 'Update' : 'Alert';
  const references = before?.references ?? [];
  const draft = incidentDraft(event, msgType, references, incidentId, incident, names);
  const own = { sender: draft.sender, identifier: draft.identifier, sent: capTime(draft.sentAtMs) };
  const told = {
    references: [...references, own].slice(-mostReferences),
    severity: incident.severity,
  };
  const notice: Notice = { draft, receipt: null };
  if (event.type === 'emergency.declared')
    notice.emergency = { incidentId, declaredAtMs: event.atMs };
  return { announced: { ...announced, [incidentId]: told }, notice };
}

/** A device that says the same again is no news above; that it became worse is. */
function isNews(event: DurableEvent, before: Announced[string] | undefined): boolean {
  return event.type !== 'alarm.repeated' || !before || event.data.severity < before.severity;
}

function incidentIdOf(event: DurableEvent, { alarms }: Situation): string | null {
  switch (event.type) {
    case 'incident.opened':
      return event.data.incident.id;
    case 'incident.alarm-joined':
    case 'incident.closed':
    case 'emergency.declared':
    case 'emergency.stood-down':
    case 'task.result-submitted':
      return event.data.incidentId;
    case 'task.issued':
      return event.data.task.incidentId;
    case 'alarm.repeated':
      return ownOf(alarms, event.data.alarmId)?.incidentId ?? null;
    default:
      return null;
  }
}

function incidentDraft(
  event: DurableEvent,
  msgType: 'Alert' | 'Update' | 'Cancel',
  references: readonly OrderReference[],
  incidentId: string,
  incident: Incident | undefined,
  names: Names,
): CapDraft {
  return {
    ...headOf(event, names),
    status: incident?.drill ? 'Exercise' : 'Actual',
    msgType,
    scope: 'Restricted',
    note: `${event.type} ${incidentId}`,
    references,
    info: incident ? infoOf(event, incident) : null,
  };
}

function infoOf(event: DurableEvent, incident: Incident): CapDraftInfo {
  const { id, kind, severity, areas, point } = incident;
  const closed = event.type === 'incident.closed' ? event.data.conclusion : null;
  return {
    category: 'Security',
    event: kind,
    urgency: closed ? 'Past' : 'Immediate',
    severity: capSeverities[severity],
    certainty: closed === 'confirmed' ? 'Observed' : 'Likely',
    headline: `${kind} ${areas.join(' ')}`,
    parameters: [['incidentId', id], ...(closed ? [['conclusion', closed] as const] : [])],
    areaDesc: areas.join(' '),
    point,
    areas,
  };
}
