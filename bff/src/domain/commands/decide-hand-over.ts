import { mayDo, mayDoInAny } from '@ftz/shared/access/policy.ts';
import { seesEvery } from '@ftz/shared/access/scope-events.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { Duty } from '@ftz/shared/contract/duty.ts';
import type { HandOver, HandOverItem, HandOverParty } from '@ftz/shared/contract/hand-over.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { CommandName } from '@ftz/shared/contract/live-up.ts';
import type { Person } from '@ftz/shared/contract/person.ts';
import { type Refusal, type RefusalCode, refuse } from '@ftz/shared/contract/refusal.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { draftHandOver } from '@ftz/shared/state/draft-hand-over.ts';
import {
  isHandOverOpen,
  mayHandOver,
  maySucceed,
  refusalToSign,
  refusalToTick,
  type Side,
  sideOf,
} from '@ftz/shared/state/hand-over-lifecycle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { isSamePerson } from '#domain/people.ts';
import {
  actorOf,
  type CommandOf,
  type CommandWorld,
  type Decision,
  isStale,
  no,
  yes,
} from './command-decision.ts';
import { draftForce } from './hand-over-force.ts';

/** Who goes says to whom; what there is to be told is drafted from the log. */
export function startHandOver(
  { argument }: CommandOf<'hand-over.start'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const { situation, nowMs, limits, newId } = world;
  if (!mayDo(principal, 'hand-over.start', null)) return no(refuse('not-permitted'));
  const duty = ownOf(situation.duty, principal.accountId);
  if (!duty) return no(refuse('not-on-duty', principal.username));
  const successor = successorOf(duty, argument.toAccountId, world);
  if ('code' in successor) return no(successor);
  const underWay = Object.values(situation.handOvers).some(
    (other) => isHandOverOpen(other) && sideOf(other, principal.accountId) === 'outgoing',
  );
  if (underWay) return no(refuse('hand-over-under-way'));
  const { areas, party } = successor;
  const handOver: HandOver = {
    id: newId('H'),
    version: 1,
    state: 'drafted',
    areas,
    outgoing: partyOf(duty.person),
    incoming: party,
    startedAtMs: nowMs,
    sinceMs: duty.sinceMs,
    items: draftHandOver(situation, {
      accountId: principal.accountId,
      areas,
      sinceMs: duty.sinceMs,
      nowMs,
    }),
    lapsesAtMs: nowMs + limits.handOver.acceptS * 1_000,
    overlapEndsAtMs: null,
    finishedAtMs: null,
    movedIncidentIds: [],
    reason: null,
  };
  return yes({ type: 'hand-over.started', ...told(handOver, principal), data: { handOver } });
}

const partyOf = ({ accountId, personId, username }: Person): HandOverParty => ({
  accountId,
  personId,
  name: username,
  signedAtMs: null,
});

/** Somebody else, on duty, of a role that can go on with it, for the areas that both may see. */
function successorOf(
  { person }: Duty,
  toAccountId: string,
  { situation, people }: CommandWorld,
): { areas: AreaId[]; party: HandOverParty } | Refusal {
  const to = people.find(toAccountId);
  if (!to) return refuse('not-found', toAccountId);
  if (isSamePerson(people, person.accountId, toAccountId)) return refuse('second-person-needed');
  const areas = person.areas.filter((area) => mayDo(to, 'hand-over.sign', area));
  if (areas.length === 0 || !maySucceed(person.role, to.role)) {
    return refuse('unsuited-successor', to.username);
  }
  if (!ownOf(situation.duty, toAccountId)) return refuse('not-on-duty', to.username);
  return { areas, party: partyOf(to) };
}

const told = ({ areas }: { areas: AreaId[] }, principal: Principal) => ({
  areas,
  audience: 'every-area' as const,
  actor: actorOf(principal),
});

type OnHandOver = Extract<CommandName, `hand-over.${string}`>;

/** Does it exist for you, may you: then what this act asks beyond that. */
function onHandOver(
  {
    name,
    argument,
    basedOnVersion,
  }: CommandOf<Exclude<OnHandOver, 'hand-over.start' | 'hand-over.note'>>,
  principal: Principal,
  { situation }: CommandWorld,
  decide: (handOver: HandOver) => Decision,
): Decision {
  const handOver = ownOf(situation.handOvers, argument.handOverId);
  if (!handOver || !seesEvery(principal, handOver.areas)) return no(refuse('not-found'));
  if (!mayDoInAny(principal, name, handOver.areas)) return no(refuse('not-permitted'));
  if (isStale(handOver, basedOnVersion)) {
    return no(refuse('stale-version', `version ${handOver.version}`));
  }
  return decide(handOver);
}

export function tickItem(
  command: CommandOf<'hand-over.tick'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  return onHandOver(command, principal, world, (handOver) => {
    const { itemKey } = command.argument;
    const refused = refusalToTick(handOver, principal.accountId, itemKey);
    if (refused) return no(refuse(refused));
    const data = { handOverId: handOver.id, itemKey };
    return yes({ type: 'hand-over.ticked', ...told(handOver, principal), data });
  });
}

/** With the second signature everything moves at once, or nothing does. */
export function signHandOver(
  command: CommandOf<'hand-over.sign'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  return onHandOver(command, principal, world, (handOver) => {
    const { situation } = world;
    const refused = refusalToSign(handOver, principal.accountId, listedNow(handOver, world));
    if (refused) return no(refuse(refused));
    const { outgoing, incoming } = handOver;
    for (const { accountId, name } of [outgoing, incoming]) {
      if (!ownOf(situation.duty, accountId)) return no(refuse('not-on-duty', name));
    }
    if (isSamePerson(world.people, outgoing.accountId, incoming.accountId)) {
      return no(refuse('second-person-needed'));
    }
    const side: Side = outgoing.accountId === principal.accountId ? 'outgoing' : 'incoming';
    const common = told(handOver, principal);
    const data = { handOverId: handOver.id, side };
    const signed = { type: 'hand-over.signed' as const, ...common, data };
    if (side === 'outgoing') return yes(signed);
    return yes(signed, ...draftForce(handOver, world, common));
  });
}

/** What would be listed if it were drafted at this moment. */
export function listedNow(
  { outgoing: { accountId }, areas, sinceMs }: HandOver,
  { situation, nowMs }: { situation: Situation; nowMs: number },
): HandOverItem[] {
  return draftHandOver(situation, { accountId, areas, sinceMs, nowMs });
}

export function refuseHandOver(
  command: CommandOf<'hand-over.refuse'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  return onHandOver(command, principal, world, (handOver) => {
    const refused = refusalToEnd(handOver, 'refuse', 'incoming', principal);
    if (refused) return no(refuse(refused));
    const data = { handOverId: handOver.id, reason: command.argument.reason };
    return yes({ type: 'hand-over.refused', ...told(handOver, principal), data });
  });
}

export function cancelHandOver(
  command: CommandOf<'hand-over.cancel'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  return onHandOver(command, principal, world, (handOver) => {
    const refused = refusalToEnd(handOver, 'cancel', 'outgoing', principal);
    if (refused) return no(refuse(refused));
    const data = { handOverId: handOver.id };
    return yes({ type: 'hand-over.cancelled', ...told(handOver, principal), data });
  });
}

function refusalToEnd(
  handOver: HandOver,
  act: 'refuse' | 'cancel',
  by: Side,
  { accountId }: Principal,
): RefusalCode | null {
  if (sideOf(handOver, accountId) !== by) return 'not-your-hand-over';
  return mayHandOver(handOver, act) ? null : 'wrong-state';
}

/** Nobody accepted in time: the supervisor names somebody, or takes it himself. */
export function reassignHandOver(
  command: CommandOf<'hand-over.reassign'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  return onHandOver(command, principal, world, (handOver) => {
    const { situation, nowMs, limits } = world;
    if (!mayHandOver(handOver, 'reassign')) return no(refuse('wrong-state'));
    const duty = ownOf(situation.duty, handOver.outgoing.accountId);
    if (!duty) return no(refuse('not-on-duty', handOver.outgoing.name));
    const successor = successorOf(duty, command.argument.toAccountId, world);
    if ('code' in successor) return no(successor);
    const { areas, party } = successor;
    // Who sees it stays who sees it: the other one takes all of it.
    const takesAll = handOver.areas.every((area) => areas.includes(area));
    if (!takesAll) return no(refuse('unsuited-successor', party.name));
    return yes({
      type: 'hand-over.reassigned',
      ...told(handOver, principal),
      data: {
        handOverId: handOver.id,
        incoming: party,
        lapsesAtMs: nowMs + limits.handOver.acceptS * 1_000,
      },
    });
  });
}

export function noteShift(
  { argument }: CommandOf<'hand-over.note'>,
  principal: Principal,
  { nowMs, newId }: CommandWorld,
): Decision {
  if (!mayDo(principal, 'hand-over.note', null)) return no(refuse('not-permitted'));
  const { areas, username } = principal;
  const note = { id: newId('N'), areas, text: argument.text, by: username, atMs: nowMs };
  return yes({ type: 'shift.noted', ...told({ areas }, principal), data: { note } });
}
