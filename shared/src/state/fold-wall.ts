import type { Fold } from './fold.ts';
import type { EventOf } from './incident-lines.ts';
import { ownOf } from './own.ts';

/** A page says which screen it is: what hangs there stays. */
export function foldWallRegistered(f: Fold, { data }: EventOf<'wall.registered'>): void {
  const { wallId, accountId } = data;
  const thrown = ownOf(f.situation.walls, wallId)?.thrown ?? null;
  f.put('walls', wallId, { id: wallId, accountId, thrown });
}

export function foldThrown(f: Fold, { data }: EventOf<'wall.thrown'>): void {
  const wall = ownOf(f.situation.walls, data.wallId);
  if (wall) f.put('walls', wall.id, { ...wall, thrown: data.thrown as typeof wall.thrown });
}

export function foldTakenDown(f: Fold, { data }: EventOf<'wall.returned'>): void {
  const wall = ownOf(f.situation.walls, data.wallId);
  if (wall) f.put('walls', wall.id, { ...wall, thrown: null });
}
