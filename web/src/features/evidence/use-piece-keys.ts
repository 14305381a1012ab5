import type { EvidencePiece } from '@ftz/shared/state/evidence-of.ts';
import { useState } from 'react';
import { type Keys, useKeys } from '#desk/keys.ts';

/** Above the queue and its filters: while the evidence is open its digits are pieces. */
const overDesk = 20;

/** Arrows walk the pieces, digits jump to one, Enter opens it. */
export function usePieceKeys(
  pieces: readonly EvidencePiece[],
  onOpen: (piece: EvidencePiece) => void,
): { at: string | null } {
  const [at, setAt] = useState<string | null>(null);
  const index = pieces.findIndex(({ id }) => id === at);
  const step = (by: number) => () => {
    const next = index < 0 ? 0 : (index + by + pieces.length) % Math.max(1, pieces.length);
    setAt(pieces[next]?.id ?? null);
  };
  const keys: Keys = {
    ArrowRight: step(1),
    ArrowDown: step(1),
    ArrowLeft: step(-1),
    ArrowUp: step(-1),
  };
  const present = pieces[index];
  if (present) keys.Enter = () => onOpen(present);
  pieces.slice(0, 9).forEach((piece, i) => {
    keys[String(i + 1)] = () => {
      setAt(piece.id);
      onOpen(piece);
    };
  });
  useKeys(keys, overDesk);
  return { at };
}
