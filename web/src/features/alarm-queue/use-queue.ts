import type { Alarm, Severity } from '@ftz/shared/contract/alarm.ts';
import { calmLines, floodLines, type QueueLine } from '@ftz/shared/state/queue-lines.ts';
import { announcedAlarms } from '@ftz/shared/state/situation-selectors.ts';
import { useEffect, useMemo, useRef, useState } from 'react';
import { useDeskFlood } from '#desk/flood-watch.ts';
import { useSituation } from '#live/durable-store.ts';
import { nextOrder, sameOrder } from './queue-order.ts';

export type Queue = {
  /** Rows to draw; one that is over stays while the hand is on the list. */
  lines: readonly QueueLine[];
  /** Arrived since, not drawn yet. */
  waiting: Alarm[];
  /** Advisory ones that a flood leaves out of the list. */
  hidden: number;
  flood: boolean;
  reveal: () => void;
};

type View = { level: Severity | null; opened: ReadonlySet<string> };
type Shown = View & { ids: string[] };

/**
 * What is announced, of one level or of all, in an order that never moves under the hand; in a flood
 * in groups. Another level, or a group that was opened, is another list and drawn at once.
 */
export function useQueue(view: View, held: boolean): Queue {
  const { level, opened } = view;
  const listed = useSituation(announcedAlarms);
  const known = useSituation((situation) => situation.alarms);
  const { flood } = useDeskFlood();
  const [shown, setShown] = useState<Shown>({ ...view, ids: [] });
  const kept = useRef<ReadonlyMap<string, QueueLine>>(new Map());

  const wantedAlarms = useMemo(
    () => listed.filter(({ severity }) => isWanted(severity, level, flood)),
    [listed, level, flood],
  );
  const wanted = useMemo(
    () => (flood ? floodLines(wantedAlarms, opened) : calmLines(wantedAlarms)),
    [wantedAlarms, flood, opened],
  );
  const isSameView = shown.level === level && shown.opened === opened;
  const ids = wanted.map(({ id }) => id);
  const { rows } = nextOrder(isSameView ? shown.ids : [], ids, held);
  const current = new Map(wanted.map((line) => [line.id, line]));
  const lines = rows.flatMap((id) => {
    const line = current.get(id) ?? kept.current.get(id);
    return line ? [freshest(line, known)] : [];
  });
  useEffect(() => {
    kept.current = new Map(lines.map((line) => [line.id, line]));
    if (!isSameView || !sameOrder(shown.ids, rows)) setShown({ level, opened, ids: rows });
  });
  const drawn = new Set(lines.flatMap(alarmsOf).map(({ id }) => id));
  return {
    lines,
    waiting: wantedAlarms.filter(({ id }) => !drawn.has(id)),
    hidden: flood && level === null ? listed.filter(({ severity }) => severity === 4).length : 0,
    flood,
    reveal: () => setShown({ level, opened, ids }),
  };
}

function isWanted(severity: Severity, level: Severity | null, flood: boolean): boolean {
  return level === null ? !(flood && severity === 4) : severity === level;
}

export const alarmsOf = (line: QueueLine): readonly Alarm[] =>
  'alarm' in line ? [line.alarm] : line.group.alarms;

/** A row that waits for the hand to go still tells what became of its alarm. */
function freshest(line: QueueLine, known: Readonly<Record<string, Alarm>>): QueueLine {
  if (!('alarm' in line)) return line;
  const alarm = known[line.id];
  return alarm && alarm !== line.alarm ? { id: line.id, alarm } : line;
}
