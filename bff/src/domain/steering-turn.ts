/** A camera in somebody's hand, from his first motion on. */
export type Turn = { accountId: string; name: string; lastMs: number };

/** Who let go of a camera keeps it for so long: he looks where it stands now before he goes on. */
export const turnMs = 5_000;

/** The turn that is in force now; null: whoever comes may take the camera. */
export function turnAt(turn: Turn | null, nowMs: number): Turn | null {
  return turn !== null && nowMs - turn.lastMs < turnMs ? turn : null;
}

/** One hand at a time: a second person is told whose it is. */
export function takeTurn(
  turn: Turn | null,
  person: Omit<Turn, 'lastMs'>,
  nowMs: number,
): { ok: true; turn: Turn } | { ok: false; heldBy: Turn } {
  const held = turnAt(turn, nowMs);
  if (held && held.accountId !== person.accountId) return { ok: false, heldBy: held };
  return { ok: true, turn: { ...person, lastMs: nowMs } };
}
