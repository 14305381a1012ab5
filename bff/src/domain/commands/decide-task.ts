import type { Principal } from '@ftz/shared/contract/account.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import { type Refusal, refuse } from '@ftz/shared/contract/refusal.ts';
import type { Unit } from '@ftz/shared/contract/site.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import { evidenceOf } from '@ftz/shared/state/evidence-of.ts';
import { areasOfTask, revealTo } from '@ftz/shared/state/incident-circle.ts';
import { isIncidentOpen, union } from '@ftz/shared/state/incident-lifecycle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { nothingOfTask, refusalOfTask, type TaskAct } from '@ftz/shared/state/task-lifecycle.ts';
import { refusalToSend } from '@ftz/shared/state/unit-lifecycle.ts';
import { duesOfIssue, duesOfWork } from '#domain/dispatch/task-dues.ts';
import { isUnitFor } from '#domain/dispatch/unit-reasons.ts';
import { isSamePerson } from '#domain/people.ts';
import {
  actorOf,
  type CommandOf,
  type CommandWorld,
  type Decide,
  type Decision,
  guard,
  no,
  yes,
} from './command-decision.ts';

/** What the desk does with a task: sends it out, calls it off, and verifies or sends back what was found. */
export function issueTask(
  { argument, basedOnVersion }: CommandOf<'task.issue'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const { situation, units } = world;
  const incident = ownOf(situation.incidents, argument.incidentId);
  const refusal = guard(principal, 'task.issue', incident, basedOnVersion);
  if (refusal || !incident) return no(refusal ?? refuse('not-found'));
  if (!isIncidentOpen(incident)) return no(refuse('wrong-state'));
  const unit = units.find(({ id }) => id === argument.unitId);
  if (!unit) return no(refuse('not-found', argument.unitId));
  const refused = refusalToIssue(argument, unit, incident, world);
  if (refused) return no(refused);
  return yes({
    type: 'task.issued',
    // A unit of another area draws that area in.
    areas: union(incident.areas, [unit.area]),
    actor: actorOf(principal),
    data: {
      task: newTask(argument, unit, incident, principal, world),
      revealed: revealTo(situation, incident, unit.area),
    },
  });
}

type Asked = CommandOf<'task.issue'>['argument'];

function refusalToIssue(
  { kind, draftId, followUp }: Asked,
  unit: Unit,
  incident: Incident,
  { situation, nowMs, registry }: CommandWorld,
): Refusal | null {
  if (!isUnitFor(unit, kind)) return refuse('unit-unsuitable');
  const unavailable = refusalToSend(ownOf(situation.units, unit.id));
  if (unavailable) return refuse(unavailable);
  if (draftId !== undefined) {
    const draft = ownOf(situation.tasks, draftId);
    if (draft?.incidentId !== incident.id) return refuse('not-found', draftId);
    if (refusalOfTask(draft, 'issue')) return refuse('wrong-state');
  }
  if (kind !== 'follow-up-check') return null;
  const office = registry.site.offices.find(({ id }) => id === followUp?.ownerOfficeId);
  return office && followUp && followUp.dueAtMs > nowMs ? null : refuse('follow-up-needed');
}

function newTask(
  { kind, note, draftId, followUp, followsTaskId, evidence }: Asked,
  unit: Unit,
  incident: Incident,
  { accountId, username }: Principal,
  { situation, limits, nowMs, newId }: CommandWorld,
): Task {
  const draft = draftId === undefined ? undefined : ownOf(situation.tasks, draftId);
  const listed = kind === 'review' ? (evidence ?? evidenceToOpen(situation, incident)) : [];
  return {
    ...nothingOfTask,
    ...duesOfIssue(kind, limits, nowMs),
    id: draft?.id ?? newId('T'),
    version: (draft?.version ?? 0) + 1,
    incidentId: incident.id,
    kind,
    state: 'issued',
    area: unit.area,
    unitId: unit.id,
    issuedBy: username,
    issuedById: accountId,
    issuedAtMs: nowMs,
    note: note ?? null,
    followsTaskId: followsTaskId ?? draft?.followsTaskId ?? null,
    ownerOfficeId: followUp?.ownerOfficeId ?? null,
    dueAtMs: followUp?.dueAtMs ?? null,
    evidence: listed,
  };
}

/** Documents, images, readings, tracks; a live picture is no piece that could be opened once and for all. */
function evidenceToOpen(situation: CommandWorld['situation'], incident: Incident) {
  return evidenceOf(situation, incident)
    .filter(({ kind }) => kind !== 'camera')
    .map(({ id, kind, ref }) => ({ id, kind, label: ref.slice(0, 160) }))
    .slice(0, 40);
}

type DeskCommand = CommandOf<'task.decline' | 'task.cancel' | 'task.return' | 'task.verify'>;

/** The task, when it is there, is his business, is as he saw it, and its state allows the act. */
function taskFor(
  command: DeskCommand,
  act: TaskAct,
  principal: Principal,
  { situation }: CommandWorld,
): { task: Task } | { refusal: Refusal } {
  const task = ownOf(situation.tasks, command.argument.taskId);
  const thing = task && { areas: areasOfTask(situation, task), version: task.version };
  const refusal = guard(principal, command.name, thing, command.basedOnVersion);
  if (refusal || !task) return { refusal: refusal ?? refuse('not-found') };
  const refused = refusalOfTask(task, act);
  return refused ? { refusal: refuse(refused) } : { task };
}

const refOf = ({ id, incidentId }: Task) => ({ taskId: id, incidentId });
const ofTask = (task: Task, principal: Principal, { situation }: CommandWorld) => ({
  areas: areasOfTask(situation, task),
  actor: actorOf(principal),
});

export const declineTask: Decide<'task.decline'> = (command, principal, world) => {
  const found = taskFor(command, 'decline', principal, world);
  if ('refusal' in found) return no(found.refusal);
  const { reason } = command.argument;
  return yes({
    type: 'task.declined',
    ...ofTask(found.task, principal, world),
    data: { ...refOf(found.task), reason },
  });
};

export const cancelTask: Decide<'task.cancel'> = (command, principal, world) => {
  const found = taskFor(command, 'cancel', principal, world);
  if ('refusal' in found) return no(found.refusal);
  const { reason } = command.argument;
  return yes({
    type: 'task.cancelled',
    ...ofTask(found.task, principal, world),
    data: { ...refOf(found.task), reason },
  });
};

/** For completion: the crew goes on where it was. */
export const returnTask: Decide<'task.return'> = (command, principal, world) => {
  const found = taskFor(command, 'return', principal, world);
  if ('refusal' in found) return no(found.refusal);
  const { task } = found;
  if (!mayVerify(task, principal, world)) return no(refuse('other-verifier-needed'));
  const { limits, nowMs } = world;
  return yes({
    type: 'task.returned',
    ...ofTask(task, principal, world),
    data: {
      ...refOf(task),
      reason: command.argument.reason,
      dues: duesOfWork(task, limits, nowMs),
    },
  });
};

/** A verified result is done: nothing is left to wait for between the two. */
export const verifyTask: Decide<'task.verify'> = (command, principal, world) => {
  const found = taskFor(command, 'verify', principal, world);
  if ('refusal' in found) return no(found.refusal);
  const { task } = found;
  if (!mayVerify(task, principal, world)) return no(refuse('other-verifier-needed'));
  return yes(...verification(task, principal, world));
};

export function verification(
  task: Task,
  principal: Principal,
  world: CommandWorld,
): DurableDraft[] {
  const common = { ...ofTask(task, principal, world), data: refOf(task) };
  return [
    { type: 'task.verified', ...common },
    { type: 'task.done', ...common },
  ];
}

const supervisors: readonly Principal['role'][] = ['shift-leader', 'area-head', 'duty-chief'];

/** Whoever issued it, owns the incident or leads; and nobody what he did himself. */
function mayVerify(
  task: Task,
  { accountId, role }: Principal,
  { situation, people }: CommandWorld,
): boolean {
  if (task.crew.some((member) => isSamePerson(people, member.accountId, accountId))) return false;
  const issued = task.issuedById !== null && isSamePerson(people, task.issuedById, accountId);
  const owns = ownOf(situation.incidents, task.incidentId)?.owner?.accountId === accountId;
  return issued || owns || supervisors.includes(role);
}
