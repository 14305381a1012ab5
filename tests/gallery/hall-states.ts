import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { worstHour } from '#e2e/screen-stories.ts';

/** What a hall may look at; `isBlind`: the line to the center is cut once the wall stands. */
export type HallState = { name: string; log: DurableDraft[]; isBlind: boolean };

/** Each a part of the worst hour: the one grave alarm, all the milder ones with it, and what follows from it. */
export function hallStates(nowMs: number): HallState[] {
  const whole = worstHour(nowMs, 'U-reviewer').filter(({ type }) => !type.startsWith('wall.'));
  const flood = whole.filter(({ type }) => !type.startsWith('emergency.'));
  const [grave, opened] = flood;
  const incident = grave && opened ? [grave, opened] : [];
  return [
    { name: 'calm', log: [], isBlind: false },
    { name: 'incident', log: incident, isBlind: false },
    { name: 'flood', log: flood, isBlind: false },
    { name: 'blind', log: incident, isBlind: true },
    { name: 'emergency', log: whole, isBlind: false },
  ];
}
