import type { Severity } from '@ftz/shared/contract/alarm.ts';
import { isUnacknowledged } from '@ftz/shared/state/alarm-lifecycle.ts';
import { useKeys } from '#desk/keys.ts';
import { locate } from '#desk/map-focus.ts';
import { selectAlarm } from '#desk/select-alarm.ts';
import { selectPrevious, useSelection } from '#desk/selection.ts';
import { perform } from '#live/acts.ts';
import { durableStore } from '#live/durable-store.ts';
import { neighbour } from './queue-order.ts';
import type { Queue } from './use-queue.ts';

type QueueHand = {
  queue: Queue;
  level: Severity | null;
  setLevel: (level: Severity | null) => void;
  touch: () => void;
};

/** J K and arrows move, Space acknowledges, 1 to 4 filter, L locates, B goes back. */
export function useQueueKeys({ queue, level, setLevel, touch }: QueueHand): void {
  const move = (step: 1 | -1) => {
    const { alarmId } = useSelection.getState();
    const atTop = queue.alarms[0]?.id === alarmId;
    if (step === -1 && atTop && queue.waiting.length > 0) return queue.reveal();
    touch();
    const ids = queue.alarms.map(({ id }) => id);
    const alarm = queue.alarms.find(({ id }) => id === neighbour(ids, alarmId, step));
    if (alarm) selectAlarm(alarm);
  };
  const filter = (asked: Severity) => () => setLevel(level === asked ? null : asked);
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Space: () => {
      touch();
      acknowledgeSelected();
    },
    Enter: locateSelected,
    l: locateSelected,
    b: selectPrevious,
    '1': filter(1),
    '2': filter(2),
    '3': filter(3),
    '4': filter(4),
  });
}

function selectedAlarm() {
  const { alarmId } = useSelection.getState();
  return alarmId === null ? undefined : durableStore.getState().situation.alarms[alarmId];
}

function acknowledgeSelected(): void {
  const alarm = selectedAlarm();
  if (!alarm || !isUnacknowledged(alarm)) return;
  void perform(alarm.id, 'alarm.acknowledge', { alarmId: alarm.id }, alarm.version);
}

function locateSelected(): void {
  locate(selectedAlarm()?.point ?? null);
}
