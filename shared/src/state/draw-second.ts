import type { Signer } from '#contract/disposition.ts';

/**
 * Who of these it is, by this seed. Anybody can draw again from an entry of the log and must find the
 * same: the candidates are put in the order of their person's id (by code unit), and the one at
 * floor(seed · n / 2³²) is drawn. The order in which they came says nothing. A person stands in it once.
 */
export function drawSecond(candidates: readonly Signer[], seed: number): Signer | null {
  const inOrder = [...candidates].sort(byPerson);
  return inOrder[Math.floor((seed * inOrder.length) / 0x1_0000_0000)] ?? null;
}

const byPerson = (a: Signer, b: Signer) => (a.personId < b.personId ? -1 : 1);
