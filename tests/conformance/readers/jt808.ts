import { type Decoded, decodeFrame } from '@ftz/bff/adapters/jt808/decode.ts';
import { type Frame, FrameSplitter } from '@ftz/bff/adapters/jt808/frame-splitter.ts';
import { hasUsableFix, type Location } from '@ftz/bff/adapters/jt808/location.ts';
import { reportsOf } from '@ftz/bff/adapters/jt808/observe.ts';
import type { CorpusReader, CorpusReading, CorpusRow, Fields } from '#conformance/corpus-row.ts';
import { bodyWords, headerWords } from './jt808-words.ts';

const hexOf = (bytes: Uint8Array): string => Buffer.from(bytes).toString('hex');
const refused = (reason: string): CorpusReading => ({ ok: false, reason });

/** Rows called `unescaped` hold a frame before escaping. */
function wireOf({ kind, hex = '' }: CorpusRow): Uint8Array {
  if (kind !== 'unescaped') return Buffer.from(hex, 'hex');
  const inside = hex.replace(/^7e(.*)7e$/, '$1');
  const escaped = inside.replaceAll(
    /../g,
    (byte) => ({ '7e': '7d02', '7d': '7d01' })[byte] ?? byte,
  );
  return Buffer.from(`7e${escaped}7e`, 'hex');
}

const cut = (chunks: readonly Uint8Array[]): Frame[] => {
  const splitter = new FrameSplitter();
  return [...chunks.flatMap((chunk) => splitter.push(chunk)), ...splitter.end()];
};

/** The frames, or null when the pieces in which the bytes arrive make a difference. */
function framesOf(row: CorpusRow, bytes: Uint8Array): Frame[] | null {
  const told = /byte offset (\d+)/.exec(row.notes?.join() ?? '')?.[1];
  const at = Number(told ?? bytes.length >> 1);
  const frames = cut([bytes]);
  const ways = [
    [...bytes].map((byte) => Uint8Array.of(byte)),
    [bytes.subarray(0, at), bytes.subarray(at)],
  ];
  const same = ways.every((chunks) => JSON.stringify(cut(chunks)) === JSON.stringify(frames));
  return same ? frames : null;
}

const decode = (frame: Frame): Decoded =>
  frame.ok ? decodeFrame(frame.payload) : { ok: false, reason: 'header-too-short', header: null };

const leastFrameBytes = 13;

/** A frame's fate in the other reader's words; of a frame too short for a header it says only that. */
function statusOf(frame: Frame): string {
  if (frame.bytes.length < leastFrameBytes) return 'header_too_short';
  const reason = frame.ok ? undefined : frame.reason;
  const decoded = decode(frame);
  return decoded.ok ? 'valid' : (reason ?? decoded.reason).replaceAll('-', '_');
}

/**
 * A stream as the other reader sees it. It cuts at pairs of flags, we at each: a damaged stretch that
 * begins at the flag which closed a frame lies between two of its pairs, and is no frame to it. Where
 * a row tells no fates its frames are the good ones, and the rest is garbage.
 */
function streamWords(row: CorpusRow, bytes: Uint8Array, all: readonly Frame[]): Fields {
  const telling = Array.isArray(row.expect?.frame_status);
  const wire = Buffer.from(bytes);
  const frames: Frame[] = [];
  let garbageBytes = 0;
  let searchFrom = 0;
  let lastClosedAt = -1;
  for (const frame of all) {
    const at = wire.indexOf(frame.bytes, searchFrom);
    searchFrom = at + frame.bytes.length;
    const good = decode(frame).ok;
    const opened = frame.ok || frame.reason !== 'no-frame';
    if (good || (telling && opened && at - 1 !== lastClosedAt)) {
      frames.push(frame);
      lastClosedAt = searchFrom;
    } else {
      garbageBytes += frame.bytes.length;
    }
  }
  return {
    frames: frames.map((frame) => `7e${hexOf(frame.bytes)}7e`),
    frame_status: frames.map(statusOf),
    garbage_bytes: garbageBytes,
  };
}

/** `expect` writes times without their offset, and the phone with or without its padding. */
const withSpace = (words: Fields): Fields => {
  const time =
    typeof words.time === 'string' ? words.time.slice(0, 19).replace('T', ' ') : undefined;
  return { ...words, time };
};

const isNear = (a: unknown, b: unknown): boolean =>
  typeof a === 'number' && typeof b === 'number' ? Math.abs(a - b) <= 1e-6 : a === b;

/**
 * What upstream tests ask of a batch without saying of which report: `items.any.time` lists values,
 * a bare field is one. Whatever some report holds answers it.
 */
function answersOfBatch(expect: Fields, words: Fields, items: readonly Fields[]): Fields {
  const heldBySome = (name: string, said: unknown): unknown =>
    items.some((item) => isNear(item[name], said)) ? said : null;
  const asked = Object.entries(expect).filter(
    ([path]) => path.startsWith('items.any.') || (!(path in words) && !path.includes('.')),
  );
  return Object.fromEntries(
    asked.map(([path, said]) => {
      const name = path.replace('items.any.', '');
      const read = Array.isArray(said)
        ? said.map((value) => heldBySome(name, value))
        : heldBySome(name, said);
      return [path, read];
    }),
  );
}

function expectedWords(row: CorpusRow, header: Fields, body: Fields, located: boolean): Fields {
  const said = row.expect ?? {};
  const phone = String(said['header.terminal_phone'] ?? '');
  const items = ((body.items ?? []) as Fields[]).map(withSpace);
  const words: Fields = {
    ...withSpace(body),
    items,
    has_position: located,
    has_positions: located,
    'header.terminal_phone': String(header.terminal_phone).padStart(phone.length, '0'),
  };
  return items.length > 0 ? { ...words, ...answersOfBatch(said, words, items) } : words;
}

/** A place off the Earth is decoded, and is no position, fix or not. */
const isKeptOut = (location: Location): boolean => {
  const off = Math.abs(location.latDeg) > 90 || Math.abs(location.lonDeg) > 180;
  return !off || !hasUsableFix({ ...location, statusBits: location.statusBits | 2 });
};

function messageWords(row: CorpusRow, frames: readonly Frame[]): CorpusReading {
  const [frame, ...more] = frames;
  if (frame === undefined || more.length > 0) return refused(`${frames.length} frames`);
  const decoded = decode(frame);
  if (!frame.ok || !decoded.ok) return refused(statusOf(frame));
  const { header: head, message } = decoded;
  const { locations } = reportsOf(message);
  if (!locations.every(isKeptOut)) return refused('a place off the Earth is a position');
  const header = headerWords(head, frame.payload);
  const body: Fields = {
    body_hex: hexOf(frame.payload.subarray(head.bodyAt)),
    ...bodyWords(message),
  };
  return {
    ok: true,
    words: { ...expectedWords(row, header, body, locations.length > 0), header, body },
  };
}

const remarks: ReadonlySet<string> = new Set([
  'body.note',
  'body.body_decoded',
  'header.header_note',
]);

export const jt808: CorpusReader = {
  protocol: 'jt808',
  read: (row) => {
    const bytes = wireOf(row);
    const frames = framesOf(row, bytes);
    if (frames === null) return { ok: true, words: { '(chunks)': 'they make a difference' } };
    if (row.kind === 'stream') return { ok: true, words: streamWords(row, bytes, frames) };
    if (row.status !== 'negative') return messageWords(row, frames);
    const good = frames.some((frame) => decode(frame).ok);
    return good ? { ok: true, words: {} } : refused(frames.map(statusOf).join() || 'no frame');
  },
  notComparable: (field) =>
    remarks.has(field) ? 'a remark of the other reader on what it did' : null,
};
