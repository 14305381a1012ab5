import type { Situation } from '@ftz/shared/contract/situation.ts';
import { type WallId, wallIds } from '@ftz/shared/contract/wall.ts';
import { useEffect } from 'react';
import { usePrincipal } from '#api/session.ts';
import { perform } from '#live/acts.ts';
import { useHasSituation, useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';

const askAgainMs = 5_000;

/**
 * Which wall of the hall this page is: the one as which a person let it in, else the one that its
 * address names (`/wall/1`, `?wall=1`). A display that goes by an account says so to the house until
 * the house knows: from then on something can be thrown onto it.
 */
export function useWallNumber(): WallId | null {
  const principal = usePrincipal();
  const own = useSituation(({ walls }) => wallLetInAs(walls, principal?.accountId));
  const wallId = own ?? wallNamedHere();
  const isKnown = useHasSituation();
  const registered = useSituation(({ walls }) => walls[wallId ?? '']);
  const turn = Math.floor(useNow() / askAgainMs);
  const isDisplay = principal?.role === 'wall';
  const isTaken =
    registered && (registered.display || registered.accountId === principal?.accountId);
  const says = isDisplay && isKnown && wallId !== null && !isTaken;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn asks once more.
  useEffect(() => {
    if (says && wallId) void perform(`wall-${wallId}`, 'wall.register', { wallId }, null);
  }, [says, wallId, turn]);
  return wallId;
}

/** Whether this page is a screen that a person let in. */
export function useIsLetIn(): boolean {
  const accountId = usePrincipal()?.accountId;
  return useSituation(({ walls }) => wallLetInAs(walls, accountId) !== null);
}

function wallLetInAs(walls: Situation['walls'], accountId: string | undefined): WallId | null {
  const own = Object.values(walls).find((wall) => wall.display && wall.accountId === accountId);
  return own?.id ?? null;
}

function wallNamedHere(): WallId | null {
  const [, inPath] = /^\/wall\/(\d)$/.exec(location.pathname) ?? [];
  const asked = inPath ?? new URLSearchParams(location.search).get('wall');
  return wallIds.find((id) => id === asked) ?? null;
}
