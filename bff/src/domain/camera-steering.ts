import type { Principal } from '@ftz/shared/contract/account.ts';
import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import type { CameraMotion } from '@ftz/shared/contract/steering.ts';
import type { Turn } from './steering-turn.ts';

/** Cameras that a person turns. Who may is not decided here: ask the policy first. */
export type CameraSteering = {
  /** Null when the camera took the motion, as its own protocol answered. Never rejects. */
  steer: (cameraId: string, motion: CameraMotion, principal: Principal) => Promise<Refusal | null>;
  turnOf: (cameraId: string) => Turn | null;
};
