import { readMoment } from './bcd.ts';
import { unescapeText } from './escapes.ts';
import type { Fix } from './fix.ts';
import { decodeSensorFrame, type SensorReport } from './sensor-frame.ts';

export const open = 0x28;
export const close = 0x29;
export const maxTextBytes = 2048;
const maxFields = 256;

/** A position among the fields of a text frame. */
type TextFix = Pick<Fix, 'atMs' | 'latDeg' | 'lonDeg' | 'fixValid' | 'headingDeg'>;

/** What opened or closed the lock, or tried to. */
export type LockEvent = {
  kind: 'lock-event';
  fix: TextFix;
  speedKph: number;
  /** 1 RFID card, 2 illegal card, 3 vehicle card, 4 static password, 5 locked itself, 6 dynamic password, 7 Bluetooth. */
  source: number;
  /** 0 refused, 1 opened, 1–10 the fence, 98 and 99 outside of every fence. */
  verification: number;
  /** Null where no card was used. */
  card: string | null;
  passwordOk: boolean;
  wrongPasswords: number;
  serial: number;
  mileageKm: number | null;
};

/** The tracker report of the JT600 and JT700 (`U01` … `U06`). */
export type TrackerReport = {
  kind: 'tracker-report';
  fix: TextFix;
  alarmCode: number | null;
  speedRaw: number;
  satellites: number;
  batteryPct: number;
  statusBits: string;
  cellId: number;
  lac: number;
  gsmSignal: number;
  mileageKm: number;
  serial: number;
};

/** The oldest tracker report (`W01`): longitude first, in degrees and minutes. */
export type OldTrackerReport = {
  kind: 'old-tracker-report';
  fix: TextFix;
  speedRaw: number;
  powerRaw: number;
  gpsSignal: number;
  gsmSignal: number;
  alarmCode: number;
};

export type TextMessage = {
  /** Null for what the platform sends. */
  deviceId: string | null;
  command: string;
  fields: string[];
  said: LockEvent | TrackerReport | OldTrackerReport | { kind: 'heartbeat' } | { kind: 'command' };
};

export type TextFault = 'truncated' | 'too-long' | 'bad-text' | 'bad-sensor';
export type TextDecoding =
  | { ok: true; message: ({ kind: 'text' } & TextMessage) | ({ kind: 'sensor' } & SensorReport) }
  | { ok: false; reason: TextFault };

const refuse = (reason: TextFault): TextDecoding => ({ ok: false, reason });
const idPattern = /^\d{8,15}$/;
const commandPattern = /^[@A-Z][A-Z0-9]{1,7}$/;
/** In a device's frame the second field may also be a number: the old forms count their channel there. */
const uplinkPattern = /^([@A-Z][A-Z0-9]{1,7}|\d{1,3})$/;

/** Reads exactly one frame, `(` to `)`. Pure, never throws. */
export function decodeText(bytes: Uint8Array): TextDecoding {
  if (bytes.length > maxTextBytes) return refuse('too-long');
  if (bytes[0] !== open || bytes.at(-1) !== close) return refuse('truncated');
  const inner = bytes.subarray(1, -1);
  const sensor = decodeSensorFrame(inner);
  if (sensor !== null) {
    return sensor.ok
      ? { ok: true, message: { kind: 'sensor', ...sensor.report } }
      : refuse('bad-sensor');
  }
  if (!mayBeText(inner)) return refuse('bad-text');
  const fields = Buffer.from(inner).toString('latin1').split(',', maxFields).map(unescapeText);
  const [first = '', second = ''] = fields;
  if (commandPattern.test(first)) {
    return { ok: true, message: textOf(null, first, fields.slice(1)) };
  }
  if (!idPattern.test(first) || !uplinkPattern.test(second)) return refuse('bad-text');
  return { ok: true, message: textOf(first, second, fields.slice(2)) };
}

/** No control byte but behind an escape mark, and no second bracket. A beginning may be asked about, too. */
export function mayBeText(inner: Uint8Array): boolean {
  return inner.every(
    (byte, at) => (byte >= 0x20 && byte !== open) || (byte < 0x20 && inner[at - 1] === 0x3d),
  );
}

function textOf(
  deviceId: string | null,
  command: string,
  fields: string[],
): { kind: 'text' } & TextMessage {
  const said = deviceId === null ? null : readSaid(command, fields);
  return { kind: 'text', deviceId, command, fields, said: said ?? { kind: 'command' } };
}

function readSaid(command: string, fields: string[]): TextMessage['said'] | null {
  if (command === '@JT') return { kind: 'heartbeat' };
  if (command === 'P45') return readLockEvent(fields);
  if (command === 'W01') return readOldTracker(fields);
  if (/^U0\d$/.test(command)) return readTracker(fields);
  return null;
}

/** A decimal number without surprises; null for anything else. */
const numberOf = (text: string | undefined): number | null =>
  text !== undefined && /^-?\d{1,12}(\.\d{1,12})?$/.test(text) ? Number(text) : null;

/** All of them, or null. */
function numbersOf(texts: (string | undefined)[]): number[] | null {
  const numbers = texts.map(numberOf);
  return numbers.every((number) => number !== null) ? numbers : null;
}

/** `DDMMYY`, `hhmmss`, latitude and `N`, longitude and `E`, in decimal degrees. */
function readPlaceFields(
  [date = '', time = '']: string[],
  [lat, northSouth, lon, eastWest]: string[],
): Omit<TextFix, 'fixValid' | 'headingDeg'> | null {
  const degrees = numbersOf([lat, lon]);
  const isMoment = /^\d{6}$/.test(date) && /^\d{6}$/.test(time);
  if (degrees === null || !isMoment) return null;
  const [latDeg = 0, lonDeg = 0] = degrees;
  return {
    atMs: readMoment(date, time),
    latDeg: northSouth === 'S' ? -latDeg : latDeg,
    lonDeg: eastWest === 'W' ? -lonDeg : lonDeg,
  };
}

/** Date, time, lat, N, lon, E, fix, speed, heading, source, verification, card, password, tries, serial, … */
function readLockEvent(fields: string[]): LockEvent | null {
  const place = readPlaceFields(fields, fields.slice(2, 6));
  const numbers = numbersOf([...fields.slice(7, 11), ...fields.slice(12, 15)]);
  const card = fields[11];
  if (place === null || numbers === null || numbers.length < 7 || card === undefined) return null;
  const [speedKph = 0, headingDeg = 0, source = 0, verification = 0] = numbers;
  const [password = 0, wrongPasswords = 0, serial = 0] = numbers.slice(4);
  return {
    kind: 'lock-event',
    fix: { ...place, fixValid: fields[6] === 'A' || fields[6] === 'T', headingDeg },
    speedKph,
    source,
    verification,
    card: /^0*$/.test(card) ? null : card,
    passwordOk: password === 1,
    wrongPasswords,
    serial,
    mileageKm: numberOf(fields[15]),
  };
}

/** An alarm number may stand first; then date, time, fix, lat, N, lon, E, and what follows. */
function readTracker(said: string[]): TrackerReport | null {
  const hasAlarm = /^\d{1,3}$/.test(said[0] ?? '');
  const fields = hasAlarm ? said.slice(1) : said;
  const place = readPlaceFields(fields, fields.slice(3, 7));
  const battery = /^(\d{1,3})%$/.exec(fields[10] ?? '')?.[1];
  const statusBits = fields[11] ?? '';
  const numbers = numbersOf([...fields.slice(7, 10), ...fields.slice(12, 17)]);
  if (place === null || battery === undefined || !/^[01]{1,32}$/.test(statusBits)) return null;
  if (numbers === null || numbers.length < 8) return null;
  const [speedRaw = 0, headingDeg = 0, satellites = 0, cellId = 0, lac = 0] = numbers;
  const [gsmSignal = 0, mileageKm = 0, serial = 0] = numbers.slice(5);
  return {
    kind: 'tracker-report',
    fix: { ...place, fixValid: fields[2] === 'T' || fields[2] === 'A', headingDeg },
    alarmCode: hasAlarm ? Number(said[0]) : null,
    speedRaw,
    satellites,
    batteryPct: Math.min(100, Number(battery)),
    statusBits,
    cellId,
    lac,
    gsmSignal,
    mileageKm,
    serial,
  };
}

/** Longitude `DDDMM.mmmm`, E, latitude `DDMM.mmmm`, N, fix, date, time, speed, heading, power, GPS, GSM, alarm. */
function readOldTracker(fields: string[]): OldTrackerReport | null {
  const lonDeg = degreesOf(fields[0], 3);
  const latDeg = degreesOf(fields[2], 2);
  const numbers = numbersOf(fields.slice(7, 13));
  const [date = '', time = ''] = fields.slice(5, 7);
  if (lonDeg === null || latDeg === null || numbers === null || numbers.length < 6) return null;
  if (!/^\d{6}$/.test(date) || !/^\d{6}$/.test(time)) return null;
  const [speedRaw = 0, headingDeg = 0, powerRaw = 0, gpsSignal = 0] = numbers;
  const [gsmSignal = 0, alarmCode = 0] = numbers.slice(4);
  return {
    kind: 'old-tracker-report',
    fix: {
      atMs: readMoment(date, time),
      latDeg: fields[3] === 'S' ? -latDeg : latDeg,
      lonDeg: fields[1] === 'W' ? -lonDeg : lonDeg,
      fixValid: fields[4] === 'A',
      headingDeg,
    },
    speedRaw,
    powerRaw,
    gpsSignal,
    gsmSignal,
    alarmCode,
  };
}

function degreesOf(text: string | undefined, digits: number): number | null {
  const match = new RegExp(`^(\\d{${digits}})(\\d\\d\\.\\d{1,6})$`).exec(text ?? '');
  return match ? Number(match[1]) + Number(match[2]) / 60 : null;
}
