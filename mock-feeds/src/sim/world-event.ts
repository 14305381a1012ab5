import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { SealEventName, SealState } from '@ftz/shared/contract/seal.ts';
import type { FenceCode } from './fence.ts';
import type { LaneReading } from './lane.ts';

/** A journey as the documents feed declares it; times are simulated milliseconds. */
export type DeclaredJourney = {
  id: string;
  vehicleId: string;
  plate: string;
  containerNo: string;
  sealId: string | null;
  fromGateId: string;
  toGateId: string;
  /** The road that will be driven, from gate to gate. */
  corridor: readonly LonLat[];
  corridorM: number;
  departedAtMs: number;
  dueAtMs: number;
};

/**
 * What happens in the world and some device or office must report at once. Positions are no events:
 * a terminal looks at its truck when its own beat comes. `n` is the truck's number in the fleet.
 */
export type WorldEvent = { atMs: number } & (
  | { kind: 'journey-declared'; n: number; journey: DeclaredJourney }
  | { kind: 'lane-passed'; n: number; reading: LaneReading }
  | {
      kind: 'seal-changed';
      n: number;
      sealId: string;
      state: SealState;
      batteryPct: number;
      events: SealEventName[];
      point: LonLat;
    }
  | { kind: 'fence-changed'; account: string; zone: number; code: FenceCode }
);
