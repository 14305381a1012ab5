/** What the list shows, top to bottom, and what has arrived since behind the "new" bar. */
export type QueueOrder = { rows: string[]; waiting: string[] };

/**
 * While the operator's hand is on the list (`held`) no row moves and none vanishes: a click or a key
 * must hit what the eye saw. What is new waits above. Otherwise the list is what it should be.
 */
export function nextOrder(
  shown: readonly string[],
  wanted: readonly string[],
  held: boolean,
): QueueOrder {
  if (!held || shown.length === 0) return { rows: [...wanted], waiting: [] };
  const known = new Set(shown);
  return { rows: [...shown], waiting: wanted.filter((id) => !known.has(id)) };
}

/** The row to go to from `from`, one down (1) or up (-1); the first when nothing is selected. */
export function neighbour(
  rows: readonly string[],
  from: string | null,
  step: 1 | -1,
): string | null {
  const at = from === null ? -1 : rows.indexOf(from);
  if (at === -1) return rows[0] ?? null;
  return rows[Math.min(rows.length - 1, Math.max(0, at + step))] ?? null;
}

export function sameOrder(a: readonly string[], b: readonly string[]): boolean {
  return a.length === b.length && a.every((id, i) => id === b[i]);
}
