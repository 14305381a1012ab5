import { readByte, readDword, readHex, readWord } from './big-endian.ts';

/**
 * JT/T 808-2019 table 27. Only what the standard fixes is read; vendors reuse the same ids for other
 * things, so an item whose length is not the standard's is not the standard's item.
 */
export type LocationItems = {
  /** 0x01, resolution 0.1 km. */
  mileageKm?: number;
  /** 0x02, resolution 0.1 L. */
  fuelL?: number;
  /** 0x03, resolution 0.1 km/h: the recorder's own speed. */
  recorderSpeedKph?: number;
  /** 0x04. */
  eventToConfirm?: number;
  /** 0x11; the place id is absent when the type is 0. */
  overspeedPlace?: { type: number; id: number | null };
  /** 0x12; direction 0 in, 1 out. */
  areaCrossing?: { type: number; id: number; direction: number };
  /** 0x13; result 0 too short, 1 too long. */
  segmentTime?: { id: number; seconds: number; result: number };
  /** 0x25. */
  signalBits?: number;
  /** 0x2A. */
  ioBits?: number;
  /** 0x2B: AD0 in the low, AD1 in the high half. */
  analog?: { ad0: number; ad1: number };
  /** 0x30, as the modem counts. */
  signalStrength?: number;
  /** 0x31. */
  satellites?: number;
  /** Everything else, as it came: vendors' items, and standard ids of an odd length. */
  others: { id: number; hex: string }[];
  /** What follows the last whole item and is none, in hex. */
  trailingHex?: string;
};

/** False when this length is not the standard's for this id. */
function readStandardItem(
  items: LocationItems,
  id: number,
  bytes: Uint8Array,
  at: number,
  length: number,
): boolean {
  switch ((id << 8) | length) {
    case 0x01_04:
      items.mileageKm = readDword(bytes, at) / 10;
      return true;
    case 0x02_02:
      items.fuelL = readWord(bytes, at) / 10;
      return true;
    case 0x03_02:
      items.recorderSpeedKph = readWord(bytes, at) / 10;
      return true;
    case 0x04_02:
      items.eventToConfirm = readWord(bytes, at);
      return true;
    case 0x25_04:
      items.signalBits = readDword(bytes, at);
      return true;
    case 0x2a_02:
      items.ioBits = readWord(bytes, at);
      return true;
    case 0x2b_04:
      items.analog = { ad0: readWord(bytes, at + 2), ad1: readWord(bytes, at) };
      return true;
    case 0x30_01:
      items.signalStrength = readByte(bytes, at);
      return true;
    case 0x31_01:
      items.satellites = readByte(bytes, at);
      return true;
    default:
      return readPlaceItem(items, id, bytes, at, length);
  }
}

/** The items that speak of areas, routes and segments which a platform once gave to the terminal. */
function readPlaceItem(
  items: LocationItems,
  id: number,
  bytes: Uint8Array,
  at: number,
  length: number,
): boolean {
  switch ((id << 8) | length) {
    case 0x11_01:
      items.overspeedPlace = { type: readByte(bytes, at), id: null };
      return true;
    case 0x11_05:
      items.overspeedPlace = { type: readByte(bytes, at), id: readDword(bytes, at + 1) };
      return true;
    case 0x12_06:
      items.areaCrossing = {
        type: readByte(bytes, at),
        id: readDword(bytes, at + 1),
        direction: readByte(bytes, at + 5),
      };
      return true;
    case 0x13_07:
      items.segmentTime = {
        id: readDword(bytes, at),
        seconds: readWord(bytes, at + 4),
        result: readByte(bytes, at + 6),
      };
      return true;
    default:
      return false;
  }
}

/**
 * Id BYTE, length BYTE, value, again and again until the end. Never fails: an item that claims more
 * than is left ends the list and is kept as `trailingHex`, because the position before it is good.
 */
export function readLocationItems(bytes: Uint8Array, from: number): LocationItems {
  const items: LocationItems = { others: [] };
  let at = from;
  while (at + 2 <= bytes.length) {
    const id = readByte(bytes, at);
    const length = readByte(bytes, at + 1);
    const valueAt = at + 2;
    if (valueAt + length > bytes.length) break;
    if (!readStandardItem(items, id, bytes, valueAt, length)) {
      items.others.push({ id, hex: readHex(bytes, valueAt, valueAt + length) });
    }
    at = valueAt + length;
  }
  if (at < bytes.length) items.trailingHex = readHex(bytes, at, bytes.length);
  return items;
}
