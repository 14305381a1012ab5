import type { Severity } from '@ftz/shared/contract/alarm.ts';
import { isUnacknowledged } from '@ftz/shared/state/alarm-lifecycle.ts';
import { openAlarms } from '@ftz/shared/state/situation-selectors.ts';
import { useState } from 'react';
import { selectAlarm } from '#desk/select-alarm.ts';
import { useSelection } from '#desk/selection.ts';
import { useSituation } from '#live/durable-store.ts';
import { useText } from '#text/text.ts';
import { CalmNote } from './calm-note.tsx';
import { NewBar } from './new-bar.tsx';
import { QueueRow } from './queue-row.tsx';
import { SeverityFilter } from './severity-filter.tsx';
import { useFirstSelection } from './use-first-selection.ts';
import { useHandOnList } from './use-hand-on-list.ts';
import { useQueue } from './use-queue.ts';
import { useQueueKeys } from './use-queue-keys.ts';
import './alarm-queue.css';

/** The one list of what is wrong now: gravest first, then newest. */
export function AlarmQueue() {
  const text = useText().alarm;
  const [level, setLevel] = useState<Severity | null>(null);
  const hand = useHandOnList();
  const queue = useQueue(level, hand.held);
  const alarmId = useSelection((selection) => selection.alarmId);
  useFirstSelection(queue.alarms, hand.held);
  useQueueKeys({ queue, level, setLevel, touch: hand.touch });

  return (
    <section className="alarm-queue" aria-label={text.queue}>
      <QueueHead level={level} onLevel={setLevel} />
      <NewBar alarms={queue.waiting} onReveal={queue.reveal} />
      <div
        className="rows"
        role="listbox"
        aria-label={text.queue}
        tabIndex={0}
        aria-activedescendant={alarmId ? `alarm-${alarmId}` : undefined}
        onPointerMove={hand.touch}
        onPointerDown={hand.touch}
        onPointerLeave={hand.release}
      >
        {queue.alarms.map((alarm) => (
          <QueueRow
            key={alarm.id}
            alarm={alarm}
            selected={alarm.id === alarmId}
            onSelect={() => selectAlarm(alarm)}
          />
        ))}
      </div>
      {queue.alarms.length === 0 ? <CalmNote filtered={level !== null} /> : null}
    </section>
  );
}

type HeadProps = {
  level: Severity | null;
  onLevel: (level: Severity | null) => void;
};

function QueueHead({ level, onLevel }: HeadProps) {
  const text = useText().alarm;
  const open = useSituation(openAlarms);
  return (
    <div className="queue-head">
      <SeverityFilter alarms={open} level={level} onLevel={onLevel} />
      <span className="unacked num">{text.unacked(open.filter(isUnacknowledged).length)}</span>
    </div>
  );
}
