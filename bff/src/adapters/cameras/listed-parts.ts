import { type Naming, partKey, partName, plainName } from './file-names.ts';

/** One part of a segment; `independent`: a player can begin with it. */
export type ListedPart = { durationS: number; independent: boolean };

/** The segment that a camera is at work on: not listed yet, but parts of it may be. */
export type OpenSegment = { number: number; startsAtMs: number; discontinuity: boolean };

/** What a camera hands out before its segments are complete (RFC 8216bis). */
export type PartListing = {
  /** No part is longer. */
  targetS: number;
  /** Nobody shall play nearer to the end of the list. */
  holdBackS: number;
  /** By the number of their segment, in order; the open segment's, if any, are the last. */
  of: ReadonlyMap<number, readonly ListedPart[]>;
  open: OpenSegment;
};

/** What is being read: the parts so far, and those that wait for their segment. */
export type PartDraft = {
  targetS: number | null;
  holdBackS: number | null;
  canBlock: boolean;
  /** Something about the parts is not for us: the picture is then shown by whole segments. */
  isUnfit: boolean;
  waiting: (ListedPart & { name: string })[];
  of: Map<number, readonly ListedPart[]>;
  names: Map<string, string>;
};

const maxParts = 400;
const maxPartS = 10;
const maxHoldBackS = 60;
const foreign = 'foreign part address';

export function newPartDraft(): PartDraft {
  const nothing = { targetS: null, holdBackS: null, canBlock: false, isUnfit: false };
  return { ...nothing, waiting: [], of: new Map(), names: new Map() };
}

/** Null when the tag was read; a reason when it refuses the playlist. */
export const partTags: Record<
  string,
  (draft: PartDraft, value: string, naming: Naming) => string | null
> = {
  '#EXT-X-PART-INF': (draft, value) => {
    draft.targetS = secondsOf(attributesOf(value).get('PART-TARGET'), maxPartS);
    return null;
  },
  '#EXT-X-SERVER-CONTROL': (draft, value) => {
    const attributes = attributesOf(value);
    draft.canBlock = attributes.get('CAN-BLOCK-RELOAD') === 'YES';
    draft.holdBackS = secondsOf(attributes.get('PART-HOLD-BACK'), maxHoldBackS);
    return null;
  },
  '#EXT-X-PART': (draft, value, naming) => {
    const attributes = attributesOf(value);
    const name = attributes.get('URI') ?? '';
    if (!isOurs(name, naming)) return foreign;
    const durationS = secondsOf(attributes.get('DURATION'), maxPartS);
    const isWhole = !attributes.has('BYTERANGE') && attributes.get('GAP') !== 'YES';
    if (durationS === null || !isWhole) draft.isUnfit = true;
    if (draft.names.size + draft.waiting.length === maxParts) return 'too many parts';
    const independent = attributes.get('INDEPENDENT') === 'YES';
    draft.waiting.push({ durationS: durationS ?? 0, independent, name });
    return null;
  },
  /** What it names is not asked for before it is listed: its place follows from the list. */
  '#EXT-X-PRELOAD-HINT': (_, value, naming) => {
    const attributes = attributesOf(value);
    const name = attributes.get('URI') ?? '';
    const isMap = attributes.get('TYPE') === 'MAP' && name === 'init.mp4';
    return isMap || isOurs(name, naming) ? null : foreign;
  },
  /** Of other renditions we show none, and nothing that it names is followed. */
  '#EXT-X-RENDITION-REPORT': () => null,
};

/** Gives the parts that wait to the segment that follows them. Null, or why the playlist is refused. */
export function takeParts(draft: PartDraft, number: number, naming: Naming): string | null {
  if (draft.waiting.length === 0) return null;
  for (const [part, { name }] of draft.waiting.entries()) {
    const key = partKey(number, part);
    if (naming === 'numbered' && name !== `${key}.m4s`) return foreign;
    draft.names.set(key, name);
  }
  const parts = draft.waiting.splice(0);
  draft.of.set(
    number,
    parts.map(({ durationS, independent }) => ({ durationS, independent })),
  );
  return null;
}

/** Null where nothing can be made of the parts, or where the camera would not hold a request back. */
export function partListing(
  { targetS, holdBackS, canBlock, isUnfit, of }: PartDraft,
  { isCounted, ...open }: OpenSegment & { isCounted: boolean },
): PartListing | null {
  if (targetS === null || !canBlock || isUnfit || !isCounted || of.size === 0) return null;
  // Nearer than two parts is against the standard (4.4.3.8), and nothing would be left to play.
  const isKept = holdBackS !== null && holdBackS >= 2 * targetS;
  return { targetS, holdBackS: isKept ? holdBackS : 3 * targetS, of, open };
}

function isOurs(name: string, naming: Naming): boolean {
  return (naming === 'plain' ? plainName : partName).test(name);
}

/** Seconds as a positive number; null for anything else. */
function secondsOf(value: string | undefined, most: number): number | null {
  const seconds = /^\d{1,3}(?:\.\d{1,9})?$/.test(value ?? '') ? Number(value) : 0;
  return seconds > 0 && seconds <= most ? seconds : null;
}

/** Attributes of a tag (RFC 8216, 4.2), quotes taken off; the first of a name counts. */
function attributesOf(value: string): Map<string, string> {
  const found = new Map<string, string>();
  for (const [, name = '', quoted, bare = ''] of value.matchAll(
    /(?:^|,)\s*([A-Z0-9-]+)=(?:"([^"]*)"|([^",]*))/g,
  ))
    if (!found.has(name)) found.set(name, quoted ?? bare);
  return found;
}
