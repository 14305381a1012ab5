import { mayDo } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { AlarmSource, Outage } from '@ftz/shared/contract/outage.ts';
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
  { argument }: CommandOf<'outage.request'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const placed = place(argument.source, 'outage.request', principal, world);
  if ('refusal' in placed) return no(placed.refusal);
  const { nowMs, limits } = world;
  const window = { fromMs: nowMs, untilMs: argument.untilMs };
  const refused = refusalOfWindow(window, nowMs, limits.outage.mostS);
  if (refused) return no(refused);
  const outage: Outage = {
    ...newOutage(argument.source, placed.area, principal, world),
    ...window,
    how: 'out-of-service',
    state: 'requested',
    reason: argument.reason,
    workOrder: argument.workOrder,
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
  { argument }: CommandOf<'outage.plan'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const placed = place(argument.source, 'outage.plan', principal, world);
  if ('refusal' in placed) return no(placed.refusal);
  const { nowMs, limits, situation } = world;
  const window = { fromMs: Math.max(argument.fromMs, nowMs), untilMs: argument.untilMs };
  const refused = refusalOfWindow(window, nowMs, limits.outage.mostPlannedS);
  if (refused) return no(refused);
  const outage: Outage = {
    ...newOutage(argument.source, placed.area, principal, world),
    ...window,
    how: 'suppressed',
    state: window.fromMs > nowMs ? 'planned' : 'in-force',
    reason: argument.reason,
    workOrder: null,
  };
  const actor = actorOf(principal);
  const taken = outage.state === 'in-force' ? takenDrafts(situation, outage, nowMs, actor) : [];
  return yes({ type: 'outage.planned', areas: [outage.area], actor, data: { outage } }, ...taken);
}

function place(
  source: AlarmSource,
  act: 'outage.request' | 'outage.plan',
  principal: Principal,
  world: CommandWorld,
): { area: AreaId } | { refusal: Refusal } {
  const area = areaOfSource(world, source);
  const refusal = guard(principal, act, area ? { areas: [area], version: 1 } : undefined, null);
  return refusal || !area ? { refusal: refusal ?? refuse('not-found') } : { area };
}

function refusalOfWindow(
  { fromMs, untilMs }: { fromMs: number; untilMs: number },
  nowMs: number,
  mostS: number,
): Refusal | null {
  if (untilMs <= nowMs || untilMs <= fromMs) return refuse('not-in-future');
  return untilMs - fromMs > 1_000 * mostS ? refuse('too-long', `${mostS / 3600} h`) : null;
}

function newOutage(
  source: AlarmSource,
  area: AreaId,
  { accountId, username }: Principal,
  { nowMs, newId }: CommandWorld,
) {
  return {
    id: newId('X'),
    version: 1,
    source,
    area,
    requested: { accountId, name: username, atMs: nowMs },
    authorised: null,
    refused: null,
    confirmDueAtMs: null,
    confirmed: null,
    unconfirmedSinceMs: null,
    endedAtMs: null,
  };
}

type OnOutage = CommandOf<'outage.authorise' | 'outage.refuse' | 'outage.confirm' | 'outage.end'>;

function onOutage(
  { name, argument, basedOnVersion }: OnOutage,
  act: OutageAct,
  principal: Principal,
  world: CommandWorld,
): { outage: Outage } | { refusal: Refusal } {
  const outage = ownOf(world.situation.outages, argument.outageId);
  const thing = outage && { areas: [outage.area], version: outage.version };
  const refusal = guard(principal, name, thing, basedOnVersion);
  if (refusal || !outage) return { refusal: refusal ?? refuse('not-found') };
  const refused = refusalOfOutage(outage, act);
  return refused ? { refusal: refuse(refused) } : { outage };
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
  const found = onOutage(command, 'authorise', principal, world);
  if ('refusal' in found) return no(found.refusal);
  const { outage } = found;
  const { situation, people, limits, nowMs } = world;
  if (isSamePerson(people, outage.requested.accountId, principal.accountId))
    return no(refuse('second-person-needed', outage.requested.name));
  if (nowMs >= outage.untilMs) return no(refuse('not-in-future'));
  const actor = actorOf(principal);
  const authorised = {
    ...outage,
    authorised: { accountId: principal.accountId, name: principal.username, atMs: nowMs },
  };
  const data = { outageId: outage.id, confirmDueAtMs: nowMs + 1_000 * limits.outage.confirmS };
  return yes(
    { type: 'outage.authorised', areas: [outage.area], actor, data },
    ...takenDrafts(situation, authorised, nowMs, actor),
  );
}

export function refuseOutage(
  command: CommandOf<'outage.refuse'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const found = onOutage(command, 'refuse', principal, world);
  if ('refusal' in found) return no(found.refusal);
  return yes({
    type: 'outage.refused',
    areas: [found.outage.area],
    actor: actorOf(principal),
    data: { outageId: found.outage.id, reason: command.argument.reason },
  });
}

/** Somebody says, as he has to every day, that it is still needed. */
export function confirmOutage(
  command: CommandOf<'outage.confirm'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const found = onOutage(command, 'confirm', principal, world);
  if ('refusal' in found) return no(found.refusal);
  const confirmDueAtMs = world.nowMs + 1_000 * world.limits.outage.confirmS;
  return yes({
    type: 'outage.confirmed',
    areas: [found.outage.area],
    actor: actorOf(principal),
    data: { outageId: found.outage.id, confirmDueAtMs },
  });
}

/** A request that is no longer wanted, a plan that is off, a source that is back early. */
export function endOutage(
  command: CommandOf<'outage.end'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const found = onOutage(command, 'end', principal, world);
  if ('refusal' in found) return no(found.refusal);
  const by = { actor: actorOf(principal), limits: world.limits, nowMs: world.nowMs };
  return yes(...endedDrafts(world.situation, found.outage, 'by-hand', by));
}

/** A desk that cannot take in what comes asks the other desks of the area for a hand. */
export function askHelpInFlood(
  { argument }: CommandOf<'flood.ask-help'>,
  principal: Principal,
  { situation }: CommandWorld,
): Decision {
  const { area } = argument;
  if (!mayDo(principal, 'situation.read', area)) return no(refuse('not-found'));
  if (!mayDo(principal, 'flood.ask-help', area)) return no(refuse('not-permitted'));
  const flood = ownOf(situation.floods, area);
  if (!flood || flood.report !== null || flood.helpAskedAtMs !== null)
    return no(refuse('wrong-state'));
  return yes({
    type: 'flood.help-asked',
    areas: [area],
    actor: actorOf(principal),
    data: { area },
  });
}
