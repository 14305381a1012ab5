import type { RegisteredDevice } from '@ftz/shared/contract/device.ts';
import type { WeighTolerance } from '@ftz/shared/contract/equipment.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { Journey } from '@ftz/shared/contract/journey.ts';
import type { LaneDecision } from '@ftz/shared/contract/lane-decision.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { FenceSegment, Gate } from '@ftz/shared/contract/site.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { TimeLimits } from '@ftz/shared/contract/time-limits.ts';
import type { FleetVehicle } from '@ftz/shared/site/fleet.ts';
import type { LivePicture, LiveVehicle } from './live-picture.ts';
import type { Observation } from './observation.ts';
import type { Registry } from './registry.ts';

/** What a decision may look at: who is who, what is going on, what is true now, what time it is. */
export type World = {
  registry: Registry;
  situation: Situation;
  picture: LivePicture;
  nowMs: number;
  /** How long people have for what. */
  limits: TimeLimits;
  /** How far a scale without a tolerance of its own may be from the papers; with neither a person decides. */
  weightTolerance?: WeighTolerance | null;
};

/**
 * An observation with everything that the house knows around it. Each enrich step fills its part;
 * rules read it and never look things up again.
 */
export type Sighting = {
  observation: Observation;
  nowMs: number;
  /** Older than what the device, or the world, has said since: history, not news. */
  late: boolean;
  /** Ahead of our clock beyond what clocks wander: quarantined, judged by its clock alone. */
  future: boolean;
  /** Registered. What is not trusted is shown and listed, and raises nothing. */
  trusted: boolean;
  /** Null for a stranger. */
  device: RegisteredDevice | null;
  area: AreaId | null;
  point: LonLat | null;
  vehicle: FleetVehicle | null;
  liveVehicle: LiveVehicle | null;
  journey: Journey | null;
  sealId: string | null;
  segment: FenceSegment | null;
  gate: Gate | null;
  /** The answer to a lane that asks; null for everybody else. */
  laneDecision: LaneDecision | null;
  /** Metres from the journey's declared corridor line; null without journey or place. */
  offRouteM: number | null;
  /** Inside an area or at a gate, where standing still is nobody's business. */
  atApprovedPlace: boolean;
};
