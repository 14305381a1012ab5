import type { Severity } from '@ftz/shared/contract/alarm.ts';
import { isUnacknowledged, needsReasonToAcknowledge } from '@ftz/shared/state/alarm-lifecycle.ts';
import { acknowledgeable, type QueueLine } from '@ftz/shared/state/queue-lines.ts';
import { askAboutAlarm } from '#desk/alarm-ask.ts';
import { useKeys } from '#desk/keys.ts';
import { locate } from '#desk/map-focus.ts';
import { placeOfSelection } from '#desk/place-of-thing.ts';
import { selectPrevious, useSelection } from '#desk/selection.ts';
import { perform } from '#live/acts.ts';
import { durableStore } from '#live/durable-store.ts';
import { neighbour } from './queue-order.ts';
import type { Queue } from './use-queue.ts';

type QueueHand = {
  queue: Queue;
  /** The row that the keys are about. */
  selectedId: string | null;
  onSelect: (line: QueueLine) => void;
  onOpen: (groupId: string) => void;
  level: Severity | null;
  setLevel: (level: Severity | null) => void;
  toggleSetAside: () => void;
  touch: () => void;
};

/** So many may be acknowledged by one act. */
const mostAtOnce = 20;

/**
 * J K and arrows move, Space acknowledges, 1 to 4 filter, E escalates, S shelves, U shows what is set
 * aside, L locates, B goes back.
 */
export function useQueueKeys(hand: QueueHand): void {
  const { queue, selectedId, level, setLevel, touch } = hand;
  const move = (step: 1 | -1) => {
    const atTop = queue.lines[0]?.id === selectedId;
    if (step === -1 && atTop && queue.waiting.length > 0) return queue.reveal();
    touch();
    const ids = queue.lines.map(({ id }) => id);
    const line = queue.lines.find(({ id }) => id === neighbour(ids, selectedId, step));
    if (line) hand.onSelect(line);
  };
  const selected = queue.lines.find(({ id }) => id === selectedId);
  const filter = (asked: Severity) => () => setLevel(level === asked ? null : asked);
  useKeys({
    j: () => move(1),
    k: () => move(-1),
    ArrowDown: () => move(1),
    ArrowUp: () => move(-1),
    Space: () => {
      touch();
      if (selected && 'group' in selected) askAboutGroup(selected);
      else acknowledgeSelected();
    },
    Enter: () => {
      if (selected && 'group' in selected) hand.onOpen(selected.id);
      else locateSelected();
    },
    e: escalateSelected,
    s: shelveSelected,
    u: hand.toggleSetAside,
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
  if (needsReasonToAcknowledge(alarm)) askAboutAlarm({ act: 'acknowledge', alarmId: alarm.id });
  else void perform(alarm.id, 'alarm.acknowledge', { alarmId: alarm.id }, alarm.version);
}

function askAboutGroup({ group }: Extract<QueueLine, { group: unknown }>): void {
  const chosen = acknowledgeable(group, mostAtOnce);
  if (chosen.length === 0) return;
  const alarms = chosen.map(({ id, version }) => ({ alarmId: id, version }));
  const of = acknowledgeable(group, group.alarms.length).length;
  askAboutAlarm({ act: 'acknowledge-many', alarms, of });
}

function escalateSelected(): void {
  const alarm = selectedAlarm();
  if (alarm) void perform(alarm.id, 'alarm.escalate', { alarmId: alarm.id }, alarm.version);
}

function shelveSelected(): void {
  const alarm = selectedAlarm();
  if (alarm) askAboutAlarm({ act: 'shelve', alarmId: alarm.id });
}

function locateSelected(): void {
  locate(placeOfSelection());
}
