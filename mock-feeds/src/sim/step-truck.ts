import type { LonLat } from '@ftz/shared/contract/position.ts';
import {
  type Grounds,
  gateOf,
  laneOf,
  wayBetween,
  wayInYard,
  type Yard,
  yardOf,
} from './grounds.ts';
import { declareJourney } from './journey.ts';
import { readLane } from './lane.ts';
import { distanceM } from './plane.ts';
import { calmDriving, driveOn, isAtEnd, placeOf } from './road-walk.ts';
import { closeSeal, drainBattery, unlockSeal } from './seal.ts';
import type { Duty, Trip, Truck } from './truck.ts';
import type { WorldEvent } from './world-event.ts';

/** The moment and the world that a step happens in; `run` names this run of the simulation. */
export type StepContext = { grounds: Grounds; nowMs: number; stepS: number; run: string };
export type Step = { truck: Truck; events: WorldEvent[] };

/** Inside the fence everybody drives slowly. */
const yardDriving = { ...calmDriving, cruiseKph: 30 };
/** Between two reads a lane holds a truck for eight to fourteen seconds. */
const laneMs: [number, number] = [8_000, 14_000];
/** The barrier is up and gone past. */
const barrierMs = 4_000;

const quiet = (truck: Truck): Step => ({ truck, events: [] });
const on = (truck: Truck, duty: Duty): Truck => ({ ...truck, duty });

function drivingOf(truck: Truck) {
  const onRoad = truck.duty.kind === 'under-way' || truck.duty.kind === 'astray';
  return onRoad ? truck.driving : yardDriving;
}

/**
 * Half a second of driving, in place. False: there is nothing to decide, the truck is on its way or
 * asleep; the seal of a parked truck sleeps too.
 */
function roll(truck: Truck, { nowMs, stepS }: StepContext): boolean {
  const { duty, walk, seal } = truck;
  if (duty.kind === 'parked' && nowMs < duty.untilMs) return false;
  if (seal !== null) drainBattery(seal, stepS);
  if (isAtEnd(walk) && walk.speedKph === 0) return true;
  const fromM = walk.alongM;
  driveOn(walk, stepS, drivingOf(truck));
  truck.odometerM = truck.odometerM + walk.alongM - fromM;
  return isAtEnd(walk);
}

/** Changes a truck's seal and tells what the seal reports: for duties and for stories. */
export function changeSeal(truck: Truck, nowMs: number, change: typeof closeSeal): Step {
  if (truck.seal === null) return quiet(truck);
  const { seal, events } = change(truck.seal);
  const { sealId, state, batteryPct } = seal;
  const { point } = placeOf(truck.walk);
  const n = truck.vehicle.key;
  const event = { kind: 'seal-changed' as const, n, sealId, state, batteryPct, events, point };
  return { truck: { ...truck, seal }, events: [{ ...event, atMs: nowMs }] };
}

function drive(truck: Truck, path: Truck['walk']['path'], duty: Duty): Truck {
  return { ...truck, walk: { path, alongM: 0, speedKph: 0 }, duty };
}

function rest(truck: Truck, yard: Yard, context: StepContext): Truck {
  const { habit, random } = truck;
  const carrierMs = () => random.between(60_000, 400_000);
  const shuttleMs = () => random.between(3_000, 10_000);
  const restMs =
    habit.kind === 'regular' ? habit.restMs : habit.kind === 'shuttle' ? shuttleMs() : carrierMs();
  return on(truck, { kind: 'parked', yard, untilMs: context.nowMs + restMs });
}

function anotherSpot(truck: Truck, yard: Yard): LonLat {
  const here = placeOf(truck.walk).point;
  return truck.random.pick(yard.spots.filter((spot) => distanceM(spot, here) > 20));
}

function shunt(truck: Truck, yard: Yard): Truck {
  const way = wayInYard(yard, placeOf(truck.walk).point, anotherSpot(truck, yard));
  return drive(truck, way, { kind: 'shunting', yard });
}

function nextTrip(truck: Truck, yard: Yard, grounds: Grounds): Trip | null {
  if (truck.habit.kind === 'regular') return truck.habit.trip;
  if (truck.habit.kind === 'shuttle' || truck.random.next() < 0.35) return null;
  const others = grounds.yards.filter((other) => other.id !== yard.id);
  return {
    fromGateId: truck.random.pick(yard.gates).id,
    toGateId: truck.random.pick(truck.random.pick(others).gates).id,
  };
}

/** Load, seal, drive to the gate; or just another place in the yard. */
function leaveSpot(truck: Truck, yard: Yard, context: StepContext): Step {
  const trip = nextTrip(truck, yard, context.grounds);
  if (trip === null) return quiet(shunt(truck, yard));
  const sealed = changeSeal(truck, context.nowMs, closeSeal);
  const gate = gateOf(context.grounds, trip.fromGateId).point as LonLat;
  const weightKg = truck.random.between(14_000, 38_000);
  const way = wayInYard(yard, placeOf(truck.walk).point, gate);
  return {
    truck: drive({ ...sealed.truck, weightKg }, way, { kind: 'to-gate', trip }),
    events: sealed.events,
  };
}

/** The papers come first: the lane compares with them. */
function stopAtExit(truck: Truck, trip: Trip, context: StepContext): Step {
  const { grounds, nowMs, run } = context;
  const count = truck.journeys + 1;
  const way = wayBetween(grounds, trip.fromGateId, trip.toGateId);
  const about = { trip, way, departedAtMs: nowMs, run, count };
  const journey = declareJourney(truck.vehicle, about);
  const passAtMs = nowMs + truck.random.between(...laneMs);
  return {
    truck: {
      ...on(truck, { kind: 'at-exit', trip, openedAtMs: nowMs, passAtMs, journey }),
      journeys: count,
    },
    events: [{ kind: 'journey-declared', atMs: nowMs, n: truck.vehicle.key, journey }],
  };
}

function readThrough(
  truck: Truck,
  visit: { gateId: string; direction: 'IN' | 'OUT'; openedAtMs: number },
  context: StepContext,
): Step {
  const { grounds, nowMs, run } = context;
  const { vehicle, seal, weightKg, random } = truck;
  const passages = truck.passages + 1;
  const lane = laneOf(grounds, visit.gateId, visit.direction);
  const eventId = `P-${run}-${vehicle.key}-${passages}`;
  const { openedAtMs } = visit;
  const about = { eventId, lane, vehicle, seal, weightKg, openedAtMs, closedAtMs: nowMs };
  const reading = readLane(about, random);
  return {
    truck: { ...truck, passages },
    events: [{ kind: 'lane-passed', atMs: nowMs, n: vehicle.key, reading }],
  };
}

function passExit(truck: Truck, duty: Duty & { kind: 'at-exit' }, context: StepContext): Step {
  const { trip, journey, openedAtMs } = duty;
  const visit = { gateId: trip.fromGateId, direction: 'OUT' as const, openedAtMs };
  const read = readThrough(truck, visit, context);
  const way = wayBetween(context.grounds, trip.fromGateId, trip.toGateId);
  return { ...read, truck: drive(read.truck, way, { kind: 'under-way', trip, journey }) };
}

function stopAtEntry(truck: Truck, trip: Trip, context: StepContext): Step {
  const { nowMs } = context;
  // Who comes from outside is expected: this lane has read the plate on the approach.
  const passAtMs = nowMs + truck.random.between(1_000, 2_000);
  return quiet(on(truck, { kind: 'at-entry', trip, openedAtMs: nowMs, passAtMs }));
}

function passEntry(truck: Truck, duty: Duty & { kind: 'at-entry' }, context: StepContext): Step {
  const { trip, openedAtMs } = duty;
  const visit = { gateId: trip.toGateId, direction: 'IN' as const, openedAtMs };
  const read = readThrough(truck, visit, context);
  const yard = yardOf(context.grounds, trip.toGateId);
  const goAtMs = context.nowMs + barrierMs;
  return {
    ...read,
    truck: on(read.truck, { kind: 'released', yard, gateId: trip.toGateId, goAtMs }),
  };
}

/** A regular parks next to its exit, everybody else wherever there is room. */
function parkingSpot(truck: Truck, yard: Yard, grounds: Grounds): LonLat {
  const { habit, random } = truck;
  if (habit.kind !== 'regular') return random.pick(yard.spots);
  const exit = gateOf(grounds, habit.trip.fromGateId).point as LonLat;
  const nearer = (a: LonLat, b: LonLat) => (distanceM(b, exit) < distanceM(a, exit) ? b : a);
  return yard.spots.reduce(nearer);
}

function driveIntoYard(
  truck: Truck,
  duty: Duty & { kind: 'released' },
  context: StepContext,
): Truck {
  const gate = gateOf(context.grounds, duty.gateId).point as LonLat;
  const spot = parkingSpot(truck, duty.yard, context.grounds);
  return drive(truck, wayInYard(duty.yard, gate, spot), { kind: 'to-yard', yard: duty.yard });
}

/** Journey over: the seal is taken off where the goods are unloaded. */
function unload(truck: Truck, yard: Yard, context: StepContext): Step {
  const opened = changeSeal(truck, context.nowMs, unlockSeal);
  return { truck: rest(opened.truck, yard, context), events: opened.events };
}

/** Duties that end with the way: what comes when the truck is there. */
function arrive(truck: Truck, context: StepContext): Step {
  const { duty } = truck;
  switch (duty.kind) {
    case 'shunting':
      return quiet(rest(truck, duty.yard, context));
    case 'to-gate':
      return stopAtExit(truck, duty.trip, context);
    case 'under-way':
      return stopAtEntry(truck, duty.trip, context);
    case 'to-yard':
      return unload(truck, duty.yard, context);
    default:
      return wait(truck, context);
  }
}

/** Duties that end with time. */
function wait(truck: Truck, context: StepContext): Step {
  const { duty } = truck;
  const { nowMs } = context;
  switch (duty.kind) {
    case 'parked':
      return nowMs >= duty.untilMs ? leaveSpot(truck, duty.yard, context) : quiet(truck);
    case 'at-exit':
      return nowMs >= duty.passAtMs ? passExit(truck, duty, context) : quiet(truck);
    case 'at-entry':
      return nowMs >= duty.passAtMs ? passEntry(truck, duty, context) : quiet(truck);
    case 'released':
      return quiet(nowMs >= duty.goAtMs ? driveIntoYard(truck, duty, context) : truck);
    default:
      return quiet(truck);
  }
}

/**
 * One truck, one step on: what happened on the way, and the truck that goes on from there. Null when
 * nothing did and the same truck goes on, which is so nearly always.
 */
export function stepTruck(truck: Truck, context: StepContext): Step | null {
  if (!roll(truck, context)) return null;
  return isAtEnd(truck.walk) ? arrive(truck, context) : wait(truck, context);
}
