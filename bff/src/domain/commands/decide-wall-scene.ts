import { type Act, mayDo, mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import { type Refusal, refuse } from '@ftz/shared/contract/refusal.ts';
import type { Scene, SceneSet } from '@ftz/shared/contract/scene.ts';
import type { Wall, WallId } from '@ftz/shared/contract/wall.ts';
import { siteScenes } from '@ftz/shared/site/scenes.ts';
import { isJointFit, leaderOf, screensOf } from '@ftz/shared/state/joined-walls.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { areasOfScene, sceneOf } from '@ftz/shared/state/scenes.ts';
import { principalOfWall, wallRank } from '@ftz/shared/state/wall-lifecycle.ts';
import {
  actorOf,
  type CommandOf,
  type CommandWorld,
  type Decision,
  no,
  yes,
} from './command-decision.ts';

const told = (principal: Principal) => ({ areas: [...areaIds], actor: actorOf(principal) });

/** What the wall returns to from then on. A higher rank's choice stands for as long as a throw would. */
export function setWallScene(
  { argument: { wallId, sceneId } }: CommandOf<'wall.set-scene'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const { situation, limits, nowMs } = world;
  const wall = ownOf(situation.walls, wallId);
  const refusal = refusalToArrange(principal, 'wall.set-scene', wall, world);
  if (refusal || !wall) return no(refusal ?? refuse('wall-absent'));
  const scene = sceneOf(situation, siteScenes, sceneId);
  if (!scene) return no(refuse('not-found', sceneId));
  const leader = leaderOf(situation, wall);
  const foreign = foreignAreas(scene, leader, world);
  if (foreign.length > 0) return no(refuse('wall-may-not', foreign.join(' ')));
  const rank = wallRank(principal.role);
  const above = leader.scene;
  if (above && above.rank > rank && above.holdsUntilMs > nowMs) return no(outranked(above));
  const set: SceneSet = {
    sceneId,
    byAccountId: principal.accountId,
    byName: principal.username,
    rank,
    atMs: nowMs,
    holdsUntilMs: nowMs + limits.wallThrowS * 1_000,
  };
  return yes({ type: 'wall.scene-set', ...told(principal), data: { wallId: leader.id, set } });
}

/** Several screens become one wall; those that were joined otherwise are parted first. */
export function joinWalls(
  { argument: { joint } }: CommandOf<'wall.join'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  if (!mayDo(principal, 'wall.join', null)) return no(refuse('not-permitted'));
  if (!isJointFit(joint)) return no(refuse('screens-unfit'));
  const walls = joint.screens.map(({ wallId }) => ownOf(world.situation.walls, wallId));
  for (const wall of walls) {
    const refusal = refusalToArrange(principal, 'wall.join', wall, world);
    if (refusal) return no(refusal);
  }
  const before = walls.flatMap((wall) => (wall?.joint ? screensOf(wall) : []));
  const parted: WallId[] = [...new Set(before)];
  return yes(
    ...(parted.length > 0
      ? [{ type: 'wall.parted' as const, ...told(principal), data: { wallIds: parted } }]
      : []),
    { type: 'wall.joined', ...told(principal), data: { joint } },
  );
}

export function partWalls(
  { argument: { wallId } }: CommandOf<'wall.part'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const wall = ownOf(world.situation.walls, wallId);
  const refusal = refusalToArrange(principal, 'wall.part', wall, world);
  if (refusal || !wall) return no(refusal ?? refuse('wall-absent'));
  if (!wall.joint) return no(refuse('wrong-state'));
  return yes({ type: 'wall.parted', ...told(principal), data: { wallIds: screensOf(wall) } });
}

/** Whoever arranges a wall has one of its areas. */
function refusalToArrange(
  principal: Principal,
  act: Act,
  wall: Wall | undefined,
  world: CommandWorld,
): Refusal | null {
  if (!mayDo(principal, act, null)) return refuse('not-permitted');
  if (!wall) return refuse('wall-absent');
  return mayDoInAny(principal, act, areasOfWall(wall, world)) ? null : refuse('not-permitted');
}

function areasOfWall(wall: Wall, { people }: CommandWorld): readonly AreaId[] {
  return (principalOfWall(wall) ?? people.find(wall.accountId))?.areas ?? [];
}

/** What a scene asks for and one of the screens may not show; the rights of the wall hold, not of whoever asks. */
function foreignAreas(scene: Scene, leader: Wall, world: CommandWorld): AreaId[] {
  const { situation, registry } = world;
  const ofCameras = scene.panes.flatMap(({ cameraIds }) =>
    cameraIds.flatMap((id) => registry.cameras.get(id)?.area ?? []),
  );
  const screens = screensOf(leader).flatMap((id) => ownOf(situation.walls, id) ?? []);
  const asked = new Set([...areasOfScene(scene), ...ofCameras]);
  return [...asked].filter((area) =>
    screens.some((wall) => !areasOfWall(wall, world).includes(area)),
  );
}

const outranked = ({ byName, holdsUntilMs }: SceneSet): Refusal =>
  refuse('outranked', `${byName}, ${new Date(holdsUntilMs).toISOString()}`);
