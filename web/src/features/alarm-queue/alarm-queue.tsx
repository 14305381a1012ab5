import type { Alarm, Severity } from '@ftz/shared/contract/alarm.ts';
import { isAnnounced } from '@ftz/shared/state/alarm-suppression.ts';
import type { QueueLine } from '@ftz/shared/state/queue-lines.ts';
import { announcedAlarms } from '@ftz/shared/state/situation-selectors.ts';
import { useRef, useState } from 'react';
import { usePrincipal } from '#api/session.ts';
import { useFloodWatch } from '#desk/flood-watch.ts';
import { selectAlarm } from '#desk/select-alarm.ts';
import { useSelection } from '#desk/selection.ts';
import { useSituation } from '#live/durable-store.ts';
import { useText } from '#text/text.ts';
import { AlarmAskForm } from './alarm-ask-form.tsx';
import { CalmNote } from './calm-note.tsx';
import { FloodBanner } from './flood-banner.tsx';
import { GroupRow } from './group-row.tsx';
import { NewBar } from './new-bar.tsx';
import { OldestCritical } from './oldest-critical.tsx';
import { QueueRow } from './queue-row.tsx';
import { SetAsideList } from './set-aside-list.tsx';
import { SeverityFilter } from './severity-filter.tsx';
import { useFirstSelection } from './use-first-selection.ts';
import { useHandOnList } from './use-hand-on-list.ts';
import { alarmsOf, useQueue } from './use-queue.ts';
import { useQueueKeys } from './use-queue-keys.ts';
import './alarm-queue.css';

const noAreas: never[] = [];

/** The one list of what is wrong now: gravest first, then newest; beneath it what is set aside. */
export function AlarmQueue() {
  const text = useText().alarm;
  useFloodWatch(usePrincipal()?.areas ?? noAreas);
  const [level, setLevel] = useState<Severity | null>(null);
  const [opened, setOpened] = useState<ReadonlySet<string>>(new Set());
  const [setAside, setSetAside] = useState(false);
  const hand = useHandOnList();
  const queue = useQueue({ level, opened }, hand.held);
  const alarmId = useSelection((selection) => selection.alarmId);
  const [groupId, setGroupId] = useState<string | null>(null);
  const selectedId = selectedLineOf(queue.lines, groupId, alarmId);
  // What is looked at may be over, and in no queue any more.
  const isListed = queue.lines.some(({ id }) => id === selectedId);
  const rows = useRef<HTMLDivElement>(null);
  useFirstSelection(queue.lines.flatMap(alarmsOf), hand.held);

  const onSelect = (line: QueueLine) => {
    const [first] = alarmsOf(line);
    setGroupId('group' in line ? line.id : null);
    if (first) selectAlarm(first);
  };
  const onOpen = (id: string) => setOpened((before) => toggled(before, id));
  const toggleSetAside = () => setSetAside(!setAside);
  useQueueKeys({
    ...{ queue, selectedId, onSelect, onOpen },
    ...{ level, setLevel, toggleSetAside, touch: hand.touch },
  });

  return (
    <section className="alarm-queue" aria-label={text.queue}>
      <QueueHead level={level} onLevel={setLevel} />
      <FloodBanner queue={queue} />
      <OldestCritical rows={rows} lines={queue.lines} />
      <AlarmAskForm />
      <NewBar alarms={queue.waiting} onReveal={queue.reveal} />
      <div
        ref={rows}
        className="rows"
        role="listbox"
        aria-label={text.queue}
        tabIndex={0}
        aria-activedescendant={isListed ? `alarm-${selectedId}` : undefined}
        onPointerMove={hand.touch}
        onPointerDown={hand.touch}
        onPointerLeave={hand.release}
      >
        {queue.lines.map((line) =>
          'alarm' in line ? (
            <QueueRow
              key={line.id}
              alarm={line.alarm}
              selected={line.id === selectedId}
              onSelect={() => onSelect(line)}
            />
          ) : (
            <GroupRow
              key={line.id}
              id={line.id}
              group={line.group}
              selected={line.id === selectedId}
              opened={opened.has(line.id)}
              onSelect={() => onSelect(line)}
              onOpen={() => onOpen(line.id)}
            />
          ),
        )}
      </div>
      {queue.lines.length === 0 ? <CalmNote filtered={level !== null} /> : null}
      <SetAsideList open={setAside} onToggle={toggleSetAside} />
    </section>
  );
}

/** A group stays the row that is meant while the alarm that it put into the panel is still its own. */
function selectedLineOf(
  lines: readonly QueueLine[],
  groupId: string | null,
  alarmId: string | null,
): string | null {
  const group = lines.find(({ id }) => id === groupId);
  const holds = group && alarmsOf(group).some(({ id }) => id === alarmId);
  return holds ? groupId : alarmId;
}

function toggled(set: ReadonlySet<string>, id: string): ReadonlySet<string> {
  const next = new Set(set);
  if (!next.delete(id)) next.add(id);
  return next;
}

type HeadProps = {
  level: Severity | null;
  onLevel: (level: Severity | null) => void;
};

function QueueHead({ level, onLevel }: HeadProps) {
  const text = useText().alarm;
  const open: Alarm[] = useSituation(announcedAlarms);
  return (
    <div className="queue-head">
      <SeverityFilter alarms={open} level={level} onLevel={onLevel} />
      <span className="unacked num">{text.unacked(open.filter(isAnnounced).length)}</span>
    </div>
  );
}
