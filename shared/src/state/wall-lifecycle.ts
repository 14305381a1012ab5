import type { Principal, Role } from '#contract/account.ts';
import type { Situation } from '#contract/situation.ts';
import type { Thrown, Wall } from '#contract/wall.ts';

const rankOf: Partial<Record<Role, 1 | 2 | 3>> = {
  'duty-officer': 1,
  'shift-leader': 2,
  'area-head': 2,
  'duty-chief': 3,
};

/** Director before supervisor before officer. */
export const wallRank = (role: Role): 1 | 2 | 3 => rankOf[role] ?? 1;

/** What hangs there now: what has run out is gone, whether or not anybody has taken it down. */
export function thrownAt({ thrown }: Wall, nowMs: number): Thrown | null {
  return thrown !== null && thrown.endsAtMs > nowMs ? thrown : null;
}

/** What keeps somebody of this rank from changing the wall; null: nothing. Among equals the last one wins. */
export function thrownAbove(wall: Wall, rank: number, nowMs: number): Thrown | null {
  const thrown = thrownAt(wall, nowMs);
  return thrown !== null && thrown.rank > rank ? thrown : null;
}

/** The screen whose browser has this key; undefined: nobody let it in, or somebody took that back. */
export function wallOfKey({ walls }: Situation, keyId: string): Wall | undefined {
  return Object.values(walls).find(({ display }) => display?.keyId === keyId);
}

/** As whom a screen that was let in looks: it sees its areas and does nothing. Null: nobody let it in. */
export function principalOfWall({ id, accountId, display }: Wall): Principal | null {
  if (display === null) return null;
  return { accountId, username: `wall-${id}`, role: 'wall', areas: display.areas };
}
