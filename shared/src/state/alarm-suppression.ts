import type { Alarm, AlarmState, Severity } from '#contract/alarm.ts';
import type { RefusalCode } from '#contract/refusal.ts';
import type { Suppression, SuppressionWay } from '#contract/suppression.ts';
import { askingAnew, isActive, isOpen, isUnacknowledged } from './alarm-lifecycle.ts';

/** The eight states of ISA-18.2. */
export type IsaState = AlarmState | SuppressionWay;

/** Where an alarm stands, in one word: that it is set aside hides what it is beneath. */
export function isaStateOf({ state, suppression }: Alarm): IsaState {
  return isSetAside({ state, suppression }) && suppression ? suppression.how : state;
}

/** Open and not announced: it stands on a list of its own, never on none. */
export function isSetAside({ state, suppression }: Pick<Alarm, 'state' | 'suppression'>): boolean {
  return state !== 'normal' && suppression !== null;
}

/** Waits for an acknowledgement, and may call for it. */
export function isAnnounced(alarm: Alarm): boolean {
  return isUnacknowledged(alarm) && alarm.suppression === null;
}

/** Null when it may be shelved now. What waits for a review is not put away, and nothing twice. */
export function refusalToShelve(alarm: Alarm): RefusalCode | null {
  if (alarm.severity === 1) return 'critical-never';
  const isShelvable = isOpen(alarm) && alarm.state !== 'latched' && alarm.suppression === null;
  return isShelvable ? null : 'wrong-state';
}

export function refusalToUnshelve({ suppression }: Alarm): RefusalCode | null {
  return suppression?.how === 'shelved' ? null : 'wrong-state';
}

/** Whether getting this much worse takes an alarm from where it was put. */
export function breaksSuppression(alarm: Alarm, severity: Severity): boolean {
  const how = alarm.suppression?.how;
  if (how === undefined || severity >= alarm.severity) return false;
  return (how === 'shelved' && severity <= 2) || (how === 'suppressed' && severity === 1);
}

export function setAside(alarm: Alarm, suppression: Suppression): Alarm {
  return { ...alarm, version: alarm.version + 1, suppression };
}

/** It is announced again. While its condition lasts it asks anew, whoever had acknowledged it before. */
export function broughtBack(alarm: Alarm, atMs: number, acknowledgeDueAtMs: number): Alarm {
  const back = { ...alarm, version: alarm.version + 1, suppression: null };
  if (!isOpen(alarm)) return back;
  if (isActive(alarm))
    return { ...back, state: 'unacked', ...askingAnew(atMs, acknowledgeDueAtMs) };
  return isUnacknowledged(alarm) ? { ...back, ...askingAnew(atMs, acknowledgeDueAtMs) } : back;
}
