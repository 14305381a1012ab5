import type { Alarm, Severity } from '@ftz/shared/contract/alarm.ts';
import { openAlarms } from '@ftz/shared/state/situation-selectors.ts';
import { useEffect, useMemo, useState } from 'react';
import { useSituation } from '#live/durable-store.ts';
import { nextOrder, sameOrder } from './queue-order.ts';

export type Queue = {
  /** Rows to draw; one that is over stays while the hand is on the list. */
  alarms: Alarm[];
  /** Arrived since, not drawn yet. */
  waiting: Alarm[];
  reveal: () => void;
};

/** The open alarms of one level, or of all, in an order that never moves under the hand. */
export function useQueue(level: Severity | null, held: boolean): Queue {
  const open = useSituation(openAlarms);
  const known = useSituation((situation) => situation.alarms);
  const [shown, setShown] = useState<{ level: Severity | null; ids: string[] }>(empty);
  const wanted = useMemo(
    () => open.filter((alarm) => level === null || alarm.severity === level).map(({ id }) => id),
    [open, level],
  );
  const before = shown.level === level ? shown.ids : [];
  const { rows, waiting } = nextOrder(before, wanted, held);
  useEffect(() => {
    if (shown.level !== level || !sameOrder(shown.ids, rows)) setShown({ level, ids: rows });
  });
  const alarmsOf = (ids: string[]) => ids.map((id) => known[id]).filter((a) => a !== undefined);
  return {
    alarms: alarmsOf(rows),
    waiting: alarmsOf(waiting),
    reveal: () => setShown({ level, ids: wanted }),
  };
}

const empty: { level: Severity | null; ids: string[] } = { level: null, ids: [] };
