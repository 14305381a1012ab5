import type { Json } from '#adapters/protocol-reader.ts';

type Fields = { [name: string]: Json };
export type JsonReading =
  | { ok: true; fields: Fields }
  | { ok: false; reason: 'json-malformed' | 'json-no-message' };

const longest = 1_000_000;
const isFields = (value: unknown): value is Fields =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * A message as some bridges publish it: `{"tType", "tData"}` around a JSON text, or that text alone. What
 * is printed in one bridge's own description (quotes that are not escaped) is no JSON and is refused.
 */
export function readJsonMessage(text: string): JsonReading {
  const outer = text.length <= longest ? parse(text) : undefined;
  if (!isFields(outer)) return { ok: false, reason: 'json-malformed' };
  const { tData } = outer;
  if (tData === undefined) return isMessage(outer);
  const inner = typeof tData === 'string' ? parse(tData) : tData;
  return isFields(inner) ? isMessage(inner) : { ok: false, reason: 'json-malformed' };
}

const isMessage = (fields: Fields): JsonReading =>
  typeof fields.Cmd === 'number' || typeof fields.Event === 'string'
    ? { ok: true, fields }
    : { ok: false, reason: 'json-no-message' };
