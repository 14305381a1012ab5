import type { Principal } from '@ftz/shared/contract/account.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { type Refusal, type RefusalCode, refuse } from '@ftz/shared/contract/refusal.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import type { CrewMember, FieldAct, LateReport } from '@ftz/shared/contract/task-record.ts';
import { areasOfTask } from '@ftz/shared/state/incident-circle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { isOffItsUnit, refusalOfTask } from '@ftz/shared/state/task-lifecycle.ts';
import { isSamePerson } from '#domain/people.ts';
import {
  actorOf,
  type CommandOf,
  type CommandWorld,
  type Decision,
  guard,
  no,
  yes,
} from './command-decision.ts';

export type CrewCommand = CommandOf<`task.${FieldAct}`>;

/** Everything that every entry about what a crew did bears. */
export type Common = {
  areas: DurableDraft['areas'];
  actor: DurableDraft['actor'];
  ref: { taskId: string; incidentId: string };
  by: CrewMember;
};

export type FieldStep = {
  act: FieldAct;
  /** Somebody who is not of the crew may do it, too. */
  byOthers?: boolean;
  /** What else stands in the way, once it is his task and its state allows it. */
  refuses?: (task: Task, by: CrewMember) => RefusalCode | null;
  drafts: (task: Task, common: Common) => DurableDraft[];
  /** What of it is kept when it comes too late. */
  late?: Partial<Pick<LateReport, 'said' | 'result' | 'photoIds'>>;
};

/**
 * One step of a crew. The version that it was based on does not matter: a phone that was without a network
 * for an hour reports what it did, and the step counts as long as the task allows it. When the desk
 * has ended the task meanwhile, the report is kept beside it, with the time at which it was done.
 */
export function decideFieldAct(
  command: CrewCommand,
  principal: Principal,
  world: CommandWorld,
  step: FieldStep,
): Decision {
  const { situation } = world;
  const task = ownOf(situation.tasks, command.argument.taskId);
  const thing = task && { areas: areasOfTask(situation, task), version: task.version };
  const refusal = guard(principal, command.name, thing, null);
  if (refusal || !task || !thing) return no(refusal ?? refuse('not-found'));
  const by = memberOf(principal, world);
  const common = {
    areas: thing.areas,
    actor: actorOf(principal),
    ref: { taskId: task.id, incidentId: task.incidentId },
    by,
  };
  if (isTooLate(task, step, command)) return yes(lateReport(common, step, command, world));
  const refused = refusalOfStep(task, step, by, world);
  return refused ? no(refused) : yes(...step.drafts(task, common));
}

export function memberOf({ accountId, username }: Principal, { people }: CommandWorld): CrewMember {
  return { accountId, personId: people.find(accountId)?.personId ?? accountId, name: username };
}

function refusalOfStep(
  task: Task,
  { act, byOthers, refuses }: FieldStep,
  by: CrewMember,
  world: CommandWorld,
): Refusal | null {
  const byState = refusalOfTask(task, act);
  if (byState) return refuse(byState);
  if (!byOthers && !isOfCrew(task, by, world)) return refuse('not-crew');
  const other = refuses?.(task, by) ?? null;
  return other === null ? null : refuse(other);
}

/** By the human being: whoever took the task on one log-in goes on with it on another. */
function isOfCrew({ crew }: Task, { accountId }: CrewMember, { people }: CommandWorld): boolean {
  return crew.some((member) => isSamePerson(people, member.accountId, accountId));
}

/** A phone had to keep it, and the desk or a colleague has ended the unit's part of the task since. */
function isTooLate(task: Task, { act }: FieldStep, { actedAtMs }: CrewCommand): boolean {
  return actedAtMs !== undefined && isOffItsUnit(task) && refusalOfTask(task, act) !== null;
}

function lateReport(
  { areas, actor, ref, by }: Common,
  { act, late }: FieldStep,
  { actedAtMs = 0 }: CrewCommand,
  { nowMs }: CommandWorld,
): DurableDraft {
  const report: LateReport = {
    act,
    by,
    atMs: nowMs,
    deviceAtMs: actedAtMs < nowMs ? Math.floor(actedAtMs) : null,
    said: null,
    result: null,
    photoIds: [],
    ...late,
  };
  return { type: 'task.late-report', areas, actor, data: { ...ref, report } };
}
