import { describeCaptured } from '@ftz/shared/contract/captured-messages.fixture.ts';
import { expect, it } from 'vitest';
import { bodyWords, type Fields, headerWords, hexWord } from './corpus-words.ts';
import { type Decoded, decodeFrame } from './decode.ts';
import { type Frame, FrameSplitter } from './frame-splitter.ts';
import { hasUsableFix, type Location } from './location.ts';
import { reportsOf, toPosition } from './observe.ts';

// The words are the corpus's own; this file translates our reading into them and holds it to every field.

type Row = {
  id: string;
  kind: string;
  hex: string;
  status: string;
  notes?: string[];
  expect: Fields | null;
  derived: { header?: Fields; body?: Fields } | null;
  reject_position?: boolean;
};

/** The corpus's list holds every item; ours keeps those that have no name of their own. */
const namedItemLengths: Record<string, number[]> = {
  '0x01': [4],
  '0x02': [2],
  '0x03': [2],
  '0x04': [2],
  '0x11': [1, 5],
  '0x12': [6],
  '0x13': [7],
  '0x25': [4],
  '0x2A': [2],
  '0x2B': [4],
  '0x30': [1],
  '0x31': [1],
};

const withoutNamedItems = (all: { id: string; hex: string }[]): unknown[] =>
  all.filter(({ id, hex }) => !namedItemLengths[id]?.includes(hex.length / 2));

/** Every difference between what the corpus says and what we read, as sentences. */
function differences(said: unknown, read: unknown, path: string): string[] {
  if (typeof said === 'number' && typeof read === 'number') {
    const tolerance = /lat|lon/.test(path) ? 1e-6 : 1e-9;
    return Math.abs(said - read) <= tolerance ? [] : [`${path}: ${said} read as ${read}`];
  }
  if (path.endsWith('additional')) {
    const others = JSON.stringify(withoutNamedItems(said as { id: string; hex: string }[]));
    return others === JSON.stringify(read)
      ? []
      : [`${path}: ${others} read as ${JSON.stringify(read)}`];
  }
  if (said !== null && typeof said === 'object' && read !== null && typeof read === 'object') {
    const ours = read as Fields;
    const sameSize = !Array.isArray(said) || said.length === (read as unknown[]).length;
    return [
      ...(sameSize ? [] : [`${path}: another length`]),
      ...Object.entries(said).flatMap(([key, value]) =>
        differences(value, ours[key], `${path}.${key}`),
      ),
    ];
  }
  return said === read ? [] : [`${path}: ${JSON.stringify(said)} read as ${JSON.stringify(read)}`];
}

/** `expect` names fields by path: `header.flow_no`, `items[0].time`, `items.any.time`, `time`. */
function expectedDifferences(path: string, said: unknown, words: Fields): string[] {
  const items = (words.items ?? []) as Fields[];
  const any = /^items\.any\.(.+)$/.exec(path)?.[1];
  if (any !== undefined) {
    return (said as unknown[]).flatMap((value) =>
      items.some((item) => expectedDifferences(any, value, item).length === 0)
        ? []
        : [`${path}: ${JSON.stringify(value)} in no item`],
    );
  }
  const indexed = /^items\[(\d+)\]\.(.+)$/.exec(path);
  if (indexed !== null) {
    return expectedDifferences(indexed[2] as string, said, items[Number(indexed[1])] ?? {});
  }
  if (path === 'header.terminal_phone')
    return differences(String(said).replace(/^0+/, ''), words[path], path);
  if (path === 'time')
    return differences(`${String(said).replace(' ', 'T')}+08:00`, words[path], path);
  // Of a batch, upstream sometimes names a field of whichever report its own reader kept.
  if (!(path in words) && items.length > 0)
    return expectedDifferences(`items.any.${path}`, [said], words);
  return differences(said, words[path], path);
}

const cut = (splitter: FrameSplitter, chunks: Uint8Array[]): Frame[] => [
  ...chunks.flatMap((chunk) => splitter.push(chunk)),
  ...splitter.end(),
];

const byteByByte = (bytes: Uint8Array): Uint8Array[] =>
  [...bytes].map((byte) => Uint8Array.of(byte));

const refused: Decoded = { ok: false, reason: 'header-too-short', header: null };
const decode = (frame: Frame): Decoded => (frame.ok ? decodeFrame(frame.payload) : refused);

/** Rows called `unescaped` hold a frame before escaping. */
function wireOf(row: Row): Uint8Array {
  if (row.kind !== 'unescaped') return Buffer.from(row.hex, 'hex');
  const inside = row.hex
    .slice(2, -2)
    .replaceAll(/../g, (byte) => ({ '7e': '7d02', '7d': '7d01' })[byte] ?? byte);
  return Buffer.from(`7e${inside}7e`, 'hex');
}

/** The frames of a row, after proving that the splitting of the network changes nothing. */
function framesOf(row: Row): Frame[] {
  const bytes = wireOf(row);
  const frames = cut(new FrameSplitter(), [bytes]);
  expect(cut(new FrameSplitter(), byteByByte(bytes))).toEqual(frames);
  const splitAt = Number(
    /byte offset (\d+)/.exec(row.notes?.join() ?? '')?.[1] ?? bytes.length / 2,
  );
  expect(
    cut(new FrameSplitter(), [bytes.subarray(0, splitAt), bytes.subarray(splitAt)]).map(
      (frame) => frame.ok,
    ),
  ).toEqual(frames.map((frame) => frame.ok));
  return frames;
}

function checkStream(row: Row): void {
  const frames = framesOf(row);
  const said = (row.expect?.frames ?? []) as string[];
  const statuses = (row.expect?.frame_status ?? said.map(() => 'valid')) as string[];
  const good = frames
    .filter((frame) => decode(frame).ok)
    .map((frame) => Buffer.from(frame.bytes).toString('hex'));
  expect(good).toEqual(
    said.filter((_, at) => statuses[at] === 'valid').map((hex) => hex.slice(2, -2)),
  );
  const bad = frames
    .filter((frame) => !decode(frame).ok)
    .map((frame) => Buffer.from(frame.bytes).toString('hex'));
  for (const [at, hex] of said.entries())
    if (statuses[at] !== 'valid') expect(bad).toContain(hex.slice(2, -2));
  const garbageBytes = row.expect?.garbage_bytes;
  if (garbageBytes !== undefined) expect(bad.join('').length / 2).toBe(garbageBytes);
}

function checkNegative(row: Row): void {
  const decoded = framesOf(row).map(decode);
  expect(decoded.length).toBeGreaterThan(0);
  expect(decoded.filter((each) => each.ok)).toEqual([]);
}

/** A row says `reject_position` of some good frames: decode them, show no point. */
function checkRejected(row: Row, locations: Location[]): void {
  const body = row.derived?.body;
  const bodies = [body, ...((body?.items ?? []) as Fields[])];
  // One verdict rests on a reader that took the version flag at its word and misread the header;
  // the corpus's own values put that position on Earth, and they count.
  if (!bodies.some((each) => each?.coord_out_of_range === true)) return;
  expect(locations.length).toBeGreaterThan(0);
  for (const location of locations) {
    const off = Math.abs(location.latDeg) > 90 || Math.abs(location.lonDeg) > 180;
    const fixed = { ...location, statusBits: location.statusBits | 2 };
    expect(hasUsableFix(fixed)).toBe(!off);
    const heard = { terminalId: '000000000001', receivedAtMs: 0 };
    if (off) expect(toPosition(fixed, [], false, heard)).toMatchObject({ point: null });
  }
}

/** Upstream tests that only ask whether a position came out. */
function checkHasPosition(row: Row, locations: Location[]): string[] {
  const said = row.expect?.has_position ?? row.expect?.has_positions;
  if (said === undefined) return [];
  return said === locations.length > 0 ? [] : [`has_position: ${said}, ${locations.length} read`];
}

/** The one good frame of a row, opened. */
function readSingle(row: Row): { payload: Uint8Array; decoded: Decoded & { ok: true } } {
  const [frame, ...more] = framesOf(row);
  if (frame?.ok !== true || more.length > 0)
    throw new Error(`not one good frame: ${JSON.stringify(frame)}`);
  const decoded = decodeFrame(frame.payload);
  if (!decoded.ok) throw new Error(`refused: ${decoded.reason}`);
  return { payload: frame.payload, decoded };
}

function checkMessage(row: Row, annotate: (text: string) => unknown): void {
  const { payload, decoded } = readSingle(row);
  const { header, message } = decoded;
  const head = headerWords(header, payload);
  const opened = bodyWords(message);
  const bodyHex = Buffer.from(payload.subarray(header.bodyAt)).toString('hex');
  const found = differences(row.derived?.header ?? {}, head, 'header');
  const body = row.derived?.body ?? {};
  if ('body_hex' in body) found.push(...differences(body.body_hex, bodyHex, 'body_hex'));
  else if (opened !== null) found.push(...differences(body, opened, 'body'));
  const words: Fields = { ...opened };
  for (const [key, value] of Object.entries(head)) words[`header.${key}`] = value;
  for (const [path, said] of Object.entries(row.expect ?? {})) {
    if (!path.startsWith('has_position')) found.push(...expectedDifferences(path, said, words));
  }
  const { locations } = reportsOf(message);
  // A body that is out of this gateway's scope is held to its header, length and bytes alone.
  if (opened === null) annotate(`body not opened: ${hexWord(header.messageId)}`);
  else found.push(...checkHasPosition(row, locations));
  expect(found).toEqual([]);
  if (row.reject_position === true) checkRejected(row, locations);
}

describeCaptured<Row>('jt808', 'messages of real terminals', (rows) => {
  it('has rows to check', () => {
    expect(rows.length).toBeGreaterThan(100);
  });

  for (const row of rows) {
    it(`${row.status} ${row.kind} ${row.id}`, ({ annotate }) => {
      if (row.kind === 'stream') checkStream(row);
      else if (row.status === 'negative') checkNegative(row);
      else checkMessage(row, annotate);
    });
  }
});
