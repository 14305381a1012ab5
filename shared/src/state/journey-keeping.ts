import type { Journey } from '#contract/journey.ts';
import type { Situation } from '#contract/situation.ts';
import { isOpen } from './alarm-lifecycle.ts';

const arrivedMs = 10 * 60_000;
const hourMs = 3_600_000;
/** Under way as long as a condition that lasts: a house that was down for a night has yet to raise the alarm. */
const lateMs = { 'under-way': 7 * 24 * hourMs, arrived: 12 * hourMs, 'written-off': 12 * hourMs };

/**
 * Until when a journey stays that nobody asks about: a while after its arrival, or after its time is over;
 * however long it was planned for, not before it would be an alarm.
 */
export function staysUntilMs(journey: Journey): number {
  const { state, departedAtMs, dueAtMs, arrivedAtMs, keptUntilMs = 0 } = journey;
  const lateUntilMs = dueAtMs + Math.max(lateMs[state], dueAtMs - departedAtMs);
  const hereUntilMs = arrivedAtMs === null ? lateUntilMs : arrivedAtMs + arrivedMs;
  return Math.max(keptUntilMs, Math.min(lateUntilMs, hereUntilMs));
}

/** The journeys that open alarms are about. */
export function journeysInQuestion({ alarms }: Pick<Situation, 'alarms'>): Set<string> {
  const ids = Object.values(alarms)
    .filter(isOpen)
    .flatMap(({ journeyId }) => journeyId ?? []);
  return new Set(ids);
}
