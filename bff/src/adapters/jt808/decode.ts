import {
  type Attachment,
  readDriverCard,
  readLocationAnswer,
  readMedia,
  readParametersAnswer,
  readPassedThrough,
} from './attachment.ts';
import {
  type Acknowledgement,
  type Downlink,
  readAcknowledgement,
  readPlatformText,
  readRegisterAnswer,
  readSetParameters,
  readTerminalControl,
  readTrack,
  readVehicleControl,
} from './downlink.ts';
import { type Header, type HeaderFault, readHeader } from './header.ts';
import { type Location, readLocation, readLocationBatch, readShortBatch } from './location.ts';
import { type RecordMessage, readRecord } from './record.ts';
import { type Authenticate, type Register, readAuthenticate, readRegister } from './register.ts';

export type Message =
  | Register
  | Authenticate
  | { kind: 'heartbeat' }
  | { kind: 'deregister' }
  | { kind: 'location'; location: Location }
  | { kind: 'location-batch'; type: number; backfill: boolean; locations: Location[] }
  | Acknowledgement<'terminal-ack'>
  | Attachment
  | Downlink
  | RecordMessage
  /** A good frame whose body this reader does not open. */
  | { kind: 'unsupported'; because: 'not-understood' | 'encrypted' | 'part-of-longer-message' };

/** `bad-body`: the header holds, the body is not what its message id promises. */
export type Decoded =
  | { ok: true; header: Header; message: Message }
  | { ok: false; reason: HeaderFault; header: null }
  | { ok: false; reason: 'bad-body'; header: Header };

/** Of a header, what a body needs to be understood: the two editions differ in many. */
export type Edition = Pick<Header, 'layout'>;
type BodyReader = (body: Uint8Array, edition: Edition) => Message | null;

const readReport: BodyReader = (body) => {
  const location = readLocation(body);
  return location === null ? null : { kind: 'location', location };
};

const readBatch: BodyReader = (body) => {
  const batch = readLocationBatch(body);
  return batch === null ? null : { kind: 'location-batch', ...batch };
};

const readOldBatch: BodyReader = (body) => {
  const locations = readShortBatch(body);
  return locations === null
    ? notUnderstood
    : { kind: 'location-batch', type: 0, backfill: false, locations };
};

const notUnderstood: Message = { kind: 'unsupported', because: 'not-understood' };
const readOther = (messageId: number, body: Uint8Array, { layout }: Edition): Message =>
  readRecord(messageId, body, layout) ?? notUnderstood;

// 2019 made the body a list of controls.
const readControl: BodyReader = (body, edition) =>
  edition.layout === '2019' ? readOther(0x8500, body, edition) : readVehicleControl(body);

const bodyReaders = new Map<number, BodyReader>([
  [0x0001, (body) => readAcknowledgement('terminal-ack', body)],
  [0x0002, () => ({ kind: 'heartbeat' })],
  [0x0003, () => ({ kind: 'deregister' })],
  [0x0100, readRegister],
  [0x0102, readAuthenticate],
  [0x0104, readParametersAnswer],
  [0x0200, readReport],
  [0x0201, readLocationAnswer],
  [0x0210, readOldBatch],
  [0x0500, readLocationAnswer],
  [0x0702, readDriverCard],
  [0x0704, readBatch],
  [0x0800, readMedia],
  [0x0801, readMedia],
  [0x0900, readPassedThrough],
  [0x8001, (body) => readAcknowledgement('platform-ack', body)],
  [0x8100, readRegisterAnswer],
  [0x8103, readSetParameters],
  [0x8104, () => ({ kind: 'query' })],
  [0x8105, readTerminalControl],
  [0x8201, () => ({ kind: 'query' })],
  [0x8202, readTrack],
  [0x8300, readPlatformText],
  [0x8500, readControl],
]);

/** A whole body, of one frame or joined; null when it is not what its message id promises. */
export function decodeBody(messageId: number, body: Uint8Array, edition: Edition): Message | null {
  const read = bodyReaders.get(messageId);
  return read === undefined ? readOther(messageId, body, edition) : read(body, edition);
}

function readBody(payload: Uint8Array, header: Header): Message | null {
  if (header.encryption !== 0) return { kind: 'unsupported', because: 'encrypted' };
  if (header.packets !== null) return { kind: 'unsupported', because: 'part-of-longer-message' };
  return decodeBody(header.messageId, payload.subarray(header.bodyAt), header);
}

/** Reads an unwrapped frame (`Frame.payload`). Pure, never throws. */
export function decodeFrame(payload: Uint8Array): Decoded {
  const header = readHeader(payload);
  if (typeof header === 'string') return { ok: false, reason: header, header: null };
  const message = readBody(payload, header);
  if (message === null) return { ok: false, reason: 'bad-body', header };
  return { ok: true, header, message };
}
