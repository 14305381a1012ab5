import type { Principal } from '@ftz/shared/contract/account.ts';
import type { Command, CommandName } from '@ftz/shared/contract/live-up.ts';
import { refuse } from '@ftz/shared/contract/refusal.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { refusalToAcknowledgeOrder } from '@ftz/shared/state/upstream-order-lifecycle.ts';
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
  confirmEmergency,
  declareEmergency,
  drillEmergency,
  reportEmergency,
  reviewEmergency,
  standDownEmergency,
} from './decide-emergency.ts';
import {
  askOpening,
  bookmark,
  confirmOpening,
  openEvidence,
  recordWitness,
  scanSeal,
} from './decide-field-record.ts';
import {
  acceptTask,
  arriveForTask,
  checkInOnTask,
  departForTask,
  joinTask,
  resumeTask,
  startTask,
  submitResult,
  suspendTask,
} from './decide-field-task.ts';
import { askHelpInFlood } from './decide-flood.ts';
import { inviteGuest, uninviteGuest } from './decide-guest.ts';
import {
  cancelHandOver,
  noteShift,
  reassignHandOver,
  refuseHandOver,
  signHandOver,
  startHandOver,
  tickItem,
} from './decide-hand-over.ts';
import {
  claimIncident,
  monitorIncident,
  noteIncident,
  readMention,
  releaseIncident,
  reopenIncident,
} from './decide-incident.ts';
import { mergeIncident, splitIncident, unmergeIncident } from './decide-incident-joining.ts';
import { beginInspection, chooseInspectionCameras, endInspection } from './decide-inspection.ts';
import { ruleOnLane } from './decide-lane-ruling.ts';
import { authoriseOrder, requestOrder, withdrawOrder } from './decide-order.ts';
import {
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
import { removeScene, saveScene } from './decide-scene.ts';
import { cancelTask, declineTask, issueTask, returnTask, verifyTask } from './decide-task.ts';
import { acceptTransfer, declineTransfer, transferIncident } from './decide-transfer.ts';
import {
  callDistress,
  endDistress,
  joinUnit,
  leaveUnit,
  reportPosition,
  returnUnitToService,
  setUnitOutOfService,
} from './decide-unit.ts';
import { registerWall, takeBackFromWall, throwToWall } from './decide-wall.ts';
import { enrolWall, refuseWall, revokeWall } from './decide-wall-admission.ts';
import { joinWalls, partWalls, setWallScene } from './decide-wall-scene.ts';

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
  'incident.claim': claimIncident,
  'incident.release': releaseIncident,
  'incident.transfer': transferIncident,
  'incident.accept-transfer': acceptTransfer,
  'incident.decline-transfer': declineTransfer,
  'incident.note': noteIncident,
  'mention.read': readMention,
  'incident.monitor': monitorIncident,
  'incident.merge': mergeIncident,
  'incident.unmerge': unmergeIncident,
  'incident.split': splitIncident,
  'wall.register': registerWall,
  'wall.enrol': enrolWall,
  'wall.refuse': refuseWall,
  'wall.revoke': revokeWall,
  'wall.throw': throwToWall,
  'wall.take-back': takeBackFromWall,
  'wall.set-scene': setWallScene,
  'wall.join': joinWalls,
  'wall.part': partWalls,
  'scene.save': saveScene,
  'scene.remove': removeScene,
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
  'incident.reopen': reopenIncident,
  'incident.invite': inviteGuest,
  'incident.uninvite': uninviteGuest,
  'emergency.declare': declareEmergency,
  'emergency.drill': drillEmergency,
  'emergency.confirm': confirmEmergency,
  'emergency.report': reportEmergency,
  'emergency.stand-down': standDownEmergency,
  'emergency.review': reviewEmergency,
  'order.acknowledge': acknowledgeOrder,
  'task.issue': issueTask,
  'task.accept': acceptTask,
  'task.join': joinTask,
  'task.depart': departForTask,
  'task.arrive': arriveForTask,
  'task.start': startTask,
  'task.check-in': checkInOnTask,
  'task.open-evidence': openEvidence,
  'task.bookmark': bookmark,
  'task.ask-opening': askOpening,
  'task.confirm-opening': confirmOpening,
  'task.scan-seal': scanSeal,
  'task.record-witness': recordWitness,
  'task.suspend': suspendTask,
  'task.resume': resumeTask,
  'task.submit-result': submitResult,
  'task.decline': declineTask,
  'task.cancel': cancelTask,
  'task.return': returnTask,
  'task.verify': verifyTask,
  'unit.join': joinUnit,
  'unit.leave': leaveUnit,
  'unit.report-position': reportPosition,
  'unit.set-out-of-service': setUnitOutOfService,
  'unit.return-to-service': returnUnitToService,
  'unit.distress': callDistress,
  'unit.end-distress': endDistress,
  'device.register': registerDevice,
  'device.unregister': unregisterDevice,
  'device.unpin': unpinDevice,
  'lane.decide': ruleOnLane,
  'inspection.begin': beginInspection,
  'inspection.choose-cameras': chooseInspectionCameras,
  'inspection.end': endInspection,
  'device-order.request': requestOrder,
  'device-order.authorise': authoriseOrder,
  'device-order.withdraw': withdrawOrder,
};

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
