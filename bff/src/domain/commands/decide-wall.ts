import { mayDo, mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import { type Refusal, refuse } from '@ftz/shared/contract/refusal.ts';
import type { Thrown, Wall, WallContent } from '@ftz/shared/contract/wall.ts';
import { leaderOf, screensOf } from '@ftz/shared/state/joined-walls.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import {
  principalOfWall,
  thrownAbove,
  thrownAt,
  wallRank,
} from '@ftz/shared/state/wall-lifecycle.ts';
import {
  actorOf,
  type CommandOf,
  type CommandWorld,
  type Decision,
  guard,
  no,
  yes,
} from './command-decision.ts';

/** The page of a wall says which one it is. */
export function registerWall(
  { argument }: CommandOf<'wall.register'>,
  principal: Principal,
  { situation }: CommandWorld,
): Decision {
  if (!mayDo(principal, 'wall.register', null)) return no(refuse('not-permitted'));
  const { wallId } = argument;
  const { accountId } = principal;
  // Which one a screen is that a person let in stands in the log, and is not for its page to say.
  if (Object.values(situation.walls).some((wall) => wall.display && wall.accountId === accountId))
    return no(refuse('not-permitted'));
  if (ownOf(situation.walls, wallId)?.display) return no(refuse('already-registered', wallId));
  // Two pages of one wall, or one that was loaded again, say nothing new.
  if (ownOf(situation.walls, wallId)?.accountId === accountId) return yes();
  return yes({
    type: 'wall.registered',
    areas: [...areaIds],
    actor: actorOf(principal),
    data: { wallId, accountId },
  });
}

/** Shows something large on a wall for a while, with the rights of the wall, not of whoever asks. */
export function throwToWall(
  { argument }: CommandOf<'wall.throw'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const { situation, people, limits, nowMs } = world;
  const content = argument.content as WallContent;
  const areas = areasOf(content, world);
  const thing = areas === null ? undefined : { areas, version: 1 };
  const refusal = guard(principal, 'wall.throw', thing, null);
  if (refusal || areas === null) return no(refusal ?? refuse('not-found'));
  const asked = ownOf(situation.walls, argument.wallId);
  const wall = asked && leaderOf(situation, asked);
  const screens = wall ? screensOf(wall).map((id) => ownOf(situation.walls, id)) : [];
  const displays = screens.map(
    (each) => each && (principalOfWall(each) ?? people.find(each.accountId)),
  );
  if (!wall || !displays.every((display) => display)) return no(refuse('wall-absent'));
  const act = content.kind === 'camera' ? 'camera.view' : 'situation.read';
  if (!displays.every((display) => display && mayDoInAny(display, act, areas)))
    return no(refuse('wall-may-not', areas.join(' ')));
  const rank = wallRank(principal.role);
  const above = thrownAbove(wall, rank, nowMs);
  if (above) return no(outranked(above));
  const thrown: Thrown = {
    content,
    areas,
    byAccountId: principal.accountId,
    byName: principal.username,
    rank,
    atMs: nowMs,
    endsAtMs: nowMs + (argument.ttlS ?? limits.wallThrowS) * 1_000,
  };
  return yes(...takenDown(wall, principal), {
    type: 'wall.thrown',
    areas,
    actor: actorOf(principal),
    data: { wallId: wall.id, thrown },
  });
}

export function takeBackFromWall(
  { argument }: CommandOf<'wall.take-back'>,
  principal: Principal,
  { situation, nowMs }: CommandWorld,
): Decision {
  const asked = ownOf(situation.walls, argument.wallId);
  const wall = asked && leaderOf(situation, asked);
  const thrown = wall ? thrownAt(wall, nowMs) : null;
  const thing = thrown ? { areas: thrown.areas, version: 1 } : undefined;
  const refusal = guard(principal, 'wall.take-back', thing, null);
  if (refusal || !wall) return no(refusal ?? refuse('not-found'));
  const above = thrownAbove(wall, wallRank(principal.role), nowMs);
  return above ? no(outranked(above)) : yes(...takenDown(wall, principal));
}

/**
 * What hung there is taken down by an entry of its own: who may know of the one need not know of the
 * other.
 */
function takenDown({ id, thrown }: Wall, principal: Principal): DurableDraft[] {
  if (thrown === null) return [];
  const actor = actorOf(principal);
  return [{ type: 'wall.returned', areas: thrown.areas, actor, data: { wallId: id } }];
}

const outranked = ({ byName, endsAtMs }: Thrown): Refusal =>
  refuse('outranked', `${byName}, ${new Date(endsAtMs).toISOString()}`);

/** Where the thing lies; null: there is none such, or a place where nothing is supervised. */
function areasOf(content: WallContent, { situation, registry }: CommandWorld): AreaId[] | null {
  switch (content.kind) {
    case 'incident':
      return ownOf(situation.incidents, content.incidentId)?.areas ?? null;
    case 'camera': {
      const camera = registry.cameras.get(content.cameraId);
      return camera ? [camera.area] : null;
    }
    case 'map-view':
      return [...areaIds];
  }
}
