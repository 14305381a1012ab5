import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import { isUnacknowledged } from '@ftz/shared/state/alarm-lifecycle.ts';
import { useEffect, useRef } from 'react';
import { usePrincipal } from '#api/session.ts';
import { useDispatchIntent } from '#desk/dispatch-intent.ts';
import { useIsWritingAbout } from '#desk/drafts.ts';
import { selectAlarm } from '#desk/select-alarm.ts';
import { useSelection } from '#desk/selection.ts';
import { useSituation } from '#live/durable-store.ts';

/**
 * With nothing selected, the gravest unacknowledged alarm selects itself, so that one key
 * acknowledges it and its camera already plays. A selection that the operator made is never taken
 * away; one that made itself gives way to a graver alarm, but not under the hand, nor while the
 * operator writes about it or sends somebody there.
 */
export function useFirstSelection(alarms: readonly Alarm[], held: boolean): void {
  const { alarmId, incidentId, vehicleId } = useSelection();
  const madeItself = useRef<string | null>(null);
  const first = alarms.find(isUnacknowledged);
  const selected = alarms.find(({ id }) => id === alarmId);
  const free = alarmId === null && incidentId === null && vehicleId === null;
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
    selectAlarm(first);
  });
}
