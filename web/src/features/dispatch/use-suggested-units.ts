import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import type { SuggestedUnit } from '@ftz/shared/contract/suggested-unit.ts';
import type { TaskKind } from '@ftz/shared/contract/task.ts';
import { useEffect, useRef, useState } from 'react';
import { fetchSuggestedUnits } from '#api/suggested-units.ts';

export type Suggestion =
  | { state: 'asking' }
  | { state: 'known'; units: SuggestedUnit[] }
  | { state: 'refused'; refusal: Refusal };

/** Asks once per incident and kind; `onKnown` is told when the answer is there. */
export function useSuggestedUnits(
  incidentId: string,
  kind: TaskKind,
  onKnown: (units: SuggestedUnit[]) => void,
): Suggestion {
  const [suggestion, setSuggestion] = useState<Suggestion>({ state: 'asking' });
  const told = useRef(onKnown);
  useEffect(() => {
    told.current = onKnown;
  });
  useEffect(() => {
    let wanted = true;
    void fetchSuggestedUnits(incidentId, kind).then((answer) => {
      if (!wanted) return;
      if (!answer.ok) return setSuggestion({ state: 'refused', refusal: answer.refusal });
      setSuggestion({ state: 'known', units: answer.value.units });
      told.current(answer.value.units);
    });
    return () => {
      wanted = false;
    };
  }, [incidentId, kind]);
  return suggestion;
}
