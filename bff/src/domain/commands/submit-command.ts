import type { Principal } from '@ftz/shared/contract/account.ts';
import type { Command, CommandReply } from '@ftz/shared/contract/live-up.ts';
import { type Refusal, refuse } from '@ftz/shared/contract/refusal.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { goesOnAs } from '@ftz/shared/state/goes-on-as.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import type { DecisionLane } from '#domain/decision-lane.ts';
import { createTraceOfAttempts, type TraceAttempt } from '#domain/dispositions/trace-attempts.ts';
import type { DurableLog, EvidenceStore } from '#domain/ports.ts';
import type { CommandWorld } from './command-decision.ts';
import { decideCommand } from './decide-command.ts';

export type SubmitCommand = (command: Command, principal: Principal) => Promise<CommandReply>;

type Deps = {
  lane: Pick<DecisionLane, 'decide' | 'look'>;
  log: Pick<DurableLog, 'seqOfCommand'>;
  evidence: Pick<EvidenceStore, 'describe'>;
  commandWorldOf: (situation: Situation) => CommandWorld;
};

/**
 * One act of one person, once: a command that comes again (its reply was lost) gets the reply of the
 * first, whether that one is still under way, or was committed before a restart.
 */
export function createSubmitCommand(deps: Deps): SubmitCommand {
  const underWay = new Map<string, Promise<CommandReply>>();
  const traceOf = createTraceOfAttempts();
  return (command, principal) => {
    const key = `${principal.accountId}/${command.commandId}`;
    const first = underWay.get(key);
    if (first) return first;
    const reply = submit(deps, command, principal, traceOf).finally(() => underWay.delete(key));
    underWay.set(key, reply);
    return reply;
  };
}

async function submit(
  deps: Deps,
  command: Command,
  principal: Principal,
  traceOf: TraceAttempt,
): Promise<CommandReply> {
  const mark = { commandId: command.commandId, accountId: principal.accountId };
  const before = await deps.log.seqOfCommand(mark);
  if (before !== null) return { ok: true, seq: before };
  const missing = await missingPhoto(deps, command);

  let refusal: Refusal | null = null;
  const written = await deps.lane.decide(({ situation, put }) => {
    // It may be asked twice; the last answer counts.
    refusal = null;
    const world = deps.commandWorldOf(situation);
    const decision = decideCommand(command, principal, world);
    if (decision.ok && missing === null) {
      const acted = actedEarlier(command, world.nowMs);
      put(decision.drafts.map((draft) => ({ ...draft, ...acted })));
      return { mark };
    }
    // Who may not report here is told that alone, not which photographs there are.
    refusal = decision.ok ? refuse('not-found', missing ?? '') : decision.refusal;
    return undefined;
  });
  if (refusal) {
    await leaveTrace(deps, traceOf({ command, ...refusedAt(deps, refusal) }, principal));
    return { ok: false, refusal };
  }
  return { ok: true, seq: written.at(-1)?.seq ?? deps.lane.look(({ seq }) => seq) };
}

/** An act may only name photographs that arrived, and for its own incident; else the first other one. */
async function missingPhoto(deps: Deps, command: Command): Promise<string | null> {
  const { of, photoIds } = picturesIn(command);
  if (photoIds.length === 0) return null;
  const incidentId = deps.lane.look((situation) =>
    'taskId' in of
      ? ownOf(situation.tasks, of.taskId)?.incidentId
      : goesOnAs(situation, of.incidentId),
  );
  for (const id of photoIds) {
    const photo = await deps.evidence.describe(id);
    const takenFor = photo?.deletedAtMs === null ? photo.incidentId : null;
    if (takenFor === null) return id;
    // What was taken for an incident that was merged since belongs to the one in which that goes on.
    if (deps.lane.look((situation) => goesOnAs(situation, takenFor)) !== incidentId) return id;
  }
  return null;
}

type Pictures = { of: { taskId: string } | { incidentId: string }; photoIds: readonly string[] };

/** The photographs that an act on a task or an incident names. */
function picturesIn(command: Command): Pictures {
  switch (command.name) {
    case 'task.submit-result':
      return { of: command.argument, photoIds: command.argument.result.photoIds };
    case 'task.scan-seal':
      return { of: command.argument, photoIds: command.argument.photoIds };
    case 'task.bookmark': {
      const { bookmark } = command.argument;
      return {
        of: command.argument,
        photoIds: bookmark.photoId === null ? [] : [bookmark.photoId],
      };
    }
    case 'task.record-witness': {
      const { witness } = command.argument;
      const photoIds = 'refused' in witness ? [] : [witness.signaturePhotoId];
      return { of: command.argument, photoIds };
    }
    case 'incident.note': {
      const { photoId } = command.argument;
      return { of: command.argument, photoIds: photoId === undefined ? [] : [photoId] };
    }
    default:
      return { of: { taskId: '' }, photoIds: [] };
  }
}

/** What was kept on a phone is sent within a shift or two; older than this is a clock that is wrong. */
const longestKeptMs = 3 * 86_400_000;

/** A phone may say that something was done earlier; nothing is done in the future, or long ago. */
function actedEarlier({ actedAtMs }: Command, nowMs: number): { actedAtMs?: number } {
  if (actedAtMs === undefined || actedAtMs >= nowMs) return {};
  return actedAtMs < nowMs - longestKeptMs ? {} : { actedAtMs: Math.floor(actedAtMs) };
}

const refusedAt = ({ commandWorldOf, lane }: Deps, { code }: Refusal) => ({
  refusal: code,
  nowMs: lane.look((situation) => commandWorldOf(situation).nowMs),
});

/** The trace is written before the answer; an answer that cannot leave one is a no all the same. */
async function leaveTrace({ lane }: Deps, trace: ReturnType<TraceAttempt>): Promise<void> {
  if (trace === null) return;
  const writing = lane.decide(({ situation, put }) => {
    const draft = trace(situation);
    if (draft) put([draft]);
    return undefined;
  });
  await writing.catch(() => undefined);
}
