import type { ShownOnWall } from '@ftz/shared/state/shown-on-wall.ts';
import { useEffect, useRef } from 'react';
import { usePrincipal } from '#api/session.ts';
import { startKeepingPicture } from '#live/kept-picture.ts';
import { startWallBeats } from '#live/wall-beats.ts';
import { useIsLetIn } from './use-wall-number.ts';
import { watchWall } from './watch-wall.ts';

/** All that it knew, seldom: it is there to bridge a center that is away, with its age. */
const keeping = { partOf: <T>(situation: T) => situation, withinMs: 15_000 };

/**
 * What makes a page a wall that nobody attends: it opens with what it last knew while the center is
 * away; one that was let in tells the center that it lives and what is large on it, and is watched from
 * beside. A wall that goes by an account has somebody who signed it in.
 */
export function useWallKeeper(shown: ShownOnWall): void {
  const now = useRef(shown);
  useEffect(() => {
    now.current = shown;
  }, [shown]);
  const principal = usePrincipal();
  const accountId = principal?.role === 'wall' ? principal.accountId : null;
  const isLetIn = useIsLetIn();
  useEffect(() => {
    if (accountId !== null) return startKeepingPicture(accountId, keeping);
  }, [accountId]);
  useEffect(() => {
    if (!isLetIn) return;
    const beats = startWallBeats(() => ({
      sceneId: now.current.scene.id,
      why: now.current.why,
      thrown: now.current.thrown?.content.kind ?? null,
    }));
    const stopWatching = watchWall(beats, () => now.current.thrown !== null);
    // Refused where the certificate is not trusted: the page then needs the center to open.
    if (import.meta.env.PROD)
      void navigator.serviceWorker
        ?.register('/wall-worker.js', { scope: '/wall' })
        .catch(() => null);
    return () => {
      stopWatching();
      beats.stop();
    };
  }, [isLetIn]);
}
