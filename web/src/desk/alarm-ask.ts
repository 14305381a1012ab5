import { create } from 'zustand';

/** What the operator has begun to do with alarms, and still has to give a reason for. */
export type AlarmAsk =
  | { act: 'acknowledge'; alarmId: string }
  | { act: 'acknowledge-many'; alarms: readonly { alarmId: string; version: number }[]; of: number }
  | { act: 'shelve'; alarmId: string }
  | { act: 'take-out'; alarmId: string };

const store = create<{ ask: AlarmAsk | null }>(() => ({ ask: null }));

export function useAlarmAsk(): AlarmAsk | null {
  return store((state) => state.ask);
}

export function askAboutAlarm(ask: AlarmAsk | null): void {
  store.setState({ ask });
}
