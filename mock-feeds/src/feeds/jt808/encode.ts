import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Edition } from './frame.ts';

/** Bodies of the terminal's messages, JT/T 808 clause 8. All numbers big-endian. */

export const messageIds = {
  generalReply: 0x0001,
  heartbeat: 0x0002,
  register: 0x0100,
  authenticate: 0x0102,
  parameters: 0x0104,
  location: 0x0200,
  locationReply: 0x0201,
  controlReply: 0x0500,
  locationBatch: 0x0704,
  platformReply: 0x8001,
  partsWanted: 0x8003,
  registerReply: 0x8100,
  setParameters: 0x8103,
  readParameters: 0x8104,
  locate: 0x8201,
  track: 0x8202,
  showText: 0x8300,
  control: 0x8500,
  sendVideo: 0x9101,
  controlVideo: 0x9102,
} as const;

/** What a terminal knows of its vehicle at one moment; `atMs` by its own clock. */
export type Fix = {
  atMs: number;
  point: LonLat;
  speedKph: number;
  headingDeg: number;
  odometerM: number;
  ignition: boolean;
  /** Absent: nobody has locked them from afar. */
  doorsLocked?: boolean;
};

/** Shanghai: 31, and within it Pudong: 0115 (GB/T 2260). */
const province = 31;
const city = 115;
const maker = 'FTZSM';
const yellowPlate = 2;

function bytes(text: string, length: number, encoding: BufferEncoding = 'latin1'): Buffer {
  const field = Buffer.alloc(length);
  field.write(text, 0, length, encoding);
  return field;
}

/** GBK of the plates of this zone: one province character, then ASCII. Throws for any other. */
export function encodePlate(plate: string): Buffer {
  const province: Record<string, number[]> = { 沪: [0xbb, 0xa6] };
  const first = province[plate.slice(0, 1)];
  if (first === undefined) throw new Error(`no GBK bytes are known for the plate ${plate}`);
  return Buffer.concat([Buffer.from(first), Buffer.from(plate.slice(1), 'latin1')]);
}

/** 0x0100. Maker, model and terminal id are 5, 20 and 7 bytes in 2013, 11, 30 and 30 in 2019. */
export function encodeRegistration(
  terminal: { terminalId: string; plate: string },
  edition: Edition,
): Buffer {
  const [makerBytes, modelBytes, idBytes] = edition === '2013' ? [5, 20, 7] : [11, 30, 30];
  const places = Buffer.alloc(4);
  places.writeUInt16BE(province, 0);
  places.writeUInt16BE(city, 2);
  return Buffer.concat([
    places,
    bytes(maker, makerBytes),
    bytes('FTZ-T1', modelBytes),
    bytes(terminal.terminalId.slice(-7), idBytes),
    Buffer.from([yellowPlate]),
    encodePlate(terminal.plate),
  ]);
}

/** 0x0102. 2013: the code alone; 2019: its length, the code, IMEI (15) and software version (20). */
export function encodeAuthentication(code: Buffer, terminalId: string, edition: Edition): Buffer {
  if (edition === '2013') return code;
  return Buffer.concat([
    Buffer.from([code.length]),
    code,
    bytes(terminalId.padStart(15, '0').slice(-15), 15),
    bytes('1.0', 20),
  ]);
}

const bcd = (value: number): number => (Math.floor(value / 10) << 4) | (value % 10);

/** The second that was encoded last: a fleet reports thousands of times in each. */
const known = { atMs: Number.NaN, bytes: Buffer.alloc(6) };

/** BCD[6], YYMMDDhhmmss in Beijing time whatever the terminal's own zone. Good until the next call. */
export function encodeTime(atMs: number): Buffer {
  if (known.atMs === atMs) return known.bytes;
  const beijing = new Date(atMs + 8 * 3_600_000);
  const date = [beijing.getUTCFullYear() % 100, beijing.getUTCMonth() + 1, beijing.getUTCDate()];
  const time = [beijing.getUTCHours(), beijing.getUTCMinutes(), beijing.getUTCSeconds()];
  known.bytes.set([...date, ...time].map(bcd));
  known.atMs = atMs;
  return known.bytes;
}

const statusBit = {
  ignition: 0,
  fix: 1,
  south: 2,
  west: 3,
  doorsLocked: 12,
  full: 8,
  gps: 18,
  beidou: 19,
  moving: 22,
};
const alwaysOn =
  (1 << statusBit.fix) | (3 << statusBit.full) | (1 << statusBit.gps) | (1 << statusBit.beidou);

function statusOf(
  { ignition, point, speedKph, doorsLocked = false }: Fix,
  edition: Edition,
): number {
  const bit = (isSet: boolean, at: number): number => (isSet ? 1 << at : 0);
  return (
    alwaysOn |
    bit(ignition, statusBit.ignition) |
    bit(point[1] < 0, statusBit.south) |
    bit(point[0] < 0, statusBit.west) |
    bit(doorsLocked, statusBit.doorsLocked) |
    // Reserved before 2019.
    bit(edition === '2019' && speedKph > 0, statusBit.moving)
  );
}

const locationBytes = 28 + 6 + 4 + 3 + 3;

/** 0x0200: 28 bytes, then mileage (01), recorder speed (03), signal (30) and satellites (31). */
export function encodeLocation(fix: Fix, edition: Edition): Buffer {
  const speed = Math.round(fix.speedKph * 10);
  const body = Buffer.allocUnsafe(locationBytes);
  body.writeUInt32BE(0, 0);
  body.writeUInt32BE(statusOf(fix, edition), 4);
  body.writeUInt32BE(Math.round(Math.abs(fix.point[1]) * 1e6), 8);
  body.writeUInt32BE(Math.round(Math.abs(fix.point[0]) * 1e6), 12);
  body.writeUInt16BE(4, 16);
  body.writeUInt16BE(speed, 18);
  body.writeUInt16BE(Math.round(fix.headingDeg) % 360, 20);
  body.set(encodeTime(fix.atMs), 22);
  body.writeUInt16BE(0x01_04, 28);
  body.writeUInt32BE(Math.round(fix.odometerM / 100), 30);
  body.writeUInt16BE(0x03_02, 34);
  body.writeUInt16BE(speed, 36);
  body.writeUIntBE(0x30_01_1b, 38, 3);
  body.writeUIntBE(0x31_01_0e, 41, 3);
  return body;
}

/** 0x0704 of type 1: reports kept while there was no platform. Each is a whole 0x0200 body. */
export function encodeBackfill(locations: readonly Buffer[]): Buffer {
  const head = Buffer.alloc(3);
  head.writeUInt16BE(locations.length, 0);
  head.writeUInt8(1, 2);
  const entries = locations.map((body) => {
    const length = Buffer.alloc(2);
    length.writeUInt16BE(body.length, 0);
    return Buffer.concat([length, body]);
  });
  return Buffer.concat([head, ...entries]);
}

/** 0x0001, 0x8001: which flow number and message are answered, and how it went (0 ok … 3 unsupported). */
export function encodeGeneralReply(flow: number, id: number, result: 0 | 1 | 2 | 3): Buffer {
  const body = Buffer.alloc(5);
  body.writeUInt16BE(flow, 0);
  body.writeUInt16BE(id, 2);
  body.writeUInt8(result, 4);
  return body;
}

/** 0x0201 and 0x0500: the flow number of the order, and a whole report. */
export function encodeAnswerWithLocation(flow: number, location: Buffer): Buffer {
  const answered = Buffer.alloc(2);
  answered.writeUInt16BE(flow, 0);
  return Buffer.concat([answered, location]);
}

/** 0x0104: the flow number of the order, a count, then id, length and value of each. */
export function encodeParameters(flow: number, parameters: ReadonlyMap<number, Buffer>): Buffer {
  const head = Buffer.alloc(3);
  head.writeUInt16BE(flow, 0);
  head.writeUInt8(parameters.size, 2);
  const entries = [...parameters].map(([id, value]) => {
    const entry = Buffer.alloc(5);
    entry.writeUInt32BE(id, 0);
    entry.writeUInt8(value.length, 4);
    return Buffer.concat([entry, value]);
  });
  return Buffer.concat([head, ...entries]);
}
