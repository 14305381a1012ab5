import type { Principal } from '@ftz/shared/contract/account.ts';
import type { Outage } from '@ftz/shared/contract/outage.ts';
import { type Refusal, refuse } from '@ftz/shared/contract/refusal.ts';
import { type OutageAct, refusalOfOutage } from '@ftz/shared/state/outage-lifecycle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { areaOfSource } from '#domain/outages/area-of-source.ts';
import { endedDrafts, takenDrafts } from '#domain/outages/outage-drafts.ts';
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

/** A technician says what has to be taken away, why, on which work order, and until when. */
export function requestOutage(
  command: CommandOf<'outage.request'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const { reason, workOrder, untilMs } = command.argument;
  const window = { fromMs: world.nowMs, untilMs };
  const begun = newOutage(command, window, world.limits.outage.mostS, principal, world);
  if ('refusal' in begun) return no(begun.refusal);
  const outage: Outage = {
    ...begun.outage,
    how: 'out-of-service',
    state: 'requested',
    reason,
    workOrder,
  };
  return yes({
    type: 'outage.requested',
    areas: [outage.area],
    actor: actorOf(principal),
    data: { outage },
  });
}

/** A shift leader knows that a source will speak, and why that is nothing to be called for. */
export function planOutage(
  command: CommandOf<'outage.plan'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const { situation, limits, nowMs } = world;
  const { reason, untilMs } = command.argument;
  const window = { fromMs: Math.max(command.argument.fromMs, nowMs), untilMs };
  const begun = newOutage(command, window, limits.outage.mostPlannedS, principal, world);
  if ('refusal' in begun) return no(begun.refusal);
  const outage: Outage = {
    ...begun.outage,
    how: 'suppressed',
    state: window.fromMs > nowMs ? 'planned' : 'in-force',
    reason,
    workOrder: null,
  };
  const actor = actorOf(principal);
  const taken = outage.state === 'in-force' ? takenDrafts(situation, outage, nowMs, actor) : [];
  return yes({ type: 'outage.planned', areas: [outage.area], actor, data: { outage } }, ...taken);
}

type Window = { fromMs: number; untilMs: number };
type Unsaid = 'how' | 'state' | 'reason' | 'workOrder';

/** What is the same of both, where its source may be taken away by this person, and for so long. */
function newOutage(
  { name, argument: { source } }: CommandOf<'outage.request' | 'outage.plan'>,
  window: Window,
  mostS: number,
  principal: Principal,
  world: CommandWorld,
): { outage: Omit<Outage, Unsaid> } | { refusal: Refusal } {
  const area = areaOfSource(world, source);
  const refusal = guard(principal, name, area ? { areas: [area], version: 1 } : undefined, null);
  if (refusal || !area) return { refusal: refusal ?? refuse('not-found') };
  const refused = refusalOfWindow(window, world.nowMs, mostS);
  if (refused) return { refusal: refused };
  const outage = {
    id: world.newId('X'),
    version: 1,
    source,
    area,
    ...window,
    requested: { accountId: principal.accountId, name: principal.username, atMs: world.nowMs },
    authorised: null,
    refused: null,
    confirmDueAtMs: null,
    confirmed: null,
    unconfirmedSinceMs: null,
    endedAtMs: null,
  };
  return { outage };
}

function refusalOfWindow(
  { fromMs, untilMs }: Window,
  nowMs: number,
  mostS: number,
): Refusal | null {
  if (untilMs <= nowMs || untilMs <= fromMs) return refuse('not-in-future');
  return untilMs - fromMs > 1_000 * mostS ? refuse('too-long', `${mostS / 3600} h`) : null;
}

type OnOutage = CommandOf<'outage.authorise' | 'outage.refuse' | 'outage.confirm' | 'outage.end'>;

/** Decides on an outage that is there, by who may, in a state that allows it. */
function onOutage(
  { name, argument, basedOnVersion }: OnOutage,
  act: OutageAct,
  principal: Principal,
  { situation }: CommandWorld,
  decide: (outage: Outage) => Decision,
): Decision {
  const outage = ownOf(situation.outages, argument.outageId);
  const thing = outage && { areas: [outage.area], version: outage.version };
  const refusal = guard(principal, name, thing, basedOnVersion);
  if (refusal || !outage) return no(refusal ?? refuse('not-found'));
  const refused = refusalOfOutage(outage, act);
  return refused ? no(refuse(refused)) : decide(outage);
}

/**
 * By a shift leader who is another human being than whoever asked. These two are the two persons that
 * taking a critical device out of service needs.
 */
export function authoriseOutage(
  command: CommandOf<'outage.authorise'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const { situation, people, limits, nowMs } = world;
  const { accountId, username } = principal;
  return onOutage(command, 'authorise', principal, world, (outage) => {
    if (isSamePerson(people, outage.requested.accountId, accountId))
      return no(refuse('second-person-needed', outage.requested.name));
    if (nowMs >= outage.untilMs) return no(refuse('not-in-future'));
    const actor = actorOf(principal);
    const authorised = { ...outage, authorised: { accountId, name: username, atMs: nowMs } };
    const data = { outageId: outage.id, confirmDueAtMs: nowMs + 1_000 * limits.outage.confirmS };
    return yes(
      { type: 'outage.authorised', areas: [outage.area], actor, data },
      ...takenDrafts(situation, authorised, nowMs, actor),
    );
  });
}

export function refuseOutage(
  command: CommandOf<'outage.refuse'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  return onOutage(command, 'refuse', principal, world, ({ id, area }) =>
    yes({
      type: 'outage.refused',
      areas: [area],
      actor: actorOf(principal),
      data: { outageId: id, reason: command.argument.reason },
    }),
  );
}

/** Somebody says, as he has to every day, that it is still needed. */
export function confirmOutage(
  command: CommandOf<'outage.confirm'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const confirmDueAtMs = world.nowMs + 1_000 * world.limits.outage.confirmS;
  return onOutage(command, 'confirm', principal, world, ({ id, area }) =>
    yes({
      type: 'outage.confirmed',
      areas: [area],
      actor: actorOf(principal),
      data: { outageId: id, confirmDueAtMs },
    }),
  );
}

/** A request that is no longer wanted, a plan that is off, a source that is back early. */
export function endOutage(
  command: CommandOf<'outage.end'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const by = { actor: actorOf(principal), limits: world.limits, nowMs: world.nowMs };
  return onOutage(command, 'end', principal, world, (outage) =>
    yes(...endedDrafts(world.situation, outage, 'by-hand', by)),
  );
}
