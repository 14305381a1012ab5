import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { FenceCode } from './fence.ts';
import { createPath } from './path.ts';
import { type Driving, placeOf, remainingM } from './road-walk.ts';
import { cutRope } from './seal.ts';
import { changeSeal, type Step } from './step-truck.ts';
import type { Trip, Truck } from './truck.ts';

/** One line of a story; `atS` counts from its cue. Paths start where the truck is at that moment. */
export type Act = { atS: number } & (
  | { act: 'leave-the-road'; path: readonly LonLat[] }
  | { act: 'cut-the-rope' }
  | { act: 'fence'; account: string; zone: number; code: FenceCode }
  | { act: 'drive-to-gate'; path: readonly LonLat[] }
);

/**
 * A story is played by one truck: at first in the middle of `firstTrip`, `cueM` before its end; later
 * whenever a trip of its regular round brings it as near to that gate again.
 */
export type Story = {
  vehicle: number;
  driving: Driving;
  firstTrip: Trip;
  round: { trip: Trip; restMs: number };
  cueM: number;
  acts: readonly Act[];
};

/** Where a story is: waiting for its cue, or playing since `sinceMs` with the next act at `next`. */
export type StoryState = { sinceMs: number | null; next: number; journeyId: string | null };

export const untold: StoryState = { sinceMs: null, next: 0, journeyId: null };

function isCue(story: Story, state: StoryState, truck: Truck): boolean {
  const { duty } = truck;
  if (duty.kind !== 'under-way' || duty.trip.toGateId !== story.firstTrip.toGateId) return false;
  return duty.journey.id !== state.journeyId && remainingM(truck.walk) <= story.cueM;
}

function turnOnto(truck: Truck, drawn: readonly LonLat[], astray: boolean): Truck {
  const { duty } = truck;
  if (duty.kind !== 'under-way' && duty.kind !== 'astray') return truck;
  const path = createPath([placeOf(truck.walk).point, ...drawn]);
  return {
    ...truck,
    walk: { path, alongM: 0, speedKph: truck.walk.speedKph },
    duty: { ...duty, kind: astray ? 'astray' : 'under-way' },
  };
}

function play(act: Act, truck: Truck, nowMs: number): Step {
  switch (act.act) {
    case 'leave-the-road':
      return { truck: turnOnto(truck, act.path, true), events: [] };
    case 'cut-the-rope':
      return changeSeal(truck, nowMs, cutRope);
    case 'fence': {
      const { account, zone, code } = act;
      return { truck, events: [{ kind: 'fence-changed', atMs: nowMs, account, zone, code }] };
    }
    case 'drive-to-gate':
      return { truck: turnOnto(truck, act.path, false), events: [] };
  }
}

/** Plays every act that is due by `nowMs`. */
export function playStory(
  story: Story,
  state: StoryState,
  truck: Truck,
  nowMs: number,
): Step & { state: StoryState } {
  if (state.sinceMs === null) {
    if (!isCue(story, state, truck) || truck.duty.kind !== 'under-way') {
      return { truck, events: [], state };
    }
    const begun = { sinceMs: nowMs, next: 0, journeyId: truck.duty.journey.id };
    return playStory(story, begun, truck, nowMs);
  }
  const step: Step = { truck, events: [] };
  let next = state.next;
  for (let act = story.acts[next]; act !== undefined; act = story.acts[next]) {
    const dueMs = state.sinceMs + act.atS * 1000;
    if (dueMs > nowMs) break;
    const played = play(act, step.truck, nowMs);
    step.truck = played.truck;
    step.events.push(...played.events);
    next += 1;
  }
  const over = next >= story.acts.length;
  return { ...step, state: { ...state, next, sinceMs: over ? null : state.sinceMs } };
}
