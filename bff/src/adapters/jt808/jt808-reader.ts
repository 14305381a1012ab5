import type { Json, ProtocolReader, Reading } from '#adapters/protocol-reader.ts';
import { type Decoded, decodeFrame, type Message } from './decode.ts';
import { flag } from './frame.ts';
import { type Frame, FrameSplitter } from './frame-splitter.ts';
import { reportsOf } from './observe.ts';
import { readVendorItems } from './vendor-items.ts';

/** As JSON has it: what names no moment (NaN) is null, what is absent is absent. */
const toJson = (value: unknown): { [name: string]: Json } => JSON.parse(JSON.stringify(value));

/** What the model's own items of each report say; nothing where the model is unknown or has none. */
function vendorOf(message: Message, model: string | undefined): { vendor?: Json } {
  const { locations } = reportsOf(message);
  const read = locations.map(({ items }) => readVendorItems(model, items.asSent));
  return read.some((fields) => Object.keys(fields).length > 0) ? { vendor: read } : {};
}

function fieldsOf(
  { header, message }: Decoded & { ok: true },
  model: string | undefined,
): { [name: string]: Json } {
  const { messageId, bodyAt, ...words } = header;
  const { kind, ...body } = message;
  const id = `0x${messageId.toString(16).padStart(4, '0')}`;
  return toJson({ header: { messageId: id, ...words }, body, ...vendorOf(message, model) });
}

function readFrame(
  frame: Frame,
  place: { at: number; length: number },
  model: string | undefined,
): Reading {
  if (!frame.ok) return { ...place, ok: false, reason: frame.reason };
  const decoded = decodeFrame(frame.payload);
  if (!decoded.ok) return { ...place, ok: false, reason: decoded.reason };
  const { message } = decoded;
  const kind = message.kind === 'record' ? message.name : message.kind;
  return { ...place, ok: true, kind, fields: fieldsOf(decoded, model) };
}

/** Bad frames are kept without their flags: bytes that hold none are taken for the inside of one. */
const withFlags = (bytes: Uint8Array): Uint8Array =>
  bytes.includes(flag) ? bytes : Uint8Array.of(flag, ...bytes, flag);

export const jt808Reader: ProtocolReader = {
  protocol: 'jt808',
  standard: 'JT/T 808-2011, -2013, -2019 and the signalling of JT/T 1078: vehicle terminals',
  read: (bytes, { deviceModel }) => {
    if (bytes.length === 0) return [];
    const splitter = new FrameSplitter();
    const frames = [...splitter.push(withFlags(bytes)), ...splitter.end()];
    const wire = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    let from = 0;
    return frames.map((frame) => {
      // What an overflow cut short is found by its beginning all the same.
      const at = Math.max(from, wire.indexOf(frame.bytes, from));
      from = at + frame.bytes.length;
      return readFrame(frame, { at, length: frame.bytes.length }, deviceModel);
    });
  },
};
