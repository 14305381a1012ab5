import { changeFence, type Fence } from './fence.ts';
import { foundTruck } from './found-traffic.ts';
import type { Grounds } from './grounds.ts';
import { placeOf } from './road-walk.ts';
import { closeSeal, type Seal, unlockSeal } from './seal.ts';
import { changeSeal, type StepContext, stepTruck } from './step-truck.ts';
import { playStory, type Story, type StoryState, untold } from './story.ts';
import { type Truck, type TruckView, viewTruck } from './truck.ts';
import type { DeclaredJourney, WorldEvent } from './world-event.ts';

export type TrafficSettings = {
  grounds: Grounds;
  seed: number;
  vehicles: number;
  /** When the world begins: simulated milliseconds since 1970; also names the run. */
  startMs: number;
  story: Story | null;
};

/**
 * The whole moving world. It steps half a second at a time whatever the caller's beat, so the same
 * settings give the same events to the byte, and a slow machine only sees them later.
 */
export type Traffic = {
  /** Lives on to a moment and tells what happened, oldest first; a moment already past is nothing. */
  advance: (toMs: number) => WorldEvent[];
  /**
   * Truck by its number in the fleet, as it is at a moment within a second of the last step.
   * Throws for a number that is not in this world.
   */
  truck: (n: number, atMs: number) => TruckView;
  seal: (n: number) => (Seal & { point: TruckView['point'] }) | null;
  /** What the seal of a truck does when it is told to, and what it then reports. */
  orderSeal: (n: number, op: 'lock' | 'unlock') => WorldEvent[];
  /** The journeys that are under way now: what must be declared before the first position. */
  journeys: () => { n: number; journey: DeclaredJourney }[];
};

const stepMs = 500;
/** Speed and road are known this far around a step, not further. */
const farthestMs = 1_000;

type World = { trucks: Truck[]; fence: Fence; story: StoryState };

function stepFence(world: World, events: readonly WorldEvent[]): WorldEvent[] {
  return events.filter((event) => {
    if (event.kind !== 'fence-changed') return true;
    const { fence, changed } = changeFence(world.fence, event);
    world.fence = fence;
    return changed;
  });
}

function tellStory(world: World, story: Story, nowMs: number): WorldEvent[] {
  const truck = world.trucks[story.vehicle - 1];
  if (truck === undefined) return [];
  const told = playStory(story, world.story, truck, nowMs);
  world.trucks[story.vehicle - 1] = told.truck;
  world.story = told.state;
  return told.events;
}

function stepWorld(world: World, story: Story | null, context: StepContext): WorldEvent[] {
  const events = story === null ? [] : tellStory(world, story, context.nowMs);
  const { trucks } = world;
  for (let i = 0; i < trucks.length; i++) {
    const step = stepTruck(trucks[i] as Truck, context);
    if (step === null) continue;
    trucks[i] = step.truck;
    events.push(...step.events);
  }
  return stepFence(world, events);
}

export function createTraffic(settings: TrafficSettings): Traffic {
  const { grounds, startMs, story } = settings;
  const run = Math.floor(startMs / 1000).toString(36);
  const founding = { grounds, seed: settings.seed, startMs, run, story };
  const world: World = {
    trucks: Array.from({ length: settings.vehicles }, (_, i) => foundTruck(founding, i + 1)),
    fence: new Set(),
    story: untold,
  };
  // A story that begins with the world hears its cue now, not one step later.
  if (story !== null) tellStory(world, story, startMs);
  let nowMs = startMs;
  const truck = (n: number): Truck => {
    const found = world.trucks[n - 1];
    if (found === undefined) throw new Error(`truck ${n} is not in this world`);
    return found;
  };
  return {
    advance: (toMs) => {
      const events: WorldEvent[] = [];
      while (nowMs + stepMs <= toMs) {
        nowMs += stepMs;
        const context = { grounds, nowMs, stepS: stepMs / 1000, run };
        for (const event of stepWorld(world, story, context)) events.push(event);
      }
      return events;
    },
    truck: (n, atMs) => {
      const aheadMs = Math.max(-farthestMs, Math.min(farthestMs, atMs - nowMs));
      return viewTruck(truck(n), aheadMs / 1000);
    },
    seal: (n) => {
      const { seal, walk } = truck(n);
      return seal === null ? null : { ...seal, point: placeOf(walk).point };
    },
    orderSeal: (n, op) => {
      const step = changeSeal(truck(n), nowMs, op === 'unlock' ? unlockSeal : closeSeal);
      world.trucks[n - 1] = step.truck;
      return step.events;
    },
    journeys: () =>
      world.trucks.flatMap(({ vehicle, duty }) =>
        'journey' in duty ? [{ n: vehicle.key, journey: duty.journey }] : [],
      ),
  };
}
