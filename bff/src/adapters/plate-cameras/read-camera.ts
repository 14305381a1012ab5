import { textOfXml } from '#adapters/read-xml.ts';
import type { CameraReading } from './camera-message.ts';
import { isRecord } from './camera-values.ts';
import { readHikvisionJson, readHikvisionXml } from './hikvision.ts';
import { type Part, readMultipart } from './multipart.ts';
import { readWorldCamera } from './world-cameras.ts';
import { readZhenshi, readZhenshiForm } from './zhenshi.ts';

/**
 * Reads what a plate camera posted, by what it looks like: an XML alert, a JSON object, or a multipart
 * body with one of them and pictures. Never throws. Pictures are looked over and left out.
 */
export function readCamera(body: Uint8Array, contentType: string): CameraReading {
  const first = body.find((byte) => !blanks.has(byte));
  if (first === undefined) return { ok: false, reason: 'empty' };
  if (/^multipart\//i.test(contentType.trim()) || first === dash) {
    const part = readMultipart(body, contentType)?.find(isMessage);
    return part ? readPlain(part.bytes) : { ok: false, reason: 'multipart' };
  }
  return readPlain(body);
}

/** Byte order marks are blanks, too. */
const blanks: ReadonlySet<number> = new Set([0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf]);
const dash = 0x2d;
const openingAngle = 0x3c;
const openingBrace = 0x7b;

const firstOf = (bytes: Uint8Array) => bytes.find((byte) => !blanks.has(byte));

function isMessage({ contentType, bytes }: Part): boolean {
  if (/^image\//.test(contentType)) return false;
  const first = firstOf(bytes);
  return first === openingAngle || first === openingBrace;
}

function readPlain(bytes: Uint8Array): CameraReading {
  if (firstOf(bytes) === openingAngle) return readHikvisionXml(bytes);
  const text = textOfXml(bytes).replace(/^\uFEFF/, '');
  const form = readZhenshiForm(text);
  if (form) return form;
  const json = parse(text);
  if (json === undefined) return { ok: false, reason: 'json-parse' };
  if (!isRecord(json)) return { ok: false, reason: 'unknown-format' };
  return (
    readZhenshi(json) ??
    readHikvisionJson(json) ??
    readWorldCamera(json) ?? { ok: false, reason: 'unknown-format' }
  );
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
