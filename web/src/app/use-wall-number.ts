import { type WallId, wallIds } from '@ftz/shared/contract/wall.ts';
import { useEffect } from 'react';
import { usePrincipal } from '#api/session.ts';
import { perform } from '#live/acts.ts';
import { useHasSituation, useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';

const askAgainMs = 5_000;

/**
 * Which wall of the hall this page is, by its address (`?wall=1`). A display says so to the house until
 * the house knows: from then on something can be thrown onto it.
 */
export function useWallNumber(): WallId | null {
  const asked = new URLSearchParams(location.search).get('wall');
  const wallId = wallIds.find((id) => id === asked) ?? null;
  const principal = usePrincipal();
  const isKnown = useHasSituation();
  const registered = useSituation(({ walls }) => walls[wallId ?? '']?.accountId ?? null);
  const turn = Math.floor(useNow() / askAgainMs);
  const isDisplay = principal?.role === 'wall';
  const says = isDisplay && isKnown && wallId !== null && registered !== principal.accountId;
  // biome-ignore lint/correctness/useExhaustiveDependencies: each turn asks once more.
  useEffect(() => {
    if (says && wallId) void perform(`wall-${wallId}`, 'wall.register', { wallId }, null);
  }, [says, wallId, turn]);
  return wallId;
}
