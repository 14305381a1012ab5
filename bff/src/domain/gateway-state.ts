import type { GatewayName } from '@ftz/shared/contract/device.ts';

/** One door of the house, as a technician sees it. Counts are since the start of the process. */
export type GatewayState = {
  gateway: GatewayName;
  ok: boolean;
  detail: string;
  /** Null where it hangs on the web server, or asks by itself. */
  port: number | null;
  /** Null where it holds no connections. */
  connections: number | null;
  lastMessageAtMs: number | null;
  /** Messages of each of the last minutes, the present one last. */
  perMinute: number[];
  results: { ok: number; duplicate: number; bad: number; unsupported: number };
  refused: { reason: string; count: number }[];
};

export type FramesAsked = { gateway: GatewayName; deviceId: string | null; most: number };

/** A frame as it came, beside what it means: the same words as the protocol's reader gives. */
export type ReadFrame = {
  atMs: number;
  peer: string;
  deviceId: string | null;
  reason: string | null;
  length: number;
  hex: string;
  readings: ({ at: number; length: number } & (
    | { ok: true; kind: string; fields: { [name: string]: unknown } }
    | { ok: false; reason: string }
  ))[];
};
