import { readByte, readDword, readHex, readWord } from './big-endian.ts';

/**
 * Jointech's sub-device reports, 0x5501 and 0x5502: a lock that speaks through the tracker of its
 * truck. They are wrapped like JT/T 808 and are none: behind the id, which is as long as a 2013 phone,
 * stands an index of one byte, and times are UTC. The first two bytes tell them apart.
 */
export type SubDeviceSeal = {
  messageId: number;
  attributes: number;
  ackWanted: boolean;
  bodyLength: number;
  deviceId: string;
  index: number;
  /** Null where the clock names no moment. */
  atMs: number | null;
  latDeg: number;
  lonDeg: number;
  fixValid: boolean;
  speedRaw: number;
  headingDeg: number;
  gsmSignal: number;
  satellites: number;
  mileageKm: number;
  batteryRaw: number;
  cellId: number;
  lac: number;
  /** 3 is a lock. */
  product: number;
  statusWord: number;
  alarmWord: number;
  items: SealItem[];
};
export type SealItem = { id: number; hex: string };

export type SubDeviceFault = 'header-too-short' | 'body-length-mismatch' | 'bad-body';
export type SubDeviceReading =
  | { ok: true; seal: SubDeviceSeal }
  | { ok: false; reason: SubDeviceFault };

const messageIds: readonly number[] = [0x5501, 0x5502];
const headerBytes = 11;
/** Up to the items. */
const fixedBytes = 35;
const maxItems = 64;

/** Whether the unwrapped frame that begins at `from` is such a report. */
export function isSubDeviceSeal(bytes: Uint8Array, from: number, to: number): boolean {
  return to - from >= 2 && messageIds.includes(readWord(bytes, from));
}

/** Reads an unwrapped frame, header to last item. Pure, never throws. */
export function decodeSubDeviceSeal(frame: Uint8Array): SubDeviceReading {
  if (frame.length < headerBytes) return { ok: false, reason: 'header-too-short' };
  const attributes = readWord(frame, 2);
  const bodyLength = attributes & 0x3ff;
  if (frame.length !== headerBytes + bodyLength)
    return { ok: false, reason: 'body-length-mismatch' };
  const body = frame.subarray(headerBytes);
  const place = body.length < fixedBytes ? null : readPlace(body);
  const items = readItems(body);
  if (place === null || items === null) return { ok: false, reason: 'bad-body' };
  return {
    ok: true,
    seal: {
      messageId: readWord(frame, 0),
      attributes,
      ackWanted: (attributes & 0x8000) !== 0,
      bodyLength,
      deviceId: readHex(frame, 4, 10),
      index: readByte(frame, 10),
      ...place,
      speedRaw: readByte(body, 15),
      headingDeg: readByte(body, 16) * 2,
      gsmSignal: readByte(body, 17),
      satellites: readByte(body, 18),
      mileageKm: readDword(body, 19),
      batteryRaw: readByte(body, 23),
      cellId: readDword(body, 24),
      lac: readWord(body, 28),
      product: readByte(body, 30),
      statusWord: readWord(body, 31),
      alarmWord: readWord(body, 33),
      items,
    },
  };
}

/** Date DDMMYY, time, latitude DDMM.MMMM, longitude DDDMM.MMMM, one nibble of flags: all in BCD. */
function readPlace(body: Uint8Array) {
  const digits = readHex(body, 0, 15).slice(0, 29);
  if (!/^\d{29}$/.test(digits)) return null;
  const flags = readByte(body, 14) & 0x0f;
  const lat = degreesOf(digits.slice(12, 14), digits.slice(14, 20));
  const lon = degreesOf(digits.slice(20, 23), digits.slice(23, 29));
  return {
    atMs: readMoment(digits),
    latDeg: flags & 2 ? lat : -lat,
    lonDeg: flags & 4 ? lon : -lon,
    fixValid: (flags & 1) !== 0,
  };
}

const degreesOf = (degrees: string, minutes: string) => Number(degrees) + Number(minutes) / 600_000;

function readMoment(digits: string): number | null {
  const pair = (at: number) => Number(digits.slice(at, at + 2));
  const [day, month, hour, minute, second] = [pair(0), pair(2), pair(6), pair(8), pair(10)];
  if (hour > 23 || minute > 59 || second > 59) return null;
  const atMs = Date.UTC(2000 + pair(4), month - 1, day, hour, minute, second);
  const read = new Date(atMs);
  return read.getUTCMonth() === month - 1 && read.getUTCDate() === day ? atMs : null;
}

/** Null where the lengths do not end with the body. */
function readItems(body: Uint8Array): SealItem[] | null {
  const items: SealItem[] = [];
  let at = fixedBytes;
  while (at < body.length) {
    const end = at + 2 + readByte(body, at + 1);
    if (at + 2 > body.length || end > body.length || items.length === maxItems) return null;
    items.push({ id: readByte(body, at), hex: readHex(body, at + 2, end) });
    at = end;
  }
  return items;
}
