import { readDigits } from './bcd.ts';
import { type Fix, fixBytes, readFix } from './fix.ts';
import { type LockStatus, readStatusWord } from './status-word.ts';

export const dollar = 0x24;
/** The longest report that any model sends is a batch of back-fill of a few hundred bytes. */
const maxDataBytes = 2048;
/** What the shortest form needs before its length is known. */
export const headBytes = 10;

/** The form and the whole length of a report; null when its length field cannot be one. */
export type ReportSize = { form: 'long' | 'short'; frameBytes: number };

/**
 * Tells the two forms apart. Both count their data from behind the length field, and the length is
 * below 256 in the long form, so its first byte, the eighth of the frame, is zero; in the short form
 * that place holds the low byte of a length that is never zero. Needs ten bytes.
 */
export function sizeOfReport(bytes: Uint8Array, at = 0): ReportSize | null {
  const byteAt = (offset: number) => bytes[at + offset] ?? 0;
  const form = byteAt(8) === 0 ? 'long' : 'short';
  const lengthAt = form === 'long' ? 8 : 7;
  const dataBytes = (byteAt(lengthAt) << 8) | byteAt(lengthAt + 1);
  if (dataBytes === 0 || dataBytes > maxDataBytes) return null;
  return { form, frameBytes: dataBytes + 10 };
}

type Head = { deviceId: string; deviceType: number; dataType: number; dataBytes: number };

/** One fix of the JT600 and JT700 short form; `cell` and what else it knows only in version 1. */
export type ShortRecord = Fix & {
  inVersion1: {
    satellites: number;
    powerRaw: number;
    altitudeM: number;
    cellId: number;
    lac: number;
    gsmSignal: number;
  } | null;
};

export type LongReport = Head & {
  kind: 'report';
  model: number;
  fix: Fix;
  mileageKm: number;
  satellites: number;
  vehicleIdHex: string;
  statusWord: number;
  status: LockStatus;
  /** 0xFF says "being charged". */
  batteryRaw: number;
  cellIdLow: number;
  lac: number;
  gsmSignal: number;
  /** Of the JT701 and JT701D, whose extension begins with them. */
  extension: { fenceId: number; wakeSource: number } | null;
  /** Of the JT701D alone. */
  network: { mncHigh: number; cellIdHigh: number; mcc: number; mncLow: number } | null;
  serial: number;
};

export type ShortReport = Head & {
  kind: 'short-report';
  version: number;
  records: ShortRecord[];
  /** Counts frames in some models and stays zero in others. */
  lastByte: number;
};

export type BinaryReport = LongReport | ShortReport;
export type BinaryFault = 'truncated' | 'bad-length' | 'bad-bcd';
export type BinaryDecoding =
  | { ok: true; message: BinaryReport }
  | { ok: false; reason: BinaryFault };

const refuse = (reason: BinaryFault): BinaryDecoding => ({ ok: false, reason });

/** Models whose extension bytes are known: 0x17 the JT701, 0x19 the JT701D. */
const extendedModels: readonly number[] = [0x17, 0x19];

/** Reads exactly one report, `$` to serial. Pure, never throws. */
export function decodeReport(bytes: Uint8Array): BinaryDecoding {
  if (bytes.length < headBytes) return refuse('truncated');
  const size = sizeOfReport(bytes);
  if (size === null) return refuse('bad-length');
  if (size.frameBytes > bytes.length) return refuse('truncated');
  if (size.frameBytes < bytes.length) return refuse('bad-length');
  const deviceId = readDigits(bytes, 2, 10);
  if (deviceId === null) return refuse('bad-bcd');
  const typeByte = bytes[size.form === 'long' ? 7 : 6] ?? 0;
  const head = {
    deviceId,
    deviceType: typeByte >> 4,
    dataType: typeByte & 0x0f,
    dataBytes: size.frameBytes - 10,
  };
  return size.form === 'long' ? decodeLong(bytes, head) : decodeShort(bytes, head);
}

/** Fix, mileage 4, satellites, vehicle 4, status 2, battery, cell 2, LAC 2, GSM, …, serial. */
const leastLongBytes = fixBytes + 17 + 1;
/** Behind them: fence, wake source, MNC high, eight reserved or of other models, cell 2, MCC 2, MNC low. */
const networkBytes = 17;

function decodeLong(bytes: Uint8Array, head: Head): BinaryDecoding {
  if (head.dataBytes < leastLongBytes) return refuse('bad-length');
  const fix = readFix(bytes, headBytes);
  if (fix === null) return refuse('bad-bcd');
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const at = headBytes + fixBytes;
  const model = view.getUint8(6);
  const extensionAt = at + 17;
  const extensionBytes = bytes.length - 1 - extensionAt;
  const isExtended = extendedModels.includes(model);
  const statusWord = view.getUint16(at + 9);
  return {
    ok: true,
    message: {
      kind: 'report',
      ...head,
      model,
      fix,
      mileageKm: view.getUint32(at),
      satellites: view.getUint8(at + 4),
      vehicleIdHex: Buffer.from(bytes.subarray(at + 5, at + 9)).toString('hex'),
      statusWord,
      status: readStatusWord(statusWord),
      batteryRaw: view.getUint8(at + 11),
      cellIdLow: view.getUint16(at + 12),
      lac: view.getUint16(at + 14),
      gsmSignal: view.getUint8(at + 16),
      extension:
        isExtended && extensionBytes >= 2
          ? { fenceId: view.getUint8(extensionAt), wakeSource: view.getUint8(extensionAt + 1) }
          : null,
      network:
        isExtended && extensionBytes >= networkBytes
          ? {
              mncHigh: view.getUint8(extensionAt + 2),
              cellIdHigh: view.getUint16(bytes.length - 6),
              mcc: view.getUint16(bytes.length - 4),
              mncLow: view.getUint8(bytes.length - 2),
            }
          : null,
      serial: view.getUint8(bytes.length - 1),
    },
  };
}

const shortHeadBytes = 9;
/** The same for all three versions, which differ in what they put behind the fix. */
const recordBytes = 27;

function decodeShort(bytes: Uint8Array, head: Head): BinaryDecoding {
  if (head.dataBytes % recordBytes !== 0) return refuse('bad-length');
  const records: ShortRecord[] = [];
  for (let at = shortHeadBytes; at + recordBytes < bytes.length; at += recordBytes) {
    const fix = readFix(bytes, at);
    if (fix === null) return refuse('bad-bcd');
    records.push({ ...fix, inVersion1: head.deviceType === 1 ? version1Of(bytes, at) : null });
  }
  return {
    ok: true,
    message: {
      kind: 'short-report',
      ...head,
      version: head.deviceType,
      records,
      lastByte: bytes.at(-1) ?? 0,
    },
  };
}

function version1Of(bytes: Uint8Array, recordAt: number): ShortRecord['inVersion1'] {
  const view = new DataView(bytes.buffer, bytes.byteOffset + recordAt, recordBytes);
  return {
    satellites: view.getUint8(17),
    powerRaw: view.getUint8(18),
    altitudeM: view.getUint16(20),
    cellId: view.getUint16(22),
    lac: view.getUint16(24),
    gsmSignal: view.getUint8(26),
  };
}
