import { readBcdTime } from './bcd-time.ts';
import { readByte, readDword, readHex, readWord } from './big-endian.ts';
import { FieldCursor } from './field-cursor.ts';
import { type Location, locationBaseBytes, readLocation } from './location.ts';
import { type Parameter, readParameters } from './parameters.ts';

/** Who is at the wheel, by the card that was read. */
export type Driver = {
  name: string;
  certificate: string;
  issuedBy: string;
  /** Eight digits, YYYYMMDD. */
  validUntil: string;
  /** 2019 alone. */
  identityNumber: string | null;
};

/** What a terminal sends beside its positions. */
export type Attachment =
  /** 0x0104, the answer to a query of parameters. */
  | { kind: 'parameters'; answersFlow: number; parameters: Parameter[] }
  /** 0x0201 and 0x0500, answers that carry a report. */
  | { kind: 'location-answer'; answersFlow: number; location: Location }
  /** 0x0702; `readResult` only follows an inserted card (status 1). */
  | {
      kind: 'driver-card';
      status: number;
      atMs: number;
      readResult: number | null;
      driver: Driver | null;
    }
  /** 0x0801, and 0x0800 which announces it; only the former has a report, and not in 2011. */
  | {
      kind: 'media';
      mediaId: number;
      mediaType: number;
      format: number;
      event: number;
      channel: number;
      location: Location | null;
      dataBytes: number;
    }
  /** 0x0900: how vendors of seals tunnel their own messages. */
  | { kind: 'passed-through'; type: number; hex: string };

export function readParametersAnswer(bytes: Uint8Array): Attachment | null {
  const parameters = readParameters(bytes, 2);
  if (parameters === null) return null;
  return { kind: 'parameters', answersFlow: readWord(bytes, 0), parameters };
}

export function readLocationAnswer(bytes: Uint8Array): Attachment | null {
  const location = readLocation(bytes.subarray(2));
  if (location === null) return null;
  return { kind: 'location-answer', answersFlow: readWord(bytes, 0), location };
}

export function readDriverCard(bytes: Uint8Array): Attachment | null {
  if (bytes.length < 7) return null;
  const status = readByte(bytes, 0);
  const readResult = status === 1 && bytes.length > 7 ? readByte(bytes, 7) : null;
  const driver = readResult === 0 ? readDriver(bytes.subarray(8)) : null;
  return { kind: 'driver-card', status, atMs: readBcdTime(bytes, 1), readResult, driver };
}

/** What a card that could be read holds; null where less follows than that. */
function readDriver(bytes: Uint8Array): Driver | null {
  const cursor = new FieldCursor(bytes);
  const driver = {
    name: cursor.text(cursor.byte()),
    certificate: cursor.text(20),
    issuedBy: cursor.text(cursor.byte()),
    validUntil: cursor.hex(4),
    identityNumber: cursor.left >= 20 ? cursor.text(20) : null,
  };
  return cursor.overran ? null : driver;
}

const mediaHeadBytes = 8;

export function readMedia(bytes: Uint8Array): Attachment | null {
  if (bytes.length < mediaHeadBytes) return null;
  const dataAt = mediaHeadBytes + locationBaseBytes;
  const location = readLocation(bytes.subarray(mediaHeadBytes, dataAt));
  return {
    kind: 'media',
    mediaId: readDword(bytes, 0),
    mediaType: readByte(bytes, 4),
    format: readByte(bytes, 5),
    event: readByte(bytes, 6),
    channel: readByte(bytes, 7),
    location,
    dataBytes: bytes.length - (location === null ? mediaHeadBytes : dataAt),
  };
}

export function readPassedThrough(bytes: Uint8Array): Attachment | null {
  if (bytes.length < 1) return null;
  return { kind: 'passed-through', type: readByte(bytes, 0), hex: readHex(bytes, 1, bytes.length) };
}
