/** What can say since when it cannot keep what it is given. */
type Keeper = { stalledSinceMs: () => number | null };

/** The earliest moment since which something of what happens is not recorded; null while all is well. */
export function stalledSinceMs(keepers: readonly Keeper[]): number | null {
  const moments = keepers.map((keeper) => keeper.stalledSinceMs()).filter((ms) => ms !== null);
  return moments.length === 0 ? null : Math.min(...moments);
}
