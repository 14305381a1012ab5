import { describeCaptured } from '@ftz/shared/contract/captured-messages.fixture.ts';
import { expect, it } from 'vitest';
import { type Dc09Message, decodeFrame } from './decode.ts';
import { type Dc09Frame, readFrame } from './frame.ts';
import { buildReply, wrapSpan } from './reply.ts';
import { createSplitter } from './splitter.ts';

/** Field names are the corpus' own; this file translates, so that the decoder need not know them. */
type Fields = Record<string, unknown>;
type Row = {
  id: string;
  kind: string;
  hex: string;
  status: 'confirmed' | 'derived' | 'negative' | 'unconfirmed';
  expect: Fields | null;
  derived?: Fields | null;
  lenient_accept?: boolean;
  aes_key_hex?: string;
};

/** Log excerpts lack LF and CR; the wire never does. */
function slicesOf(row: Row, size = Number.POSITIVE_INFINITY): Uint8Array[] {
  const bytes = Buffer.from(row.hex, 'hex');
  const splitter = createSplitter();
  const slices: Uint8Array[] = [];
  const wire = bytes.at(-1) === 0x0d ? bytes : Buffer.concat([bytes, Buffer.from('\r')]);
  for (let at = 0; at < wire.length; at += size) {
    slices.push(...splitter.push(wire.subarray(at, at + size)).map((slice) => slice.bytes));
  }
  return slices;
}

function framesOf(row: Row, strict = false, size = Number.POSITIVE_INFINITY): Dc09Frame[] {
  return slicesOf(row, size).flatMap((slice) => {
    const reading = readFrame(slice, strict);
    return reading.ok ? [reading.frame] : [];
  });
}

function describeFrame(frame: Dc09Frame): Fields {
  return {
    crc_format: frame.crcFormat,
    crc_ok: true,
    length_ok: frame.lengthOk,
    id: frame.id,
    encrypted: frame.encrypted,
    sequence: frame.seq,
    receiver: frame.receiver,
    line: frame.line,
    account: frame.account,
    account_segment: frame.account,
    link_test: frame.id === 'NULL',
    ciphertext_bytes: frame.encrypted ? frame.body.length / 2 : undefined,
  };
}

const isoSeconds = (atMs: number) => new Date(atMs).toISOString().replace('.000Z', 'Z');
const cidQualifiers: Fields = { 1: 'event', 3: 'restore', 6: 'status' };
const writeEvents = (events: { code?: unknown; address?: unknown; text?: unknown }[]) =>
  events.map(({ code, address, text }) => `${code}:${address}:${text ?? ''}`).join(' ');
const writeBlocks = (blocks: { id?: unknown; value?: unknown }[]) =>
  blocks.map(({ id, value }) => `${id}=${value}`).join(' ');

function describeMessage({ content, ...message }: Dc09Message): Fields {
  const fields: Fields = {
    data: message.data,
    data_account: message.dataAccount,
    timestamp_utc: message.sentAtMs === null ? null : isoSeconds(message.sentAtMs),
    extended: writeBlocks(message.extended),
  };
  if (content.kind === 'sia') {
    const [first] = content.events;
    Object.assign(fields, { qualifier: content.qualifier, ...first });
    fields['sia.events'] = writeEvents(content.events);
    for (const name of ['ri', 'pi', 'ti']) fields[name] = content.modifiers[name];
    for (const name of ['ri', 'id', 'pi', 'ti']) fields[`sia.${name}`] = content.modifiers[name];
    fields['sia.qualifier'] = content.qualifier;
  }
  if (content.kind === 'cid') {
    fields['cid.code'] = content.code;
    fields['cid.partition'] = content.partition;
    fields['cid.zone_or_user'] = content.zoneOrUser;
    fields['cid.qualifier'] = cidQualifiers[content.qualifier];
  }
  return fields;
}

/** Flattens what a source says to the names above; objects of unknown shape stay out. */
function wantedFields(source: Fields): Fields {
  const pairs = Object.entries(source).flatMap(([name, value]): [string, unknown][] => {
    if (name === 'extended' && Array.isArray(value)) return [[name, writeBlocks(value)]];
    if (name === 'sia' || name === 'cid') return innerFields(name, value as Fields);
    return value === null || typeof value !== 'object' ? [[name, value]] : [];
  });
  return Object.fromEntries(pairs);
}

function innerFields(prefix: string, fields: Fields): [string, unknown][] {
  return Object.entries(fields).map(([name, value]) => [
    `${prefix}.${name}`,
    name === 'events' ? writeEvents(value as Fields[]) : value,
  ]);
}

/** What a source says of the whole exchange or of a receiver's reaction, not of one frame's fields. */
const notFields = new Set([
  'error',
  'reply_ack',
  'sia_equivalent',
  'crc',
  'calc_crc',
  'length',
  'calc_length',
]);

function comparable(source: Fields, seen: Fields) {
  const wanted = wantedFields(source);
  if (wanted.extended === true) wanted.extended = seen.extended || 'some block';
  const names = Object.keys(wanted).filter((name) => name in seen && !notFields.has(name));
  const pick = (from: Fields) => Object.fromEntries(names.map((name) => [name, from[name]]));
  return { wanted: pick(wanted), seen: pick(seen) };
}

describeCaptured<Row>('sia-dc09', 'the captured DC-09 messages', (rows) => {
  const positive = rows.filter((row) => row.status === 'confirmed' || row.status === 'derived');
  const single = positive.filter((row) => row.kind !== 'stream');
  const forgiven = rows.filter((row) => row.status === 'negative' && row.lenient_accept);
  const negative = rows.filter((row) => row.status === 'negative' && !row.lenient_accept);

  it('has rows of every kind', () => {
    expect(single.length).toBeGreaterThan(0);
    expect(negative.length).toBeGreaterThan(0);
  });

  it.each([...single, ...forgiven])('reads $id as the sources do', (row) => {
    const [frame] = framesOf(row);
    if (!frame) throw new Error('no frame was read');
    const key = row.aes_key_hex ? Buffer.from(row.aes_key_hex, 'hex') : null;
    const decoding = decodeFrame(frame, key);
    const opened = !frame.encrypted || key !== null;
    expect(decoding.ok).toBe(opened);
    const seen = {
      ...describeFrame(frame),
      ...(decoding.ok ? describeMessage(decoding.message) : {}),
    };
    for (const source of [row.expect, row.derived]) {
      const { wanted, seen: compared } = comparable(source ?? {}, seen);
      expect(compared).toEqual(wanted);
    }
  });

  it.each(negative)('refuses $id', (row) => {
    expect(framesOf(row)).toEqual([]);
  });

  it.each(forgiven)('refuses $id when strict', (row) => {
    expect(framesOf(row, true)).toEqual([]);
  });

  it.each(positive.filter((row) => row.kind === 'stream'))(
    'cuts stream $id, whole and byte by byte',
    (row) => {
      const expected = row.expect as { frames?: number; ids?: string[] };
      for (const size of [Number.POSITIVE_INFINITY, 1, 3]) {
        const frames = framesOf(row, false, size);
        if (expected.frames !== undefined) expect(frames).toHaveLength(expected.frames);
        if (expected.ids) expect(frames.map(({ id }) => id)).toEqual(expected.ids);
      }
    },
  );

  it.each(rows.filter((row) => row.expect?.reply_ack))(
    'acknowledges $id like the source',
    (row) => {
      const wanted = /^[0-9A-Fa-f]{8}(.*?\])(_[^ ]+)?/.exec(String(row.expect?.reply_ack));
      const [frame] = framesOf(row);
      if (!frame || !wanted) throw new Error('no frame or no expected reply');
      const span = Buffer.from(buildReply('ACK', frame, null))
        .toString('latin1')
        .slice(9, -1);
      expect(span).toBe(wanted[1]);
      const stamped = Buffer.from(wrapSpan(`${span}${wanted[2] ?? ''}`, 'ascii')).toString(
        'latin1',
      );
      expect(String(row.expect?.reply_ack).startsWith(stamped.slice(1, -1))).toBe(true);
    },
  );
});
