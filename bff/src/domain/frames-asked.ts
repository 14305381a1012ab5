import type { GatewayName } from '@ftz/shared/contract/device.ts';

/** Whose last frames a technician wants to see: a whole gateway's, or one device's. */
export type FramesAsked = { gateway: GatewayName; deviceId: string | null; most: number };
