import type { LonLat } from '@ftz/shared/contract/position.ts';
import { type FleetVehicle, fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { type Grounds, wayBetween, wayInYard, type Yard } from './grounds.ts';
import { declareJourney } from './journey.ts';
import { createRandom, type Random } from './random.ts';
import { calmDriving, type RoadWalk } from './road-walk.ts';
import { closeSeal, createSeal, type Seal } from './seal.ts';
import type { Story } from './story.ts';
import type { Duty, Habit, Trip, Truck } from './truck.ts';

type Founding = {
  grounds: Grounds;
  seed: number;
  startMs: number;
  run: string;
  story: Story | null;
};

/** The first of each area never leave: whatever the dice say, something moves in every yard. */
const shuttles: ReadonlySet<number> = new Set([2, 3, 4, 5]);
const shareUnderWay = 0.55;

function homeYard(grounds: Grounds, vehicle: FleetVehicle, random: Random): Yard {
  return random.pick(grounds.yards.filter((yard) => yard.area === vehicle.area));
}

function sealFor(vehicle: FleetVehicle, random: Random): Seal | null {
  return vehicle.sealId === null ? null : createSeal(vehicle.sealId, random.between(55, 99));
}

type Beginning = { walk: RoadWalk; duty: Duty; journeys: number; sealed: boolean };

/** Somewhere on the way: the journey began in the past, and its papers say so. */
function begunTrip(
  founding: Founding,
  vehicle: FleetVehicle,
  trip: Trip,
  place: { alongM: (lengthM: number) => number; cruiseKph: number },
): Beginning {
  const way = wayBetween(founding.grounds, trip.fromGateId, trip.toGateId);
  const alongM = place.alongM(way.lengthM);
  const elapsedMs = Math.round((alongM / ((place.cruiseKph * 0.92) / 3.6)) * 1000);
  const departedAtMs = founding.startMs - elapsedMs;
  const about = { trip, way, departedAtMs, run: founding.run, count: 1 };
  const journey = declareJourney(vehicle, about);
  return {
    walk: { path: way, alongM, speedKph: place.cruiseKph },
    duty: { kind: 'under-way', trip, journey },
    journeys: 1,
    sealed: true,
  };
}

function beginOnRoad(
  founding: Founding,
  vehicle: FleetVehicle,
  random: Random,
  cruiseKph: number,
): Beginning {
  const from = homeYard(founding.grounds, vehicle, random);
  const others = founding.grounds.yards.filter((yard) => yard.id !== from.id);
  const there: Trip = {
    fromGateId: random.pick(from.gates).id,
    toGateId: random.pick(random.pick(others).gates).id,
  };
  const back: Trip = { fromGateId: there.toGateId, toGateId: there.fromGateId };
  const trip = random.next() < 0.5 ? there : back;
  const share = random.between(0.02, 0.95);
  return begunTrip(founding, vehicle, trip, { alongM: (length) => length * share, cruiseKph });
}

function beginInYard(founding: Founding, vehicle: FleetVehicle, random: Random): Beginning {
  const yard = homeYard(founding.grounds, vehicle, random);
  const spot = random.pick(yard.spots);
  const target = random.pick(yard.spots.filter((other) => other !== spot)) as LonLat;
  const path = wayInYard(yard, spot, target);
  const moving = random.next() < 0.5 || shuttles.has(vehicle.key);
  const alongM = moving ? path.lengthM * random.next() : path.lengthM;
  return {
    walk: { path, alongM, speedKph: 0 },
    duty: moving
      ? { kind: 'shunting', yard }
      : { kind: 'parked', yard, untilMs: founding.startMs + random.between(5_000, 300_000) },
    journeys: 0,
    sealed: false,
  };
}

function storyTruck(
  founding: Founding,
  story: Story,
  vehicle: FleetVehicle,
  random: Random,
): Truck {
  const beginning = begunTrip(founding, vehicle, story.firstTrip, {
    alongM: (length) => length - story.cueM,
    cruiseKph: story.driving.cruiseKph,
  });
  const habit: Habit = { kind: 'regular', ...story.round };
  return assemble(vehicle, random, beginning, habit, story.driving);
}

function assemble(
  vehicle: FleetVehicle,
  random: Random,
  beginning: Beginning,
  habit: Habit,
  driving: Truck['driving'],
): Truck {
  const { sealed, ...rest } = beginning;
  const fresh = sealFor(vehicle, random);
  return {
    ...rest,
    vehicle,
    random,
    habit,
    driving,
    odometerM: Math.round(random.between(20_000, 400_000)) * 1000,
    weightKg: random.between(14_000, 38_000),
    seal: sealed && fresh !== null ? closeSeal(fresh).seal : fresh,
    passages: 0,
  };
}

/** The n-th truck at the moment the world begins. */
export function foundTruck(founding: Founding, n: number): Truck {
  const vehicle = fleetVehicle(n);
  const random = createRandom(founding.seed, `truck ${n}`);
  if (founding.story?.vehicle === n) return storyTruck(founding, founding.story, vehicle, random);
  const driving = { ...calmDriving, cruiseKph: Math.round(random.between(58, 76)) };
  const away = !shuttles.has(n) && random.next() < shareUnderWay;
  const beginning = away
    ? beginOnRoad(founding, vehicle, random, driving.cruiseKph)
    : beginInYard(founding, vehicle, random);
  const habit: Habit = { kind: shuttles.has(n) ? 'shuttle' : 'carrier' };
  return assemble(vehicle, random, beginning, habit, driving);
}
