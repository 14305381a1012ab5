import { randomUUID } from 'node:crypto';
import type { Random } from '@ftz/mock-feeds/sim/random.ts';
import type { RegisteredDevice } from '@ftz/shared/contract/device.ts';
import type { Command } from '@ftz/shared/contract/live-up.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { fleet } from '@ftz/shared/site/fleet.ts';
import { site } from '@ftz/shared/site/site.ts';
import { isTaskOpen } from '@ftz/shared/state/task-lifecycle.ts';
import { type Act, type Actor, pickFrom } from './act.ts';
import {
  amendDisposition,
  changeRetention,
  deleteEvidence,
  handledIncident,
  onDisposition,
  proposeDisposition,
  submitDisposition,
} from './disposition-acts.ts';
import { answerOffer, askSomebody, onCircle, onEmergency, onOwner } from './incident-acts.ts';
import { onStep, takeBackStep } from './procedure-acts.ts';
import { actOnTask, actOnUnit, issueTask } from './random-task-acts.ts';
import { onScene } from './scene-acts.ts';
import { handOver, onHandOver, planSeat, takeDuty } from './shift-acts.ts';

export type RandomAct = { by: Actor; command: Command };

/** What nobody can do any more in a while: it goes before, now and then. */
const soon = [askHelp, onOrder, takeBackStep, answerOffer];

/** An act on something that is there, most often one that its state allows; null: nothing is. */
export function chooseAct(situation: Situation, random: Random): RandomAct | null {
  const makers = [
    ...[acknowledge, acknowledge, acknowledge, acknowledge, note],
    ...[submitDisposition, submitDisposition, submitDisposition, proposeDisposition],
    ...[...Array.from({ length: 8 }, () => onDisposition), amendDisposition],
    ...[deleteEvidence, changeRetention],
    ...[onStep, onStep, onStep, onStep, takeBackStep, onWall, onScene, admitWall],
    ...[issueTask, ...Array.from({ length: 8 }, () => actOnTask), actOnUnit],
    ...[register, unregister, unpin, order, onOrder, onOrder, onUpstreamOrder],
    ...[ruleOnLane, inspect],
    ...[takeDuty, planSeat, handOver, onHandOver, onHandOver],
    ...[acknowledgeMany, escalate, shelve, unshelve, planOutage, requestOutage, onOutage, onOutage],
    ...[askHelp, onOwner, onOwner, onCircle, askSomebody, askSomebody, onEmergency],
  ];
  const first = random.next() < 0.15 ? random.pick(soon)(situation, random) : null;
  const made = first ?? random.pick(makers)(situation, random);
  if (made === null) return null;
  const { by = 'officer', ...act } = made;
  return { by, command: { commandId: randomUUID(), basedOnVersion: null, ...act } as Command };
}

function acknowledge({ alarms }: Situation, random: Random): Act {
  const alarm = pickFrom(alarms, random, ({ acknowledgedBy }) => acknowledgedBy === null);
  return (
    alarm && { name: 'alarm.acknowledge', argument: { alarmId: alarm.id, reason: 'looked at' } }
  );
}

function acknowledgeMany({ alarms }: Situation, random: Random): Act {
  const milder = Object.values(alarms).filter(
    ({ acknowledgedBy, severity }) => acknowledgedBy === null && severity > 1,
  );
  const few = milder.slice(0, 1 + Math.floor(random.between(0, 5)));
  const named = few.map(({ id, version }) => ({ alarmId: id, version }));
  const argument = { alarms: named, reason: 'one cause' };
  return few.length === 0 ? null : { name: 'alarm.acknowledge-many', argument };
}

function escalate({ alarms }: Situation, random: Random): Act {
  const alarm = pickFrom(alarms, random, ({ state, level }) => state !== 'normal' && level < 3);
  return alarm && { name: 'alarm.escalate', argument: { alarmId: alarm.id } };
}

function shelve({ alarms }: Situation, random: Random): Act {
  const alarm = pickFrom(
    alarms,
    random,
    ({ state, severity, suppression }) =>
      state !== 'normal' && state !== 'latched' && severity > 2 && suppression === null,
  );
  if (alarm === null) return null;
  const argument = {
    alarmId: alarm.id,
    forS: random.pick([null, 1, 600]),
    oneShot: random.next() < 0.3,
    reason: 'known',
  };
  return { name: 'alarm.shelve', argument };
}

function unshelve({ alarms }: Situation, random: Random): Act {
  const alarm = pickFrom(alarms, random, ({ suppression }) => suppression?.how === 'shelved');
  return alarm && { name: 'alarm.unshelve', argument: { alarmId: alarm.id } };
}

const windowOf = ({ atMs }: Situation, random: Random) => {
  const fromMs = atMs + random.pick([0, 2_000]);
  return { fromMs, untilMs: fromMs + random.pick([3_000, 3_600_000]) };
};

/** A gate opens as planned: what it says meanwhile calls nobody. */
function planOutage(situation: Situation, random: Random): Act {
  const source = { kind: null, entityKind: 'gate', entityId: random.pick(site.gates).id };
  const argument = { source, ...windowOf(situation, random), reason: 'planned opening' };
  return { name: 'outage.plan', argument, by: 'chief' };
}

function requestOutage(situation: Situation, random: Random): Act {
  const source = { kind: null, entityKind: 'fence', entityId: random.pick(site.fences).id };
  const { untilMs } = windowOf(situation, random);
  const argument = { source, untilMs, workOrder: 'W-1', reason: 'sensor is replaced' };
  return { name: 'outage.request', argument, by: 'technician' };
}

function onOutage({ outages }: Situation, random: Random): Act {
  const outage = pickFrom(outages, random, ({ endedAtMs, refused }) => !endedAtMs && !refused);
  if (outage === null) return null;
  const outageId = outage.id;
  const dice = random.next();
  if (outage.state === 'requested' && dice < 0.8) {
    return dice < 0.6
      ? { name: 'outage.authorise', argument: { outageId }, by: 'chief' }
      : { name: 'outage.refuse', argument: { outageId, reason: 'not now' }, by: 'chief' };
  }
  const name = dice < 0.5 && outage.how === 'out-of-service' ? 'outage.confirm' : 'outage.end';
  return { name, argument: { outageId }, by: 'technician' };
}

function askHelp({ floods }: Situation, random: Random): Act {
  const waits = Object.values(floods).filter((flood) => !flood.report && !flood.helpAskedAtMs);
  const few = waits.length > 0 || random.next() < 0.9 ? waits : Object.values(floods);
  const flood = few.length === 0 ? null : random.pick(few);
  return flood && { name: 'flood.ask-help', argument: { area: flood.area } };
}

function note({ incidents }: Situation, random: Random): Act {
  const incident = pickFrom(incidents, random, () => true);
  return incident && { name: 'incident.note', argument: { incidentId: incident.id, text: 'seen' } };
}

/** Something for the people in the hall to look at, or no longer. */
function onWall({ walls, incidents }: Situation, random: Random): Act {
  const wallId = random.pick(['1', '2'] as const);
  if (!walls[wallId]) return { name: 'wall.register', argument: { wallId }, by: 'wall' };
  const incident = pickFrom(incidents, random, ({ state }) => state !== 'closed');
  if (!incident || random.next() < 0.3) return { name: 'wall.take-back', argument: { wallId } };
  const content = { kind: 'incident', incidentId: incident.id };
  return { name: 'wall.throw', argument: { wallId, content, ttlS: null } };
}

/** A browser waits under a code: somebody lets it in as a screen, turns it away, or takes a screen down. */
function admitWall({ walls }: Situation, random: Random): Act {
  const wallId = random.pick(['3', '4'] as const);
  if (walls[wallId]?.display && random.next() < 0.6)
    return { name: 'wall.revoke', argument: { wallId }, by: 'technician' };
  const code = `SCREEN2${random.pick([...'ABCDEFGH'])}`;
  return random.next() < 0.3
    ? { name: 'wall.refuse', argument: { code }, by: 'technician' }
    : { name: 'wall.enrol', argument: { code, wallId, areas: ['WGQ', 'PVG'] }, by: 'technician' };
}

/** A stranger becomes one of the house; its like was never seen, so that it disturbs nobody. */
function register(_: Situation, random: Random): Act {
  const { id, area, point } = random.pick(site.gates);
  const device: RegisteredDevice = {
    gateway: 'inspection-http',
    deviceId: `R${Math.floor(random.between(0, 40))}`,
    area,
    point,
    vehicleId: null,
    sealId: null,
    gateId: id,
    cameraId: null,
    silentAfterS: null,
    model: null,
    datum: 'WGS84',
    trust: 'low',
  };
  return { name: 'device.register', argument: { device }, by: 'technician' };
}

function unregister({ registeredDevices }: Situation, random: Random): Act {
  const device = pickFrom(registeredDevices, random, () => true);
  if (device === null) return null;
  const { gateway, deviceId } = device;
  return { name: 'device.unregister', argument: { gateway, deviceId }, by: 'technician' };
}

function unpin({ devicePins }: Situation, random: Random): Act {
  const pin = pickFrom(devicePins, random, () => true);
  if (pin === null) return null;
  const { gateway, deviceId } = pin;
  return { name: 'device.unpin', argument: { gateway, deviceId }, by: 'technician' };
}

const sealed = fleet(20).filter(({ sealId }) => sealId !== null);

function order(situation: Situation, random: Random): Act {
  const device = { gateway: 'eseal-mqtt', deviceId: random.pick(sealed).sealId };
  const act = { name: random.pick(['unlock', 'lock']) };
  const incidentId = handledIncident(situation, random);
  const argument = { ...device, act, incidentId, reason: 'to look inside' };
  return { name: 'device-order.request', argument };
}

/** While it waits, and not much later: a second person agrees, or the one who asked thinks better of it. */
function onOrder({ deviceOrders, atMs }: Situation, random: Random): Act {
  const waiting = Object.values(deviceOrders).filter(
    ({ state, dueAtMs }) => state === 'requested' && dueAtMs > atMs,
  );
  const all = Object.values(deviceOrders);
  const few = waiting.length > 0 || random.next() < 0.9 ? waiting : all;
  if (few.length === 0) return null;
  const orderId = random.pick(few).id;
  return random.next() < 0.6
    ? { name: 'device-order.authorise', argument: { orderId }, by: 'second' }
    : { name: 'device-order.withdraw', argument: { orderId, reason: 'not needed' } };
}

/** The national centre hears that its order was read. */
function onUpstreamOrder({ orders }: Situation, random: Random): Act {
  const found = pickFrom(orders, random, ({ state }) => state === 'open');
  if (found === null) return null;
  const argument = { orderId: found.id, note: 'under way' };
  return { name: 'order.acknowledge', argument, by: 'chief' };
}

/** A reading of any lane is held, looked at, or let go where one person may. */
function ruleOnLane(situation: Situation, random: Random): Act {
  const read = pickFrom(situation.laneReads, random, ({ decision }) => decision === null);
  if (read === null) return null;
  const { laneId, eventId } = read.passage;
  const decision = random.pick(['hold', 'inspect', 'release']);
  const incidentId = handledIncident(situation, random);
  const argument = { laneId, eventId, incidentId, decision, reason: 'as read' };
  return { name: 'lane.decide', argument };
}

/** What is watched is recorded, from the beginning to the end. */
function inspect({ tasks, inspections }: Situation, random: Random): Act {
  const watched = Object.values(tasks).filter(({ kind }) => kind === 'video-inspection');
  const open = watched.filter(isTaskOpen);
  const few = open.length > 0 || random.next() < 0.9 ? open : watched;
  if (few.length === 0) return null;
  const task = random.pick(few);
  const taskId = task.id;
  const cameras = { cameraIds: [random.pick(site.cameras).id] };
  const isOpen = inspections[taskId] !== undefined && inspections[taskId].endedAtMs === null;
  if (!isOpen) return { name: 'inspection.begin', argument: { taskId, ...cameras } };
  return random.next() < 0.5
    ? { name: 'inspection.choose-cameras', argument: { taskId, ...cameras } }
    : { name: 'inspection.end', argument: { taskId } };
}
