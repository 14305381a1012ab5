import type { TileChange } from './watch-tiles.ts';

/** A time in which a tile that had been live was not; `untilMs` null: it still is not. */
export type Stall = { cameraId: string; state: string; fromMs: number; untilMs: number | null };

/** The stalls of all tiles. What a tile says before its first picture is no stall. */
export function stallsOf(changes: readonly TileChange[]): Stall[] {
  const stalls: Stall[] = [];
  const open = new Map<string, Stall>();
  const wasLive = new Set<string>();
  for (const { cameraId, state, atMs } of changes) {
    const stall = open.get(cameraId);
    if (state === 'live') {
      wasLive.add(cameraId);
      if (stall) stall.untilMs = atMs;
      open.delete(cameraId);
    } else if (wasLive.has(cameraId) && !stall) {
      const begun = { cameraId, state, fromMs: atMs, untilMs: null };
      open.set(cameraId, begun);
      stalls.push(begun);
    }
  }
  return stalls;
}
