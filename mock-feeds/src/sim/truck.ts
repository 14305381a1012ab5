import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { FleetVehicle } from '@ftz/shared/site/fleet.ts';
import type { Yard } from './grounds.ts';
import { placeAt } from './path.ts';
import type { Random } from './random.ts';
import type { Driving, RoadWalk } from './road-walk.ts';
import type { Seal } from './seal.ts';
import type { DeclaredJourney } from './world-event.ts';

export type Trip = { fromGateId: string; toGateId: string };

/**
 * What a truck is about: each case has only what it needs.
 * `astray` belongs to stories: the truck follows a drawn path and waits at its end for the next act.
 */
export type Duty =
  | { kind: 'parked'; yard: Yard; untilMs: number }
  | { kind: 'shunting'; yard: Yard }
  | { kind: 'to-gate'; trip: Trip }
  | { kind: 'at-exit'; trip: Trip; openedAtMs: number; passAtMs: number; journey: DeclaredJourney }
  | { kind: 'under-way'; trip: Trip; journey: DeclaredJourney }
  | { kind: 'astray'; trip: Trip; journey: DeclaredJourney }
  | { kind: 'at-entry'; trip: Trip; openedAtMs: number; passAtMs: number }
  | { kind: 'released'; yard: Yard; gateId: string; goAtMs: number }
  | { kind: 'to-yard'; yard: Yard };

/** How a truck spends its life: what it does when it has nothing to do. */
export type Habit =
  /** A tractor of the yard: never leaves, hardly rests. */
  | { kind: 'shuttle' }
  /** Journeys to any other yard, by its own dice. */
  | { kind: 'carrier' }
  /** Always the same trip, with short rests. */
  | { kind: 'regular'; trip: Trip; restMs: number };

export type Truck = {
  vehicle: FleetVehicle;
  habit: Habit;
  driving: Driving;
  random: Random;
  walk: RoadWalk;
  odometerM: number;
  weightKg: number;
  seal: Seal | null;
  duty: Duty;
  journeys: number;
  passages: number;
};

/** What a terminal's sensors see of its truck. */
export type TruckView = {
  point: LonLat;
  headingDeg: number;
  speedKph: number;
  odometerM: number;
  ignition: boolean;
};

/**
 * The truck as it is `aheadS` seconds after (or before) its last step: steps are coarse, and a
 * terminal's fix belongs to a whole second.
 */
export function viewTruck(truck: Truck, aheadS: number): TruckView {
  const { path, alongM, speedKph } = truck.walk;
  return {
    ...placeAt(path, alongM + (speedKph / 3.6) * aheadS),
    speedKph,
    odometerM: truck.odometerM,
    ignition: truck.duty.kind !== 'parked',
  };
}
