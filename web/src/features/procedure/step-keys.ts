import type { ProcedureRun, RunStep } from '@ftz/shared/contract/procedure.ts';
import { isTickedByHand } from '@ftz/shared/state/procedure-lifecycle.ts';
import type { Keys } from '#desk/keys.ts';

type Acts = Record<'tick' | 'startSkip' | 'undo', (stepId: string) => void>;

/** A digit ticks the step of that number, the other keys are on the chosen one. */
export function stepKeys(
  { steps }: ProcedureRun,
  chosen: RunStep | null,
  { tick, startSkip, undo }: Acts,
): Keys {
  const digits = steps.slice(0, 9).map(({ id }, i) => [String(i + 1), () => tick(id)] as const);
  return {
    ...Object.fromEntries(digits),
    // Where the step is to acknowledge, Space acknowledges.
    Space: chosen && isTickedByHand(chosen) ? () => tick(chosen.id) : undefined,
    '-': () => {
      if (chosen?.state === 'open') startSkip(chosen.id);
    },
    u: chosen ? () => undo(chosen.id) : undefined,
  };
}
