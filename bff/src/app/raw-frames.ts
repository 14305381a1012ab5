import type { GatewayName } from '@ftz/shared/contract/device.ts';

/** A frame as it came, until newer ones push it out. `reason` says why it was refused, null when it was not. */
export type RawFrame = {
  atMs: number;
  peer: string;
  deviceId: string | null;
  reason: string | null;
  bytes: Uint8Array;
  /** Of the whole frame; `bytes` may be its beginning. */
  length: number;
};

const framesKept = 200;
const bytesKept = 2048;
/** Of twenty thousand a second nobody reads more, and copying them all would cost. */
const mostPerSecond = 8;
const watchedForMs = 120_000;
const mostWatched = 16;

/**
 * The last frames of one gateway, in memory alone: they name people's trucks. Of a busy gateway a few
 * in each second are kept, of a device that a technician looks at every one.
 */
export class RawFrames {
  readonly #frames: RawFrame[] = [];
  readonly #watchedUntilMs = new Map<string, number>();
  #second = 0;
  #keptInSecond = 0;

  /** Asked before anything is copied. */
  wants(deviceId: string | null, nowMs: number): boolean {
    const second = Math.floor(nowMs / 1000);
    if (second !== this.#second) {
      this.#second = second;
      this.#keptInSecond = 0;
    }
    if (this.#keptInSecond < mostPerSecond) return true;
    if (deviceId === null || this.#watchedUntilMs.size === 0) return false;
    return (this.#watchedUntilMs.get(deviceId) ?? 0) > nowMs;
  }

  keep(frame: Omit<RawFrame, 'length'>): void {
    if (!this.wants(frame.deviceId, frame.atMs)) return;
    this.#keptInSecond += 1;
    const { length } = frame.bytes;
    this.#frames.push({ ...frame, bytes: frame.bytes.slice(0, bytesKept), length });
    if (this.#frames.length > framesKept) this.#frames.shift();
  }

  /** Somebody looks at this device: for a while every frame of it is kept. */
  watch(deviceId: string, nowMs: number): void {
    this.#watchedUntilMs.delete(deviceId);
    this.#watchedUntilMs.set(deviceId, nowMs + watchedForMs);
    if (this.#watchedUntilMs.size <= mostWatched) return;
    const [longestAgo = ''] = this.#watchedUntilMs.keys();
    this.#watchedUntilMs.delete(longestAgo);
  }

  /** The newest first; of one device, or of all. */
  recent(deviceId: string | null, most: number): RawFrame[] {
    const wanted = this.#frames.filter((frame) => deviceId === null || frame.deviceId === deviceId);
    return wanted.slice(-most).reverse();
  }
}

/** Which protocol's reader shows the frames of a gateway; null where they are JSON, which needs none. */
export const readerOfGateway: Record<GatewayName, string | null> = {
  jt808: 'jt808',
  'eseal-mqtt': null,
  'eseal-jointech': 'eseal',
  'perimeter-dc09': 'sia-dc09',
  onvif: 'onvif-event',
  isapi: 'hikvision-isapi',
  'checkpoint-http': null,
  'lane-jgst14': 'checkpoint-jgst14',
  'plate-cameras': 'lpr-json',
  'lane-equipment': null,
  'inspection-http': null,
  ais: 'ais',
  'documents-http': null,
  'upstream-cap': 'cap',
  cameras: null,
  gb28181: 'gb28181',
  jt1078: 'jt1078',
};
