import { readContainerNo } from '@ftz/shared/state/iso6346.ts';
import type { Json, ProtocolReader, Reading } from '#adapters/protocol-reader.ts';
import { textOfXml } from '#adapters/read-xml.ts';
import { isStatusWord, parseStatusWord, releases } from '#domain/lanes/status-word.ts';
import { hasHead, headerBytes, readFrame, readHeader } from './frame.ts';
import { readJsonMessage } from './json-message.ts';
import { fieldsOf, type MessageFields, readMessage } from './xml-message.ts';
import { encodingOf } from './xml-text.ts';

type Fields = { [name: string]: Json };
type Told = { ok: true; kind: string; fields: Fields } | { ok: false; reason: string };

const containerPath = /(^|[._])CONTA_ID(_[FB])?$/;

/** What a message says, with what we make of its container numbers and its status word. */
function describeMessage(text: string): Told {
  const reading = readMessage(text);
  if (!reading.ok) return reading;
  const fields = fieldsOf(reading.root);
  const told: Fields = { root: reading.root.name, fields: { ...fields } };
  const containers = describeContainers(fields);
  if (Object.keys(containers).length > 0) told.containerChecks = containers;
  const { CHECK_RESULT: result } = fields;
  if (typeof result === 'string' && isStatusWord(result)) told.statusWord = describeWord(result);
  return { ok: true, kind: reading.root.name, fields: told };
}

function describeContainers(fields: MessageFields): Fields {
  const numbered = Object.entries(fields).filter(([path]) => containerPath.test(path));
  return Object.fromEntries(
    numbered.map(([path, value]): [string, Json] => {
      const isValid = (no: string) => readContainerNo(no.slice(0, 64)).verdict === 'valid';
      return [path, Array.isArray(value) ? value.map(isValid) : isValid(value)];
    }),
  );
}

function describeWord(text: string): Fields | null {
  const reading = parseStatusWord(text);
  return reading.ok ? { ...reading.word, release: releases(reading.word) } : null;
}

function describeFrame(bytes: Uint8Array): Told {
  const reading = readFrame(bytes);
  if (!reading.ok) return reading;
  const { dialect, code, areaId, channelNo, direction, xml, images } = reading.frame;
  const message = xml.length === 0 ? null : describeMessage(textOfXml(xml));
  if (message && !message.ok) return message;
  const fields: Fields = {
    byteOrder: dialect.littleEndian ? 'little' : 'big',
    codeWidth: dialect.codeWidth,
    code: `0x${code.toString(16).padStart(2, '0')}`,
    areaId,
    channelNo,
    direction,
    marker: dialect.marker,
    xmlLength: xml.length,
    totalLength: bytes.length,
    xmlEncoding: encodingOf(xml),
    message: message?.fields ?? null,
    images: images.map(({ position, jpeg }) => ({ position, length: jpeg.length })),
  };
  return { ok: true, kind: message?.kind ?? 'frame', fields };
}

function describeText(text: string): Told {
  const inner = text.replace(/^\uFEFF/, '').trim();
  if (inner.startsWith('<')) return describeMessage(inner);
  if (inner.startsWith('{')) {
    const reading = readJsonMessage(inner);
    if (!reading.ok) return reading;
    return { ok: true, kind: 'json', fields: describeJson(reading.fields) };
  }
  const reading = parseStatusWord(inner);
  if (!reading.ok) return reading;
  const fields = { ...reading.word, release: releases(reading.word) };
  return { ok: true, kind: 'status-word', fields };
}

function describeJson(fields: Fields): Fields {
  const data = fields.Data;
  const result =
    typeof data === 'object' && data !== null && !Array.isArray(data) ? data.CHECK_RESULT : null;
  if (typeof result !== 'string' || !isStatusWord(result)) return { message: fields };
  return { message: fields, statusWord: describeWord(result) };
}

/** Frames one after another; what follows the last whole one is judged as it is. */
function describeFrames(bytes: Uint8Array): Reading[] {
  const readings: Reading[] = [];
  for (let at = 0; at < bytes.length; ) {
    const rest = bytes.subarray(at);
    const claimed = hasHead(rest) && rest.length >= headerBytes ? readHeader(rest)?.total : null;
    const length = Math.min(claimed ?? rest.length, rest.length);
    readings.push({ at, length, ...describeFrame(rest.subarray(0, length)) });
    at += length;
  }
  return readings;
}

const isText = (bytes: Uint8Array): boolean => {
  const first = bytes.find((byte) => byte > 0x20);
  return first === 0x3c || first === 0x7b || first === 0xef || bytes.every((byte) => byte < 0x80);
};

/** Lanes of JGS/T 14: frames, XML, the JSON of bridges, or a status word alone. */
export const laneReader: ProtocolReader = {
  protocol: 'checkpoint-jgst14',
  standard: 'JGS/T 14-2015 checkpoint front-end integration, data interface',
  read: (bytes) => {
    if (bytes.length === 0) return [];
    if (!isText(bytes)) return describeFrames(bytes);
    return [{ at: 0, length: bytes.length, ...describeText(textOfXml(bytes)) }];
  },
};
