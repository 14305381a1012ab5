import type { Wall } from '#contract/wall.ts';
import type { Fold } from './fold.ts';
import type { EventOf } from './incident-lines.ts';
import { ownOf } from './own.ts';

const nothingThere = { thrown: null, scene: null, joint: null };

/** Another page or browser is the screen from now on: what hangs there stays. */
function putAnew(f: Fold, own: Pick<Wall, 'id' | 'accountId' | 'display'>): void {
  const { thrown, scene, joint } = ownOf(f.situation.walls, own.id) ?? nothingThere;
  f.put('walls', own.id, { ...own, thrown, scene, joint, blindSinceMs: null });
}

function change(f: Fold, wallId: string, changed: Partial<Wall>): void {
  const wall = ownOf(f.situation.walls, wallId);
  if (wall) f.put('walls', wallId, { ...wall, ...changed });
}

/** A page says which screen it is. */
export function foldWallRegistered(f: Fold, { data }: EventOf<'wall.registered'>): void {
  putAnew(f, { id: data.wallId, accountId: data.accountId, display: null });
}

export function foldWallEnrolled(f: Fold, { data }: EventOf<'wall.enrolled'>): void {
  putAnew(f, { id: data.wallId, accountId: data.accountId, display: data.display });
}

export function foldWallRevoked(f: Fold, { data }: EventOf<'wall.revoked'>): void {
  const wall = ownOf(f.situation.walls, data.wallId);
  if (wall?.display?.keyId !== data.keyId) return;
  change(f, wall.id, { display: null, blindSinceMs: null });
}

export function foldWallSight(
  f: Fold,
  { type, data }: EventOf<'wall.blind' | 'wall.seeing'>,
): void {
  change(f, data.wallId, { blindSinceMs: type === 'wall.blind' ? data.sinceMs : null });
}

export function foldThrown(f: Fold, { data }: EventOf<'wall.thrown'>): void {
  change(f, data.wallId, { thrown: data.thrown as NonNullable<Wall['thrown']> });
}

export function foldTakenDown(f: Fold, { data }: EventOf<'wall.returned'>): void {
  change(f, data.wallId, { thrown: null });
}

export function foldSceneSet(f: Fold, { data }: EventOf<'wall.scene-set'>): void {
  change(f, data.wallId, { scene: data.set });
}

export function foldWallsJoined(f: Fold, { data: { joint } }: EventOf<'wall.joined'>): void {
  for (const { wallId } of joint.screens) change(f, wallId, { joint });
}

export function foldWallsParted(f: Fold, { data }: EventOf<'wall.parted'>): void {
  for (const wallId of data.wallIds) change(f, wallId, { joint: null });
}
