import { decryptBody } from './encryption.ts';
import type { Dc09Frame } from './frame.ts';

/** One SIA DC-03 event; `address` is the zone or user as sent, without leading marks. */
export type SiaEvent = { code: string; address: string; text: string | null };
export type SiaContent = {
  kind: 'sia';
  qualifier: 'new' | 'old';
  /** Modifiers that stand before an event: `ri` area, `id` user, `pi` peripheral, `ti` time. */
  modifiers: Record<string, string>;
  events: SiaEvent[];
};
/** Contact ID (SIA DC-05): qualifier digit 1 event, 3 restore, 6 status. */
export type CidContent = {
  kind: 'cid';
  qualifier: string;
  code: string;
  partition: string;
  zoneOrUser: string;
};

export type Dc09Message = {
  /** The content of the first bracket, as sent. */
  data: string;
  dataAccount: string | null;
  extended: { id: string; value: string }[];
  /** The panel's own clock, UTC; null when absent or impossible. */
  sentAtMs: number | null;
  /** `link` is the NULL supervision, `reply` an ACK, NAK or DUH, `other` an id that carries no alarms. */
  content: SiaContent | CidContent | { kind: 'link' | 'reply' | 'other' };
};
export type Dc09Decoding =
  | { ok: true; message: Dc09Message }
  | { ok: false; reason: 'encrypted' | 'bad-brackets' | 'bad-sia' | 'bad-cid' };

/** Reads the content of a frame. `key` opens an encrypted one; without it that is the refusal `encrypted`. */
export function decodeFrame(frame: Dc09Frame, key: Uint8Array | null = null): Dc09Decoding {
  const clear = clearBody(frame, key);
  if (clear === null) return { ok: false, reason: 'encrypted' };
  const parts = splitBody(clear);
  if (!parts) return { ok: false, reason: 'bad-brackets' };
  const [, dataAccount = null, payload = ''] =
    /^(?:#?([0-9A-Za-z]{1,16}))?\|(.*)$/s.exec(parts.data) ?? [];
  const content = readContent(frame.id, payload);
  if (typeof content === 'string') return { ok: false, reason: content };
  return { ok: true, message: { ...parts, dataAccount, content } };
}

function clearBody(frame: Dc09Frame, key: Uint8Array | null): string | null {
  if (!frame.encrypted) return frame.body;
  return key ? decryptBody(frame.body, key) : null;
}

/** `data][ext][ext]_time`: the data ends at the bracket that structure follows, so texts may hold one. */
function splitBody(body: string) {
  const match = /^(.*?)\](?=\[|_|$)((?:\[[^\]]*\])*)(.*)$/s.exec(body);
  if (!match) return null;
  const [, data = '', blocks = '', tail = ''] = match;
  const extended = Array.from(
    blocks.matchAll(/\[([A-Za-z])([^\]]*)\]/g),
    ([, id = '', value = '']) => ({
      id,
      value,
    }),
  );
  return { data, extended, sentAtMs: readTimestamp(tail) };
}

/** `_HH:MM:SS,MM-DD-YYYY`, UTC (DC-09 clause 5.5.1.9). */
function readTimestamp(tail: string): number | null {
  const match = /^_(\d\d):(\d\d):(\d\d),(\d\d)-(\d\d)-(\d{4})$/.exec(tail);
  if (!match) return null;
  const [, hour, minute, second, month, day, year] = match;
  const iso = `${year}-${month}-${day}T${hour}:${minute}:${second}`;
  const atMs = Date.parse(`${iso}Z`);
  // `Date` rolls the 31st of February over; a date that comes back different never was.
  if (!Number.isFinite(atMs) || atMs < 0) return null;
  return new Date(atMs).toISOString().startsWith(iso) ? atMs : null;
}

function readContent(id: string, payload: string): Dc09Message['content'] | 'bad-sia' | 'bad-cid' {
  if (id === 'NULL') return { kind: 'link' };
  if (id === 'ACK' || id === 'NAK' || id === 'DUH') return { kind: 'reply' };
  if (id === 'SIA-DCS') return readSia(payload) ?? 'bad-sia';
  if (id === 'ADM-CID') return readCid(payload) ?? 'bad-cid';
  return { kind: 'other' };
}

/** `1130 01 015`: qualifier and event, partition, zone or user. */
function readCid(payload: string): CidContent | null {
  const match = /^(?:0\|)?\s*(\d)([0-9A-F]{3})\s+([0-9A-F]{1,2})\s+([0-9A-F]{1,3})\b/i.exec(
    payload,
  );
  if (!match) return null;
  const [, qualifier = '', code = '', partition = '', zoneOrUser = ''] = match;
  return { kind: 'cid', qualifier, code: code.toUpperCase(), partition, zoneOrUser };
}

/** Any two small letters: `da` date, `ph` telephone, … beside those that are read by name. */
const modifierPattern = /^\/?([a-z]{2})([0-9:.,-]*)(?:\^[^^]*\^)?\/?/;
const eventPattern =
  /^\/?([A-Z]{2})([0-9A-F]*)(?:NM)?\s*(?:\^([^^]*)\^?|\*?'([^']*)'(?:NM)?|"([^"]*)"(?:NM)?|\|A([^|]*))?/;

/**
 * `Nri1/BA4^text^/BT5`: modifiers may lack their slash, codes follow each other, and a text may be a
 * block of its own (`|Atext`) as in the serial form (SIA DC-03).
 */
function readSia(payload: string): SiaContent | null {
  const start = /^(?:0\|)?([NO])/.exec(payload);
  if (!start) return null;
  const modifiers: Record<string, string> = {};
  const events: SiaEvent[] = [];
  let rest = payload.slice(start[0].length);
  // What is no modifier and no event is a maker's own addition behind the last event.
  for (let taken = -1; taken !== 0 && rest !== ''; rest = rest.slice(taken)) {
    taken = takeModifier(rest, modifiers) || takeEvent(rest, events);
  }
  const qualifier = start[1] === 'O' ? 'old' : 'new';
  return events.length === 0 ? null : { kind: 'sia', qualifier, modifiers, events };
}

/** Both say how many characters they took: 0 when the text begins otherwise. */
function takeModifier(text: string, modifiers: Record<string, string>): number {
  const match = modifierPattern.exec(text);
  if (!match) return 0;
  const [all, name = '', value = ''] = match;
  modifiers[name] = value;
  return all.length;
}

function takeEvent(text: string, events: SiaEvent[]): number {
  const match = eventPattern.exec(text);
  if (!match) return 0;
  events.push(toSiaEvent(match));
  return match[0].length;
}

function toSiaEvent([, code = '', address = '', ...texts]: RegExpExecArray): SiaEvent {
  const text = texts.find((each) => each !== undefined);
  return { code, address, text: text === undefined ? null : text.trim() };
}
