import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { SealEventName, SealState } from '@ftz/shared/contract/seal.ts';

/** Topics of one seal: `ftz/v1/{zone}/eseal/{sealId}/{telemetry|event|status|cmd|cmdAck}`. */
export function sealTopic(
  zone: string,
  sealId: string,
  leaf: 'telemetry' | 'event' | 'status' | 'cmd' | 'cmdAck',
): string {
  return `ftz/v1/${zone}/eseal/${sealId}/${leaf}`;
}

export type SealMessage = {
  sealId: string;
  /** Counts every message of this seal, also across restarts: the centre drops what it has seen. */
  seq: number;
  atMs: number;
  point: LonLat;
  state: SealState;
  batteryPct: number;
  events: readonly SealEventName[];
};

/** Payload version 1 of telemetry and event; `ts` in milliseconds UTC by the seal's GNSS clock. */
export function encodeSealMessage(message: SealMessage): string {
  const [lon, lat] = message.point;
  const round = (degrees: number) => Math.round(degrees * 1e6) / 1e6;
  return JSON.stringify({
    v: 1,
    id: message.sealId,
    seq: message.seq,
    ts: message.atMs,
    tsSource: 'gnss',
    pos: { lat: round(lat), lon: round(lon), sys: 'WGS84', fix: true, sats: 12 },
    state: message.state,
    batteryPct: Math.round(message.batteryPct * 10) / 10,
    events: message.events,
  });
}

/** Retained on the status topic; the broker says `false` for a seal that fell silent (last will). */
export function encodeSealStatus(online: boolean): string {
  return JSON.stringify({ online });
}

export function encodeCommandAck(cmdId: string, result: string, atMs: number): string {
  return JSON.stringify({ cmdId, result, at: new Date(atMs).toISOString() });
}
