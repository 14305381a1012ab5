import type { LonLat } from '@ftz/shared/contract/position.ts';

/** What a JT701D knows of itself when it reports. */
export type LockReport = {
  deviceId: string;
  dataType: 'live' | 'alarm' | 'backfill';
  atMs: number;
  point: LonLat;
  ropeInserted: boolean;
  motorLocked: boolean;
  ropeCut: boolean;
  coverOpened: boolean;
  wantsAck: boolean;
  batteryPct: number;
  serial: number;
};

export type LockEvent = {
  deviceId: string;
  atMs: number;
  point: LonLat;
  /** 1 RFID card, 2 illegal card, 4 static password, 5 locked itself. */
  source: number;
  verification: number;
  card: string;
  wrongPasswords: number;
  serial: number;
};

const dataTypes = { live: 1, alarm: 2, backfill: 3 } as const;
const model = 0x19;
const dataBytes = 52;

const pad = (value: number, digits: number) => String(Math.round(value)).padStart(digits, '0');

function clock(atMs: number): { date: string; time: string } {
  const iso = new Date(atMs).toISOString();
  return {
    date: `${iso.slice(8, 10)}${iso.slice(5, 7)}${iso.slice(2, 4)}`,
    time: iso.slice(11, 19).replaceAll(':', ''),
  };
}

/** Degrees as `D…DMMmmmm`, the minutes in ten-thousandths. */
function coordinate(degrees: number, digits: number): string {
  const tenThousandths = Math.round(Math.abs(degrees) * 600_000);
  return pad(Math.floor(tenThousandths / 600_000), digits) + pad(tenThousandths % 600_000, 6);
}

function statusWord(report: LockReport): number {
  const bits: [boolean, number][] = [
    [report.ropeCut, 3],
    [report.wantsAck, 5],
    [report.ropeInserted, 6],
    [report.motorLocked, 7],
    [report.coverOpened, 12],
    [!report.coverOpened, 13],
  ];
  return bits.reduce((word, [is, bit]) => word | (is ? 1 << bit : 0), 0);
}

/** `$`, the JT701D's long form, 62 bytes; the serial counts to 255 and begins anew. */
export function encodeReport(report: LockReport): Buffer {
  const [lon, lat] = report.point;
  const { date, time } = clock(report.atMs);
  const flags = 1 | (lat >= 0 ? 2 : 0) | (lon >= 0 ? 4 : 0);
  const head = `24${report.deviceId}${model.toString(16)}1${dataTypes[report.dataType]}`;
  const length = dataBytes.toString(16).padStart(4, '0');
  const place = `${date}${time}${coordinate(lat, 2)}${coordinate(lon, 3)}${flags}`;
  const bytes = Buffer.alloc(dataBytes + 10, 0x0f);
  bytes.write(head + length + place, 'hex');
  bytes.fill(0, 25, 44);
  bytes.writeUInt8(9, 31);
  bytes.writeUInt16BE(statusWord(report), 36);
  bytes.writeUInt8(Math.round(report.batteryPct), 38);
  bytes.writeUInt8(24, 43);
  bytes.writeUInt8(0, 44);
  bytes.writeUInt8(2, 45);
  bytes.writeUInt16BE(0, 56);
  bytes.writeUInt16BE(460, 58);
  bytes.writeUInt8(0, 60);
  bytes.writeUInt8(report.serial, 61);
  return bytes;
}

/** `P45`: who or what opened or closed the lock. */
export function encodeEvent(event: LockEvent): Buffer {
  const [lon, lat] = event.point;
  const { date, time } = clock(event.atMs);
  const fields = [
    event.deviceId,
    'P45',
    date,
    time,
    Math.abs(lat).toFixed(5),
    lat >= 0 ? 'N' : 'S',
    Math.abs(lon).toFixed(5),
    lon >= 0 ? 'E' : 'W',
    'A',
    0,
    0,
    event.source,
    event.verification,
    event.card,
    0,
    event.wrongPasswords,
    event.serial,
    12,
  ];
  return Buffer.from(`(${fields.join(',')})`);
}

export function encodeHeartbeat(deviceId: string): Buffer {
  return Buffer.from(`(${deviceId},@JT)`);
}
