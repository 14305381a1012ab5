import type { Fold } from './fold.ts';
import type { EventOf } from './incident-lines.ts';
import { ownOf } from './own.ts';

/** A page says which screen it is: what hangs there stays. */
export function foldWallRegistered(f: Fold, { data }: EventOf<'wall.registered'>): void {
  const { wallId, accountId } = data;
  const thrown = ownOf(f.situation.walls, wallId)?.thrown ?? null;
  f.put('walls', wallId, { id: wallId, accountId, thrown, display: null, blindSinceMs: null });
}

/** Another browser is the screen from now on: what hangs there stays. */
export function foldWallEnrolled(f: Fold, { data }: EventOf<'wall.enrolled'>): void {
  const { wallId, accountId, display } = data;
  const thrown = ownOf(f.situation.walls, wallId)?.thrown ?? null;
  f.put('walls', wallId, { id: wallId, accountId, thrown, display, blindSinceMs: null });
}

export function foldWallRevoked(f: Fold, { data }: EventOf<'wall.revoked'>): void {
  const wall = ownOf(f.situation.walls, data.wallId);
  if (wall?.display?.keyId !== data.keyId) return;
  f.put('walls', wall.id, { ...wall, display: null, blindSinceMs: null });
}

export function foldWallSight(
  f: Fold,
  { type, data }: EventOf<'wall.blind' | 'wall.seeing'>,
): void {
  const wall = ownOf(f.situation.walls, data.wallId);
  if (!wall) return;
  f.put('walls', wall.id, { ...wall, blindSinceMs: type === 'wall.blind' ? data.sinceMs : null });
}

export function foldThrown(f: Fold, { data }: EventOf<'wall.thrown'>): void {
  const wall = ownOf(f.situation.walls, data.wallId);
  if (wall) f.put('walls', wall.id, { ...wall, thrown: data.thrown as typeof wall.thrown });
}

export function foldTakenDown(f: Fold, { data }: EventOf<'wall.returned'>): void {
  const wall = ownOf(f.situation.walls, data.wallId);
  if (wall) f.put('walls', wall.id, { ...wall, thrown: null });
}
