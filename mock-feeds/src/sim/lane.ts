import type { FleetVehicle } from '@ftz/shared/site/fleet.ts';
import type { Random } from './random.ts';
import { type Seal, sealReading } from './seal.ts';

/** What the readers of one lane saw of one vehicle; times are simulated milliseconds. */
export type LaneReading = {
  eventId: string;
  laneId: string;
  area: string;
  direction: 'IN' | 'OUT';
  openedAtMs: number;
  closedAtMs: number;
  plate: string;
  plateConfidence: number;
  containerNo: string;
  seals: { id: string; state: 'sealed' | 'open' | 'broken' }[];
  weightKg: number;
};

export type LaneVisit = {
  eventId: string;
  lane: { id: string; area: string; direction: 'IN' | 'OUT' };
  vehicle: FleetVehicle;
  seal: Seal | null;
  weightKg: number;
  openedAtMs: number;
  closedAtMs: number;
};

/** Good readers: they always read the right plate, never with full certainty. */
export function readLane(visit: LaneVisit, random: Random): LaneReading {
  return {
    eventId: visit.eventId,
    laneId: visit.lane.id,
    area: visit.lane.area,
    direction: visit.lane.direction,
    openedAtMs: visit.openedAtMs,
    closedAtMs: visit.closedAtMs,
    plate: visit.vehicle.plate,
    plateConfidence: Math.round(random.between(0.93, 0.995) * 1000) / 1000,
    containerNo: visit.vehicle.containerNo,
    seals: visit.seal === null ? [] : [sealReading(visit.seal)],
    // Weighbridges of this class show steps of 20 kg.
    weightKg: Math.round(visit.weightKg / 20) * 20,
  };
}
