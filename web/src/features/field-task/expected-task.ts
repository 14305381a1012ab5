import type { Principal } from '@ftz/shared/contract/account.ts';
import type { CommandArgument, CommandName } from '@ftz/shared/contract/live-up.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import type { CrewMember } from '@ftz/shared/contract/task-record.ts';
import { type TaskAct, taskAfter } from '@ftz/shared/state/task-lifecycle.ts';
import type { KeptAct } from '#live/kept-work.ts';

/**
 * The task as it will be once the center has taken what this phone keeps for it, so that the officer goes
 * on working without a connection. Only what comes next is read from it: what is shown as the state of
 * the task is the center's, and beside it what was done and not yet sent.
 */
export function expectedTask(task: Task, acts: readonly KeptAct[], me: Principal | null): Task {
  const member = memberOf(me);
  return acts
    .filter(({ thing, refused }) => thing === task.id && refused === null)
    .reduce((before, act) => afterAct(before, act, member), task);
}

/** His person is known to the center alone: one account counts as one here. */
function memberOf(me: Principal | null): CrewMember {
  const accountId = me?.accountId ?? '';
  return { accountId, personId: accountId, name: me?.username ?? '' };
}

type Changes = {
  [N in CommandName]?: (task: Task, said: CommandArgument<N>, at: At) => Partial<Task>;
};
type At = { atMs: number; by: CrewMember };

const changes: Changes = {
  'task.accept': ({ crew }, _, { atMs, by }) => ({
    crew: withMember(crew, by),
    acceptedBy: by.name,
    acceptedAtMs: atMs,
  }),
  'task.join': ({ crew }, _, { by }) => ({ crew: withMember(crew, by) }),
  'task.depart': (_task, _said, { atMs }) => ({ departedAtMs: atMs }),
  'task.arrive': (_task, _said, { atMs }) => ({ arrivedAtMs: atMs }),
  'task.start': (_task, _said, { atMs }) => ({ startedAtMs: atMs }),
  'task.check-in': (_task, _said, { atMs }) => ({ lastCheckInAtMs: atMs }),
  'task.ask-opening': (_task, { what, reason }, { atMs, by }) => ({
    opening: {
      what,
      reason,
      askedBy: by,
      askedAtMs: atMs,
      confirmedBy: null,
      confirmedAtMs: null,
    },
  }),
  'task.scan-seal': ({ seals }, { which, sealNo, containerNo, photoIds }) => ({
    seals: {
      oldSealNo: which === 'old' ? sealNo : (seals?.oldSealNo ?? null),
      newSealNo: which === 'new' ? sealNo : (seals?.newSealNo ?? null),
      containerNo: containerNo ?? seals?.containerNo ?? null,
      photoIds: [...(seals?.photoIds ?? []), ...photoIds],
    },
  }),
  'task.record-witness': (_, { witness }) => ({ witness }),
  'task.submit-result': (_task, { result }, { atMs }) => ({ result, submittedAtMs: atMs }),
};

function afterAct(task: Task, act: KeptAct, by: CrewMember): Task {
  if (!act.name.startsWith('task.')) return task;
  const change = changes[act.name] as
    | ((task: Task, said: object, at: At) => Partial<Task>)
    | undefined;
  const changed = change?.(task, act.argument, { atMs: act.actedAtMs, by }) ?? {};
  return taskAfter(task, act.name.slice('task.'.length) as TaskAct, changed);
}

function withMember(crew: Task['crew'], by: CrewMember): Task['crew'] {
  return crew.some(({ accountId }) => accountId === by.accountId) ? crew : [...crew, by];
}
