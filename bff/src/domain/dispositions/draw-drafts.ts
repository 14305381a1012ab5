import type { Disposition, DrawReason } from '@ftz/shared/contract/disposition.ts';
import type { Actor, DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { drawSecond } from '@ftz/shared/state/draw-second.ts';
import type { CommandWorld } from '#domain/commands/command-decision.ts';
import { areasOfDisposition, dispositionRefOf } from './disposition-ref.ts';
import type { Candidates } from './review-candidates.ts';

const house: Actor = { kind: 'machine', name: 'draw-second' };

/** One of the candidates is drawn, with all that it takes to draw him again; nothing where there is none. */
export function drawDrafts(
  disposition: Disposition,
  why: DrawReason,
  { candidates, excluded }: Candidates,
  { situation, limits, nowMs, dice }: CommandWorld,
): DurableDraft[] {
  const seed = dice() >>> 0;
  const drawn = drawSecond(candidates, seed);
  if (drawn === null) return [];
  return [
    {
      type: 'disposition.drawn',
      areas: areasOfDisposition(situation, disposition),
      actor: house,
      data: {
        ...dispositionRefOf(disposition),
        draw: { why, candidates, excluded, seed, drawn, atMs: nowMs },
        secondDueAtMs: nowMs + limits.secondStartS * 1000,
      },
    },
  ];
}

/** Who was drawn is gone and nobody else is there: it waits again. */
export function lostDraft(
  disposition: Disposition,
  why: DrawReason,
  { waitingFor }: Candidates,
  { situation }: CommandWorld,
): DurableDraft {
  return {
    type: 'disposition.second-lost',
    areas: areasOfDisposition(situation, disposition),
    actor: house,
    data: { ...dispositionRefOf(disposition), why, waitingFor },
  };
}
