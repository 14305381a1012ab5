/**
 * Which rows changed their scope in which frame, and what it was before: so that a page that missed
 * frames is told what left its view, and nothing of what it never had. Bounded: the oldest are
 * forgotten, and a page from before them starts anew.
 */
export type ScopeHistory = {
  frame: Uint32Array;
  key: Uint32Array;
  scope: Uint8Array;
  /** How many were ever noted; the ring holds the last of them. */
  noted: number;
  /** Every change of the frames after this one is here. */
  reachesBackTo: number;
};

export function createScopeHistory(capacity: number): ScopeHistory {
  return {
    frame: new Uint32Array(capacity),
    key: new Uint32Array(capacity),
    scope: new Uint8Array(capacity),
    noted: 0,
    reachesBackTo: 0,
  };
}

export function noteScope(
  history: ScopeHistory,
  frame: number,
  key: number,
  scopeBefore: number,
): void {
  const capacity = history.frame.length;
  const at = history.noted % capacity;
  if (history.noted >= capacity) history.reachesBackTo = history.frame[at] ?? 0;
  history.frame[at] = frame;
  history.key[at] = key;
  history.scope[at] = scopeBefore;
  history.noted += 1;
}

/** The scope that rows had in this frame, of those that changed it since; null when forgotten. */
export function scopesIn(history: ScopeHistory, frame: number): Map<number, number> | null {
  if (frame < history.reachesBackTo) return null;
  const capacity = history.frame.length;
  const scopes = new Map<number, number>();
  const oldest = Math.max(0, history.noted - capacity);
  // From the newest back, so that the first change after the frame has the last word.
  for (let n = history.noted - 1; n >= oldest; n--) {
    const at = n % capacity;
    if ((history.frame[at] ?? 0) <= frame) break;
    scopes.set(history.key[at] ?? 0, history.scope[at] ?? 0);
  }
  return scopes;
}
