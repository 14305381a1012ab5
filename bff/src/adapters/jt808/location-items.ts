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
  /** 0x05: one byte per wheel as sent, from the front and from left to right; null where there is none. */
  tyrePressures?: (number | null)[];
  /** 0x06. */
  cabinTemperatureC?: number;
  /** 0x11; the place id is absent when the type is 0. */
  overspeedPlace?: { type: number; id: number | null };
  /** 0x12; direction 0 in, 1 out. */
  areaCrossing?: { type: number; id: number; direction: number };
  /** 0x13; result 0 too short, 1 too long. */
  segmentTime?: { id: number; seconds: number; result: number };
  /** 0x14, JT/T 1078: bits of signal lost, covered, memory fault, other faults, overload, driving, storage. */
  videoAlarmBits?: number;
  /** 0x15 and 0x16: channels without a signal, channels whose lens is covered. */
  videoLostBits?: number;
  videoCoveredBits?: number;
  /** 0x17: memory units that failed; the upper four are spare ones. */
  memoryFaultBits?: number;
  /** 0x18: bits of fatigue, telephone, smoking, and how tired on a scale to 100. */
  abnormalDriving?: { bits: number; fatiguePct: number | null };
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
  /** Every item in its order and as it came: the standard's, vendors', standard ids of an odd length. */
  asSent: { id: number; hex: string }[];
  /** What follows the last whole item and is none, in hex. */
  trailingHex?: string;
};

/** What is no item of the standard, by its id or its length, is left to the model of the device. */
function readStandardItem(
  items: LocationItems,
  id: number,
  bytes: Uint8Array,
  at: number,
  length: number,
): void {
  switch ((id << 8) | length) {
    case 0x01_04:
      items.mileageKm = readDword(bytes, at) / 10;
      return;
    case 0x02_02:
      items.fuelL = readWord(bytes, at) / 10;
      return;
    case 0x03_02:
      items.recorderSpeedKph = readWord(bytes, at) / 10;
      return;
    case 0x04_02:
      items.eventToConfirm = readWord(bytes, at);
      return;
    case 0x05_1e:
      items.tyrePressures = readTyres(bytes, at);
      return;
    case 0x06_02:
      items.cabinTemperatureC = readTemperature(readWord(bytes, at));
      return;
    case 0x25_04:
      items.signalBits = readDword(bytes, at);
      return;
    case 0x2a_02:
      items.ioBits = readWord(bytes, at);
      return;
    case 0x2b_04:
      items.analog = { ad0: readWord(bytes, at + 2), ad1: readWord(bytes, at) };
      return;
    case 0x30_01:
      items.signalStrength = readByte(bytes, at);
      return;
    case 0x31_01:
      items.satellites = readByte(bytes, at);
      return;
    default:
      readPlaceItem(items, id, bytes, at, length);
      readVideoItem(items, id, bytes, at, length);
  }
}

/** The items that speak of areas, routes and segments which a platform once gave to the terminal. */
function readPlaceItem(
  items: LocationItems,
  id: number,
  bytes: Uint8Array,
  at: number,
  length: number,
): void {
  switch ((id << 8) | length) {
    case 0x11_01:
      items.overspeedPlace = { type: readByte(bytes, at), id: null };
      return;
    case 0x11_05:
      items.overspeedPlace = { type: readByte(bytes, at), id: readDword(bytes, at + 1) };
      return;
    case 0x12_06:
      items.areaCrossing = {
        type: readByte(bytes, at),
        id: readDword(bytes, at + 1),
        direction: readByte(bytes, at + 5),
      };
      return;
    case 0x13_07:
      items.segmentTime = {
        id: readDword(bytes, at),
        seconds: readWord(bytes, at + 4),
        result: readByte(bytes, at + 6),
      };
      return;
  }
}

/** The items that JT/T 1078 added. */
function readVideoItem(
  items: LocationItems,
  id: number,
  bytes: Uint8Array,
  at: number,
  length: number,
): void {
  switch ((id << 8) | length) {
    case 0x14_04:
      items.videoAlarmBits = readDword(bytes, at);
      return;
    case 0x15_04:
      items.videoLostBits = readDword(bytes, at);
      return;
    case 0x16_04:
      items.videoCoveredBits = readDword(bytes, at);
      return;
    case 0x17_02:
      items.memoryFaultBits = readWord(bytes, at);
      return;
    case 0x18_02:
      items.abnormalDriving = { bits: readWord(bytes, at), fatiguePct: null };
      return;
    case 0x18_03:
      items.abnormalDriving = { bits: readWord(bytes, at), fatiguePct: readByte(bytes, at + 2) };
      return;
  }
}

const noWheel = 0xff;

const readTyres = (bytes: Uint8Array, at: number): (number | null)[] =>
  Array.from({ length: 30 }, (_, wheel) => readByte(bytes, at + wheel)).map((pressure) =>
    pressure === noWheel ? null : pressure,
  );

/** The highest bit is a sign, the rest a magnitude. */
const readTemperature = (word: number): number => (word & 0x8000 ? -(word & 0x7fff) : word);

/**
 * Id BYTE, length BYTE, value, again and again until the end. Never fails: an item that claims more
 * than is left ends the list and is kept as `trailingHex`, because the position before it is good.
 */
export function readLocationItems(bytes: Uint8Array, from: number): LocationItems {
  const items: LocationItems = { asSent: [] };
  let at = from;
  while (at + 2 <= bytes.length) {
    const id = readByte(bytes, at);
    const length = readByte(bytes, at + 1);
    const valueAt = at + 2;
    if (valueAt + length > bytes.length) break;
    items.asSent.push({ id, hex: readHex(bytes, valueAt, valueAt + length) });
    readStandardItem(items, id, bytes, valueAt, length);
    at = valueAt + length;
  }
  if (at < bytes.length) items.trailingHex = readHex(bytes, at, bytes.length);
  return items;
}
