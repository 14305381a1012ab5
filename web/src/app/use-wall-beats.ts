import type { WallBeat } from '@ftz/shared/contract/wall.ts';
import { useEffect, useRef } from 'react';
import { usePrincipal } from '#api/session.ts';
import { startWallBeats } from '#live/wall-beats.ts';

/** A screen of the hall says every ten seconds that it lives, and what is large on it. */
export function useWallBeats(shows: WallBeat['shows']): void {
  const shown = useRef(shows);
  useEffect(() => {
    shown.current = shows;
  }, [shows]);
  const isWall = usePrincipal()?.role === 'wall';
  useEffect(() => {
    if (isWall) return startWallBeats(() => shown.current).stop;
  }, [isWall]);
}
