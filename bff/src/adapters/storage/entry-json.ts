import { createHash } from 'node:crypto';

/**
 * JSON with sorted keys and no white space (RFC 8785): one value, one text, one hash. Throws on what
 * JSON cannot carry (NaN, infinities, functions), where `JSON.stringify` would write null in silence.
 */
export function canonicalJson(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonicalJson).join(',')}]`;
  if (typeof value === 'object' && value !== null) {
    const members = Object.entries(value)
      .filter(([, member]) => member !== undefined)
      // By UTF-16 code units, RFC 8785 section 3.2.3; localeCompare would follow the machine.
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([key, member]) => `${JSON.stringify(key)}:${canonicalJson(member)}`);
    return `{${members.join(',')}}`;
  }
  if (typeof value === 'number' && !Number.isFinite(value)) throw new TypeError(`${value} in JSON`);
  const text = JSON.stringify(value);
  if (text === undefined) throw new TypeError(`a ${typeof value} in JSON`);
  return text;
}

/** A draft on its way to the log: its parts are canonical JSON already. */
export type WrittenDraft = {
  type: string;
  areas: string;
  /** Null: the people of its areas. */
  audience: string | null;
  /** Null: the entry was written when it was done. */
  actedAtMs: number | null;
  actor: string;
  data: string;
  dedupeKey: string | null;
};

/** The canonical JSON of an entry: as it is stored, hashed and, once parsed, handed out. */
export const entryJson = (draft: WrittenDraft, seq: number, atMs: number): string =>
  `{${draft.actedAtMs === null ? '' : `"actedAtMs":${draft.actedAtMs},`}"actor":${draft.actor},"areas":${draft.areas},"atMs":${atMs},` +
  `${draft.audience === null ? '' : `"audience":${draft.audience},`}"data":${draft.data},` +
  `"seq":${seq},"type":${JSON.stringify(draft.type)}}`;

/** What the first entry is chained to. */
export const chainStart: Uint8Array = new Uint8Array(32);

/** SHA-256 of the previous entry's hash followed by this entry's canonical JSON in UTF-8. */
export const chainHash = (previous: Uint8Array, body: string): Uint8Array =>
  createHash('sha256').update(previous).update(body).digest();
