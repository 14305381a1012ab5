import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import { isUnacknowledged } from '@ftz/shared/state/alarm-lifecycle.ts';
import { useEffect, useRef } from 'react';
import { usePrincipal } from '#api/session.ts';
import { useDispatchIntent } from '#desk/dispatch-intent.ts';
import { useIsWritingAbout } from '#desk/drafts.ts';
import { vehicleIdOf } from '#desk/select-thing.ts';
import { select, useSelection } from '#desk/selection.ts';
import { useSituation } from '#live/durable-store.ts';

/**
 * With nothing selected, the gravest unacknowledged alarm selects itself, so that one key
 * acknowledges it and its camera already plays. A selection that the operator made is never taken
 * away; one that made itself gives way to a graver alarm, but not under the hand, nor while the
 * operator writes about it or sends somebody there.
 */
export function useFirstSelection(alarms: readonly Alarm[], held: boolean): void {
  const selection = useSelection();
  const { alarmId, incidentId, thing } = selection;
  const madeItself = useRef<string | null>(null);
  const first = alarms.find(isUnacknowledged);
  const selected = alarms.find(({ id }) => id === alarmId);
  // A chosen vehicle has the panel; anything else that is pointed out is not in the way.
  const free = alarmId === null && incidentId === null && vehicleIdOf(selection) === null;
  const own = alarmId !== null && madeItself.current === alarmId;
  const dispatching = useDispatchIntent().step !== 'closed';
  const writing = useIsWritingAbout(selected?.incidentId ?? null);
  const me = usePrincipal()?.accountId ?? null;
  // Whoever has just judged it as the second sees what came of it, until he leaves it.
  const judging = useSituation(({ dispositions }) =>
    Object.values(dispositions).some(
      (each) =>
        incidentId !== null && each.incidentId === incidentId && each.second?.accountId === me,
    ),
  );
  const graver =
    own &&
    !dispatching &&
    !writing &&
    !judging &&
    first &&
    (!selected || first.severity < selected.severity);
  useEffect(() => {
    if (!first || held || !(free || graver)) return;
    madeItself.current = first.id;
    select({ alarmId: first.id, incidentId: first.incidentId, cameraId: null, thing });
  });
}
