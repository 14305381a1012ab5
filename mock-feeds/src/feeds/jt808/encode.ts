import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Edition } from './frame.ts';

/** Bodies of the terminal's messages, JT/T 808 clause 8. All numbers big-endian. */

export const messageIds = {
  generalReply: 0x0001,
  heartbeat: 0x0002,
  register: 0x0100,
  authenticate: 0x0102,
  location: 0x0200,
  locationBatch: 0x0704,
  platformReply: 0x8001,
  registerReply: 0x8100,
} as const;

/** What a terminal knows of its vehicle at one moment; `atMs` by its own clock. */
export type Fix = {
  atMs: number;
  point: LonLat;
  speedKph: number;
  headingDeg: number;
  odometerM: number;
  ignition: boolean;
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

/** BCD[6], YYMMDDhhmmss in Beijing time whatever the terminal's own zone. */
export function encodeTime(atMs: number): Buffer {
  const beijing = new Date(atMs + 8 * 3_600_000).toISOString();
  return Buffer.from(beijing.replace(/\D/g, '').slice(2, 14), 'hex');
}

const statusBit = {
  ignition: 0,
  fix: 1,
  south: 2,
  west: 3,
  full: 8,
  gps: 18,
  beidou: 19,
  moving: 22,
};

function statusOf(fix: Fix, edition: Edition): number {
  const bits: [number, boolean][] = [
    [statusBit.ignition, fix.ignition],
    [statusBit.fix, true],
    [statusBit.south, fix.point[1] < 0],
    [statusBit.west, fix.point[0] < 0],
    [statusBit.full, true],
    [statusBit.full + 1, true],
    [statusBit.gps, true],
    [statusBit.beidou, true],
    // Reserved before 2019.
    [statusBit.moving, edition === '2019' && fix.speedKph > 0],
  ];
  return bits.reduce((status, [bit, isSet]) => (isSet ? status | (1 << bit) : status), 0);
}

function item(id: number, value: number, length: number): Buffer {
  const field = Buffer.alloc(2 + length);
  field.writeUInt8(id, 0);
  field.writeUInt8(length, 1);
  field.writeUIntBE(value, 2, length);
  return field;
}

/** 0x0200: 28 bytes, then mileage (01), recorder speed (03), signal (30) and satellites (31). */
export function encodeLocation(fix: Fix, edition: Edition): Buffer {
  const fixed = Buffer.alloc(22);
  fixed.writeUInt32BE(0, 0);
  fixed.writeUInt32BE(statusOf(fix, edition), 4);
  fixed.writeUInt32BE(Math.round(Math.abs(fix.point[1]) * 1e6), 8);
  fixed.writeUInt32BE(Math.round(Math.abs(fix.point[0]) * 1e6), 12);
  fixed.writeUInt16BE(4, 16);
  fixed.writeUInt16BE(Math.round(fix.speedKph * 10), 18);
  fixed.writeUInt16BE(Math.round(fix.headingDeg) % 360, 20);
  return Buffer.concat([
    fixed,
    encodeTime(fix.atMs),
    item(0x01, Math.round(fix.odometerM / 100), 4),
    item(0x03, Math.round(fix.speedKph * 10), 2),
    item(0x30, 27, 1),
    item(0x31, 14, 1),
  ]);
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
