import type { Principal } from '@ftz/shared/contract/account.ts';

import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Command, CommandName } from '@ftz/shared/contract/live-up.ts';
import { refuse } from '@ftz/shared/contract/refusal.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import { areasOfTask, revealTo } from '@ftz/shared/state/incident-circle.ts';
import { union } from '@ftz/shared/state/incident-lifecycle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { acceptDueAtMs, refusalOfTask, type TaskAct } from '@ftz/shared/state/task-lifecycle.ts';
import { refusalToAcknowledgeOrder } from '@ftz/shared/state/upstream-order-lifecycle.ts';
import { isUnitFor } from '#domain/dispatch/suggest-units.ts';
import {
  actorOf,
  type CommandOf,
  type CommandWorld,
  type Decide,
  type Decision,
  guard,
  isStale,
  no,
  yes,
} from './command-decision.ts';
import {
  acknowledgeAlarm,
  acknowledgeMany,
  escalateAlarm,
  shelveAlarm,
  unshelveAlarm,
} from './decide-alarm.ts';
import { registerDevice, unpinDevice, unregisterDevice } from './decide-device.ts';
import { amendDisposition, proposeDisposition, submitDisposition } from './decide-disposition.ts';
import { beginDuty, endDuty } from './decide-duty.ts';
import {
  cancelHandOver,
  noteShift,
  reassignHandOver,
  refuseHandOver,
  signHandOver,
  startHandOver,
  tickItem,
} from './decide-hand-over.ts';
import { beginInspection, chooseInspectionCameras, endInspection } from './decide-inspection.ts';
import { ruleOnLane } from './decide-lane-ruling.ts';
import { authoriseOrder, requestOrder, withdrawOrder } from './decide-order.ts';
import {
  askHelpInFlood,
  authoriseOutage,
  confirmOutage,
  endOutage,
  planOutage,
  refuseOutage,
  requestOutage,
} from './decide-outage.ts';
import { noteSkipsSeen, settleStep } from './decide-procedure.ts';
import {
  adjudicateDisposition,
  concludeReview,
  returnDisposition,
  startReview,
} from './decide-review.ts';
import { planRoster } from './decide-roster.ts';
import { registerWall, takeBackFromWall, throwToWall } from './decide-wall.ts';

/**
 * Says yes, as entries for the log, or no, from the closed list. Order of the guards: does it exist
 * for you, may you, is your picture the newest, does its state allow it.
 */
export function decideCommand(
  command: Command,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const decide = deciders[command.name] as Decide<CommandName>;
  return decide(command as CommandOf<CommandName>, principal, world);
}

const deciders: { [N in CommandName]: Decide<N> } = {
  'duty.begin': beginDuty,
  'duty.end': endDuty,
  'roster.plan': planRoster,
  'hand-over.start': startHandOver,
  'hand-over.tick': tickItem,
  'hand-over.note': noteShift,
  'hand-over.sign': signHandOver,
  'hand-over.refuse': refuseHandOver,
  'hand-over.cancel': cancelHandOver,
  'hand-over.reassign': reassignHandOver,
  'alarm.acknowledge': acknowledgeAlarm,
  'alarm.acknowledge-many': acknowledgeMany,
  'alarm.escalate': escalateAlarm,
  'alarm.shelve': shelveAlarm,
  'alarm.unshelve': unshelveAlarm,
  'outage.request': requestOutage,
  'outage.authorise': authoriseOutage,
  'outage.refuse': refuseOutage,
  'outage.plan': planOutage,
  'outage.confirm': confirmOutage,
  'outage.end': endOutage,
  'flood.ask-help': askHelpInFlood,
  'incident.note': noteIncident,
  'wall.register': registerWall,
  'wall.throw': throwToWall,
  'wall.take-back': takeBackFromWall,
  'procedure.tick-step': settleStep,
  'procedure.skip-step': settleStep,
  'procedure.untick-step': settleStep,
  'procedure.skip-seen': noteSkipsSeen,
  'disposition.submit': submitDisposition,
  'disposition.propose': proposeDisposition,
  'disposition.start': startReview,
  'disposition.conclude': concludeReview,
  'disposition.return': returnDisposition,
  'disposition.adjudicate': adjudicateDisposition,
  'disposition.amend': amendDisposition,
  'order.acknowledge': acknowledgeOrder,
  'task.issue': issueTask,
  'task.accept': (command, principal, world) =>
    onTask(command, 'accept', principal, world, (task) => ({
      type: 'task.accepted',
      ...ofTask(task, principal, world),
      data: refOf(task),
    })),
  'task.arrive': (command, principal, world) =>
    onTask(command, 'arrive', principal, world, (task) => ({
      type: 'task.arrived',
      ...ofTask(task, principal, world),
      data: { ...refOf(task), note: command.argument.note },
    })),
  'task.decline': (command, principal, world) =>
    onTask(command, 'decline', principal, world, (task) => ({
      type: 'task.declined',
      ...ofTask(task, principal, world),
      data: { ...refOf(task), reason: command.argument.reason },
    })),
  'task.cancel': (command, principal, world) =>
    onTask(command, 'cancel', principal, world, (task) => ({
      type: 'task.cancelled',
      ...ofTask(task, principal, world),
      data: { ...refOf(task), reason: command.argument.reason },
    })),
  'device.register': registerDevice,
  'device.unregister': unregisterDevice,
  'device.unpin': unpinDevice,
  'task.submit-result': (command, principal, world) =>
    onTask(command, 'submit-result', principal, world, (task) => ({
      type: 'task.result-submitted',
      ...ofTask(task, principal, world),
      data: { ...refOf(task), result: command.argument.result },
    })),
  'lane.decide': ruleOnLane,
  'inspection.begin': beginInspection,
  'inspection.choose-cameras': chooseInspectionCameras,
  'inspection.end': endInspection,
  'device-order.request': requestOrder,
  'device-order.authorise': authoriseOrder,
  'device-order.withdraw': withdrawOrder,
};

const refOf = ({ id, incidentId }: Task) => ({ taskId: id, incidentId });
const ofTask = (task: Task, principal: Principal, { situation }: CommandWorld) => ({
  areas: areasOfTask(situation, task),
  actor: actorOf(principal),
});

function acknowledgeOrder(
  { argument, basedOnVersion }: CommandOf<'order.acknowledge'>,
  principal: Principal,
  { situation }: CommandWorld,
): Decision {
  const order = ownOf(situation.orders, argument.orderId);
  const refusal = guard(principal, 'order.acknowledge', order, null);
  if (refusal || !order) return no(refusal ?? refuse('not-found'));
  const refused = refusalToAcknowledgeOrder(order);
  if (refused) return no(refuse(refused, order.acknowledgedBy ?? undefined));
  // A newer content may order something else than what was read.
  if (isStale(order, basedOnVersion))
    return no(refuse('stale-version', `version ${order.version}`));
  const { sender, identifier, sent } = order.content;
  const of = { sender, identifier, sent };
  return yes({
    type: 'order.acknowledged',
    areas: order.areas,
    actor: actorOf(principal),
    data: { orderId: order.id, status: order.status, of, note: argument.note },
  });
}

function noteIncident(
  { argument }: CommandOf<'incident.note'>,
  principal: Principal,
  { situation }: CommandWorld,
): Decision {
  const incident = ownOf(situation.incidents, argument.incidentId);
  const refusal = guard(principal, 'incident.note', incident, null);
  if (refusal || !incident) return no(refusal ?? refuse('not-found'));
  return yes({
    type: 'incident.noted',
    areas: incident.areas,
    actor: actorOf(principal),
    data: { incidentId: incident.id, text: argument.text },
  });
}

function issueTask(
  { argument, basedOnVersion }: CommandOf<'task.issue'>,
  principal: Principal,
  { situation, units, nowMs, newId }: CommandWorld,
): Decision {
  const incident = ownOf(situation.incidents, argument.incidentId);
  const refusal = guard(principal, 'task.issue', incident, basedOnVersion);
  if (refusal || !incident) return no(refusal ?? refuse('not-found'));
  if (incident.state === 'closed') return no(refuse('wrong-state'));
  const unit = units.find(({ id }) => id === argument.unitId);
  if (!unit) return no(refuse('not-found', argument.unitId));
  if (!isUnitFor(unit, argument.kind)) return no(refuse('unit-unsuitable'));
  const task: Task = {
    id: newId('T'),
    version: 1,
    incidentId: incident.id,
    kind: argument.kind,
    state: 'issued',
    area: unit.area,
    unitId: unit.id,
    issuedBy: principal.username,
    issuedAtMs: nowMs,
    acceptDueAtMs: acceptDueAtMs(argument.kind, nowMs),
    acceptedBy: null,
    acceptedAtMs: null,
    arrivedAtMs: null,
    finishedAtMs: null,
    reason: null,
    result: null,
  };
  return yes({
    type: 'task.issued',
    // A unit of another area draws that area in.
    areas: union(incident.areas, [unit.area]),
    actor: actorOf(principal),
    data: { task, revealed: revealTo(situation, incident, unit.area) },
  });
}

type TaskCommand = CommandOf<
  'task.accept' | 'task.arrive' | 'task.decline' | 'task.cancel' | 'task.submit-result'
>;

function onTask(
  command: TaskCommand,
  act: TaskAct,
  principal: Principal,
  { situation }: CommandWorld,
  draft: (task: Task) => DurableDraft,
): Decision {
  const task = ownOf(situation.tasks, command.argument.taskId);
  const thing = task && { areas: areasOfTask(situation, task), version: task.version };
  const refusal = guard(principal, command.name, thing, command.basedOnVersion);
  if (refusal || !task) return no(refusal ?? refuse('not-found'));
  const refused = refusalOfTask(task, act);
  return refused ? no(refuse(refused)) : yes(draft(task));
}
