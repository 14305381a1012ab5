import type { Breach, GatewayName } from '@ftz/shared/contract/device.ts';
import type { DeviceOrder, OrderFailure } from '@ftz/shared/contract/device-order.ts';
import type { CameraMotion } from '@ftz/shared/contract/steering.ts';
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
  /**
   * `peer` is told where a device's address says who it is: a pinned device at another address is
   * not believed, which rejects too, and a person is told.
   */
  accept: (observation: Observation, peer?: string) => Promise<void>;
  /** Somebody used the name of a device and was not it. It does not wait, and may be told at every frame. */
  reportBreach?: (breach: ReportedBreach) => void;
  /**
   * Whether `keepFrame` would keep a frame of this device: of a busy gateway it keeps a few in each
   * second, so a hot path asks before it cuts the bytes out. Bad frames are kept with their reason anyway.
   */
  wantsFrame?: (deviceId: string | null) => boolean;
  /** The bytes of a good frame, for the technician who looks at the last ones. In memory alone. */
  keepFrame?: (bytes: Uint8Array, peer: string, deviceId: string | null) => void;
  /** Counts a frame that was understood. */
  countFrame: (result: FrameResult) => void;
  /** Counts a frame that was not, and keeps the bytes (bounded) for a technician. */
  keepBadFrame: (bytes: Uint8Array, reason: string, peer: string) => void;
  nowMs: () => number;
};

export type ReportedBreach = { deviceId: string; breach: Breach; peer: string; detail: string };

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
  /** How many peers are connected, where the gateway holds connections. */
  connections?: () => number;
  order?: (order: DeviceOrder) => Promise<OrderSending>;
  /** Turns a camera; rejects when it did not take the motion. Writes nothing: a look is turned, nothing is done. */
  steer?: (deviceId: string, motion: CameraMotion) => Promise<void>;
  /** Figures of its own for the metrics page, by name. */
  figures?: () => Readonly<Record<string, number>>;
  close: () => Promise<void>;
};

/** One protocol: a folder with this at its door, and one line in `app/adapters.ts`. */
export type DeviceAdapter = {
  gateway: GatewayName;
  start: (host: GatewayHost) => Promise<RunningGateway>;
};
