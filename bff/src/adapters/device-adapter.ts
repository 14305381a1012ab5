import type { GatewayName } from '@ftz/shared/contract/device.ts';
import type { DeviceOrder, OrderFailure } from '@ftz/shared/contract/device-order.ts';
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

/** HTTP gateways hang their routes on the one server. */
export type DeviceRoute = {
  /** Devices push with POST unless said otherwise; those of some vendors use PUT. */
  method?: 'POST' | 'PUT';
  path: string;
  bodyLimitBytes: number;
  handle: (request: DeviceRequest) => Promise<DeviceReply>;
};
export type DeviceRequest = {
  params: Record<string, string>;
  query: Record<string, string>;
  /** The value of `Authorization: Bearer …`, or null. */
  key: string | null;
  /** All headers, by lower-case name, for protocols with a credential or a body form of their own. */
  headers: Readonly<Record<string, string>>;
  body: Uint8Array;
  peer: string;
};
/** A text needs its type: what is not JSON is what the device's own protocol wants to hear. */
export type DeviceReply =
  | { status: number; body: Record<string, unknown> }
  | { status: number; text: string; contentType: string };

/** That an order left the house. `reference` is the protocol's own name of it (a flow number, a command id). */
export type OrderSending = { sent: true; reference: string } | { sent: false; why: OrderFailure };

/**
 * A started gateway. `health` is one line for `/health/ready`; `close` ends every socket. `order` is
 * there where the protocol can carry one: it resolves when the order is on the wire, which confirms
 * nothing. What the device then did is an observation of its own (`order-answer`).
 */
export type RunningGateway = {
  port: number | null;
  routes: DeviceRoute[];
  health: () => { ok: boolean; detail: string };
  order?: (order: DeviceOrder) => Promise<OrderSending>;
  close: () => Promise<void>;
};

/** One protocol: a folder with this at its door, and one line in `app/adapters.ts`. */
export type DeviceAdapter = {
  gateway: GatewayName;
  start: (host: GatewayHost) => Promise<RunningGateway>;
};
