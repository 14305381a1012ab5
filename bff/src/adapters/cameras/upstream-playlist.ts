import { type Naming, plainName, segmentName } from './file-names.ts';
import {
  newPartDraft,
  type OpenSegment,
  type PartDraft,
  type PartListing,
  partListing,
  partTags,
  takeParts,
} from './listed-parts.ts';

/** One listed segment; `startsAtMs` is its PROGRAM-DATE-TIME in milliseconds since 1970. */
export type ListedSegment = {
  number: number;
  durationS: number;
  startsAtMs: number;
  /** The encoder began anew before this segment. */
  discontinuity: boolean;
};

/** What we understood of a camera's playlist; nothing else of it reaches a browser. */
export type LivePlaylist = {
  targetDurationS: number;
  mediaSequence: number;
  discontinuitySequence: number;
  segments: ListedSegment[];
  /** Left out where the camera hands out whole segments only. */
  parts?: PartListing;
};

/** What the files are called upstream, where that is not for a browser to know. */
export type ListedFiles = {
  init: string;
  segments: ReadonlyMap<number, string>;
  /** By `partKey`. */
  parts: ReadonlyMap<string, string>;
};

export type PlaylistReading =
  | { ok: true; playlist: LivePlaylist; files: ListedFiles }
  | { ok: false; reason: string };

const maxSegments = 200;
const maxDurationS = 60;
const dateTime = /^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,9})?(Z|[+-]\d\d:?\d\d)$/;

/** What is being read: the playlist so far, and the tags that wait for their segment. */
type Draft = {
  naming: Naming;
  playlist: LivePlaylist;
  init: string | null;
  names: Map<number, string>;
  durationS: number | null;
  startsAtMs: number | null;
  discontinuity: boolean;
  parts: PartDraft;
};

/**
 * Reads a live media playlist (RFC 8216) of a camera that we do not trust. Segments and map must be
 * named as `naming` says, relative; an absolute or climbing address, another scheme,
 * or any other tag that carries a URI (keys, renditions) refuses the whole playlist, because
 * a browser would follow it. Parts (RFC 8216bis) are read by the same law. Dates are wanted (4.3.2.6): without them nobody can tell a live picture
 * from a frozen one; a segment without its own date follows the one before it.
 */
export function readPlaylist(text: string, naming: Naming = 'numbered'): PlaylistReading {
  const lines = text.split(/\r?\n/).map((line) => line.trim());
  if (lines[0] !== '#EXTM3U') return refused('not a playlist');
  const draft = newDraft(naming);
  for (const line of lines.slice(1)) {
    const reason = line.startsWith('#') ? readTag(draft, line) : readUri(draft, line);
    if (reason !== null) return refused(reason);
  }
  if (draft.init === null) return refused('no EXT-X-MAP');
  if (draft.playlist.segments.length === 0) return refused('no segments');
  const open = openSegmentOf(draft);
  const reason = takeParts(draft.parts, open.number, draft.naming);
  if (reason !== null) return refused(reason);
  const parts = partListing(draft.parts, { ...open, isCounted: isCounted(draft.playlist) });
  const playlist = parts === null ? draft.playlist : { ...draft.playlist, parts };
  const files = { init: draft.init, segments: draft.names, parts: draft.parts.names };
  return { ok: true, playlist, files };
}

/** The segment that the camera is at work on. */
function openSegmentOf({ playlist, startsAtMs, discontinuity }: Draft): OpenSegment {
  const last = playlist.segments.at(-1);
  const number = last === undefined ? playlist.mediaSequence : last.number + 1;
  return { number, startsAtMs: startsAtMs ?? endOf(last) ?? 0, discontinuity };
}

/** Whether the numbers of the files are those by which a player asks for what comes next. */
function isCounted({ mediaSequence, segments }: LivePlaylist): boolean {
  return segments.every(({ number }, at) => number === mediaSequence + at);
}

function newDraft(naming: Naming): Draft {
  return {
    naming,
    playlist: { targetDurationS: 1, mediaSequence: 0, discontinuitySequence: 0, segments: [] },
    init: null,
    names: new Map(),
    durationS: null,
    startsAtMs: null,
    discontinuity: false,
    parts: newPartDraft(),
  };
}

/** Null when the tag was read or may be left out; a reason when it refuses the playlist. */
function readTag(draft: Draft, line: string): string | null {
  const colon = line.indexOf(':');
  const name = colon === -1 ? line : line.slice(0, colon);
  const value = colon === -1 ? '' : line.slice(colon + 1);
  const read = tagReaders[name];
  if (read !== undefined) return read(draft, value);
  const readPart = partTags[name];
  if (readPart !== undefined) return readPart(draft.parts, value, draft.naming);
  if (line.startsWith('#EXT') && /URI\s*=/i.test(value))
    return `foreign address in ${name.slice(0, 40)}`;
  return null;
}

const tagReaders: Record<string, (draft: Draft, value: string) => string | null> = {
  '#EXT-X-TARGETDURATION': (draft, value) => {
    const seconds = wholeNumber(value);
    if (seconds === null || seconds < 1 || seconds > maxDurationS) return 'bad target duration';
    draft.playlist.targetDurationS = seconds;
    return null;
  },
  '#EXT-X-MEDIA-SEQUENCE': (draft, value) => {
    const sequence = wholeNumber(value);
    draft.playlist.mediaSequence = sequence ?? 0;
    return sequence === null ? 'bad media sequence' : null;
  },
  '#EXT-X-DISCONTINUITY-SEQUENCE': (draft, value) => {
    const sequence = wholeNumber(value);
    draft.playlist.discontinuitySequence = sequence ?? 0;
    return sequence === null ? 'bad discontinuity sequence' : null;
  },
  '#EXT-X-MAP': (draft, value) => {
    const name = /^URI="([^"]*)"$/.exec(value)?.[1] ?? '';
    const isOurs = draft.naming === 'plain' ? plainName.test(name) : name === 'init.mp4';
    draft.init = isOurs ? name : null;
    return isOurs ? null : 'foreign map';
  },
  '#EXT-X-PROGRAM-DATE-TIME': (draft, value) => {
    const atMs = dateTime.test(value) ? Date.parse(value) : Number.NaN;
    draft.startsAtMs = atMs;
    return Number.isNaN(atMs) ? 'bad date' : null;
  },
  '#EXTINF': (draft, value) => {
    const seconds = /^(\d{1,3}(?:\.\d{1,9})?),/.exec(`${value},`)?.[1];
    draft.durationS = Number(seconds);
    return draft.durationS > 0 && draft.durationS <= maxDurationS ? null : 'bad duration';
  },
  '#EXT-X-DISCONTINUITY': (draft) => {
    draft.discontinuity = true;
    return null;
  },
  '#EXT-X-BYTERANGE': () => 'byte ranges are not served',
  '#EXT-X-STREAM-INF': () => 'not a media playlist',
  '#EXT-X-ENDLIST': () => 'not live',
  '#EXT-X-SKIP': () => 'not a whole playlist',
};

function readUri(draft: Draft, line: string): string | null {
  if (line === '') return null;
  const number = numberOf(draft, line);
  if (number === null) return 'foreign segment address';
  if (draft.durationS === null) return 'segment without duration';
  const startsAtMs = draft.startsAtMs ?? endOf(draft.playlist.segments.at(-1));
  if (startsAtMs === null) return 'segment without date';
  if (draft.playlist.segments.length === maxSegments) return 'too many segments';
  const reason = takeParts(draft.parts, number, draft.naming);
  if (reason !== null) return reason;
  const { durationS, discontinuity } = draft;
  draft.names.set(number, line);
  draft.playlist.segments.push({ number, durationS, startsAtMs, discontinuity });
  Object.assign(draft, { durationS: null, startsAtMs: null, discontinuity: false });
  return null;
}

function numberOf({ naming, playlist }: Draft, line: string): number | null {
  if (naming === 'plain') {
    return plainName.test(line) ? playlist.mediaSequence + playlist.segments.length : null;
  }
  const number = segmentName.exec(line)?.[1];
  return number === undefined ? null : Number(number);
}

/** When the last frame of a segment was taken; null without a segment. */
export function endOf(segment: ListedSegment | undefined): number | null {
  return segment === undefined ? null : segment.startsAtMs + Math.round(segment.durationS * 1000);
}

function wholeNumber(value: string): number | null {
  return /^\d{1,15}$/.test(value) ? Number(value) : null;
}

function refused(reason: string): PlaylistReading {
  return { ok: false, reason };
}
