import type { GatewayName } from '@ftz/shared/contract/device.ts';
import type { Observation } from '#domain/observation.ts';

/** How a frame ended: counted in `ftz_device_frames_total{gateway,result}`. */
export const frameResults = ['ok', 'duplicate', 'bad', 'unsupported'] as const;
export type FrameResult = (typeof frameResults)[number];

/**
 * What the house gives a gateway. The promise: when `accept` resolves, the report is committed (or
 * needs no commit), and only then may the device be acknowledged. When it rejects, nothing was kept,
 * the device must not be acknowledged and will send again.
 */
export type GatewayHost = {
  accept: (observation: Observation) => Promise<void>;
  /** Counts a frame that was understood. */
  countFrame: (result: FrameResult) => void;
  /** Counts a frame that was not, and keeps the bytes (bounded) for a technician. */
  keepBadFrame: (bytes: Uint8Array, reason: string, peer: string) => void;
  nowMs: () => number;
};

/** HTTP gateways hang their routes on the one server; `reply` is status and JSON body. */
export type DeviceRoute = {
  path: string;
  bodyLimitBytes: number;
  handle: (request: DeviceRequest) => Promise<DeviceReply>;
};
export type DeviceRequest = {
  params: Record<string, string>;
  /** The value of `Authorization: Bearer …`, or null. */
  key: string | null;
  body: Uint8Array;
  peer: string;
};
export type DeviceReply = { status: number; body: Record<string, unknown> };

/** A started gateway. `health` is one line for `/health/ready`; `close` ends every socket. */
export type RunningGateway = {
  port: number | null;
  routes: DeviceRoute[];
  health: () => { ok: boolean; detail: string };
  close: () => Promise<void>;
};

/** One protocol: a folder with this at its door, and one line in `app/adapters.ts`. */
export type DeviceAdapter = {
  gateway: GatewayName;
  start: (host: GatewayHost) => Promise<RunningGateway>;
};
