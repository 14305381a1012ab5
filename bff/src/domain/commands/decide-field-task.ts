import { mayDo } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Task } from '@ftz/shared/contract/task.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { refusalToStart, refusalToSubmit } from '@ftz/shared/state/task-lifecycle.ts';
import { judgeArrival } from '#domain/dispatch/judge-arrival.ts';
import { draftNextAction } from '#domain/dispatch/next-action.ts';
import {
  arriveDueAtMs,
  duesOfAcceptance,
  duesOfLife,
  duesOfWork,
  type Way,
} from '#domain/dispatch/task-dues.ts';
import { isSamePerson } from '#domain/people.ts';
import type { CommandWorld, Decide } from './command-decision.ts';
import { verification } from './decide-task.ts';
import { decideFieldAct } from './field-act.ts';
import { isOriginator } from './originator.ts';

export const acceptTask: Decide<'task.accept'> = (command, principal, world) =>
  decideFieldAct(command, principal, world, {
    act: 'accept',
    byOthers: true,
    refuses: (task, by) =>
      isOriginator(task, by.accountId, world) ? 'reviewer-is-originator' : null,
    drafts: (task, { ref, by, ...common }) => [
      {
        type: 'task.accepted',
        ...common,
        data: {
          ...ref,
          by,
          dues: duesOfAcceptance(task, world.limits, wayTo(task, world), world.nowMs),
        },
      },
    ],
  });

export const joinTask: Decide<'task.join'> = (command, principal, world) =>
  decideFieldAct(command, principal, world, {
    act: 'join',
    byOthers: true,
    refuses: (task, by) =>
      isOriginator(task, by.accountId, world) ? 'reviewer-is-originator' : null,
    drafts: (_, { ref, by, ...common }) => [
      { type: 'task.crew-joined', ...common, data: { ...ref, by } },
    ],
  });

export const departForTask: Decide<'task.depart'> = (command, principal, world) =>
  decideFieldAct(command, principal, world, {
    act: 'depart',
    drafts: (task, { ref, by, ...common }) => {
      const dueAtMs = arriveDueAtMs(wayTo(task, world), world.nowMs);
      const dues = task.kind === 'mobile-verification' ? { arriveDueAtMs: dueAtMs } : {};
      return [{ type: 'task.departed', ...common, data: { ...ref, by, dues } }];
    },
  });

export const arriveForTask: Decide<'task.arrive'> = (command, principal, world) => {
  const { situation, registry, siteCodes, limits, nowMs } = world;
  const judge = (task: Task) => {
    const incident = ownOf(situation.incidents, task.incidentId);
    if (!incident) return { ok: false as const, code: 'too-far' as const };
    const place = { situation, gates: registry.site.gates, siteCodes };
    return judgeArrival(command.argument.arrival, incident, place);
  };
  const { arrival } = command.argument;
  return decideFieldAct(command, principal, world, {
    act: 'arrive',
    refuses: (task) => {
      const judged = judge(task);
      return judged.ok ? null : judged.code;
    },
    drafts: (task, { ref, by, ...common }) => {
      const judged = judge(task);
      if (!judged.ok) return [];
      const deviceAtMs = actedBefore(command.actedAtMs, nowMs);
      const data = {
        ...ref,
        by,
        arrival: { ...judged.arrival, deviceAtMs },
        dues: duesOfWork(task, limits, nowMs),
      };
      return [{ type: 'task.arrived', ...common, data }];
    },
    late: { said: arrival.how === 'by-hand' ? arrival.reason : null },
  });
};

/** The house itself knows whether it records: no page has to be believed. */
export const startTask: Decide<'task.start'> = (command, principal, world) => {
  const { limits, nowMs, situation } = world;
  const inspection = ownOf(situation.inspections, command.argument.taskId);
  const runs = inspection !== undefined && inspection.endedAtMs === null;
  const recordingSinceMs = runs ? inspection.recordingSinceMs : null;
  return decideFieldAct(command, principal, world, {
    act: 'start',
    refuses: (task) => refusalToStart(task, recordingSinceMs, nowMs),
    drafts: (task, { ref, by, ...common }) => [
      {
        type: 'task.started',
        ...common,
        data: {
          ...ref,
          by,
          // Who is on the spot owes his report from his arrival on.
          dues: task.arrivedAtMs === null ? duesOfWork(task, limits, nowMs) : {},
          recordingSinceMs,
        },
      },
    ],
  });
};

export const checkInOnTask: Decide<'task.check-in'> = (command, principal, world) =>
  decideFieldAct(command, principal, world, {
    act: 'check-in',
    drafts: (task, { ref, by, ...common }) => {
      const dues = task.arrivedAtMs === null ? {} : duesOfLife(world.limits, world.nowMs);
      return [{ type: 'task.checked-in', ...common, data: { ...ref, by, dues } }];
    },
  });

/** The desk may hold a task up and let it go on, too. */
export const suspendTask: Decide<'task.suspend'> = (command, principal, world) =>
  decideFieldAct(command, principal, world, {
    act: 'suspend',
    byOthers: mayDo(principal, 'task.issue', null),
    drafts: (_, { ref, by: __, ...common }) => [
      { type: 'task.suspended', ...common, data: { ...ref, reason: command.argument.reason } },
    ],
    late: { said: command.argument.reason },
  });

export const resumeTask: Decide<'task.resume'> = (command, principal, world) =>
  decideFieldAct(command, principal, world, {
    act: 'resume',
    byOthers: mayDo(principal, 'task.issue', null),
    drafts: (task, { ref, by: __, ...common }) => [
      { type: 'task.resumed', ...common, data: { ...ref, dues: duesOfResumption(task, world) } },
    ],
  });

function duesOfResumption(task: Task, world: CommandWorld) {
  const { limits, nowMs } = world;
  const atWork = task.arrivedAtMs !== null || task.startedAtMs !== null;
  if (atWork) return duesOfWork(task, limits, nowMs);
  return duesOfAcceptance(task, limits, wayTo(task, world), nowMs);
}

export const submitResult: Decide<'task.submit-result'> = (command, principal, world) => {
  const { result } = command.argument;
  return decideFieldAct(command, principal, world, {
    act: 'submit-result',
    refuses: (task) => refusalToSubmit(task, result),
    drafts: (task, { ref, by, ...common }) => [
      { type: 'task.result-submitted', ...common, data: { ...ref, by, result } },
      // What the issuer looked at himself nobody has to tell him.
      ...(isOwnLook(task, principal, world) ? verification(task, principal, world) : []),
      ...draftNextAction(task, result, world),
    ],
    late: { said: result.note || null, result, photoIds: result.photoIds },
  });
};

function isOwnLook(task: Task, { accountId }: Principal, { people }: CommandWorld): boolean {
  const { kind, issuedById } = task;
  if (kind !== 'video-inspection' || issuedById === null) return false;
  return isSamePerson(people, issuedById, accountId);
}

/** From where the unit is, or from its post, to the place of the incident. */
function wayTo(task: Task, { situation, units }: CommandWorld): Way {
  const incident = ownOf(situation.incidents, task.incidentId);
  const post = units.find(({ id }) => id === task.unitId)?.point ?? null;
  const from = ownOf(situation.units, task.unitId)?.fix?.point ?? (post as LonLat | null);
  return { severity: incident?.severity ?? 4, from, to: incident?.point ?? null };
}

const actedBefore = (actedAtMs: number | undefined, nowMs: number) =>
  actedAtMs !== undefined && actedAtMs < nowMs ? Math.floor(actedAtMs) : null;
