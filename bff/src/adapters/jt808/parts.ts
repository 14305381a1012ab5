import { readWord } from './big-endian.ts';
import type { Caller } from './header.ts';

/** One part of a longer message; `index` counts from 1. */
export type Part = {
  caller: Caller;
  messageId: number;
  flow: number;
  total: number;
  index: number;
  body: Uint8Array;
  fingerprint: number;
};

/** A message of which parts came. `underWay`: it is whole, and on its way into the house. */
export type Assembly<Line> = {
  line: Line;
  key: string;
  caller: Caller;
  messageId: number;
  firstFlow: number;
  parts: (Uint8Array | null)[];
  fingerprints: number[];
  got: number;
  bytes: number;
  lastAtMs: number;
  askedAtMs: number;
  timesAsked: number;
  underWay: boolean;
};

export type PartLimits = { perLineBytes: number; allBytes: number; perLine: number };
export const usualPartLimits: PartLimits = {
  perLineBytes: 1 << 20,
  allBytes: 64 << 20,
  perLine: 8,
};

/** A thousand bytes each: a megabyte, more than any list that a terminal has to tell. */
const mostParts = 1_024;
const patienceMs = 30_000;
const quietMs = 5_000;
const mostTimesAsked = 3;

export type TakenPart<Line> =
  | { kind: 'waiting'; gapSeen: Assembly<Line> | null }
  | { kind: 'whole'; assembly: Assembly<Line>; body: Uint8Array }
  | { kind: 'bad' }
  | { kind: 'no-room' };

/** Who hears of messages that stay incomplete. */
export type PartsEar<Line> = {
  /** Ask the terminal for these parts once more (0x8003). */
  missing: (assembly: Assembly<Line>, indexes: number[]) => void;
  lost: (assembly: Assembly<Line>) => void;
};

/**
 * Puts messages of several packets together (JT/T 808 clause 4.4.3). Known by terminal, message id and
 * the flow number of the first part; parts come in any order and more than once. Nothing here grows
 * without bound: bytes per line and in all, messages per line, parts per message, and thirty seconds.
 */
export class PartStore<Line> {
  readonly #limits: PartLimits;
  readonly #ear: PartsEar<Line>;
  readonly #all = new Map<Line, Map<string, Assembly<Line>>>();
  #bytes = 0;

  constructor(ear: PartsEar<Line>, limits: PartLimits = usualPartLimits) {
    this.#ear = ear;
    this.#limits = limits;
  }

  get heldBytes(): number {
    return this.#bytes;
  }

  take(line: Line, part: Part, nowMs: number): TakenPart<Line> {
    const { total, index, body } = part;
    if (total < 1 || total > mostParts || index < 1 || index > total) return { kind: 'bad' };
    const assembly = this.#assemblyOf(line, part, nowMs);
    if (assembly.parts.length !== total) return { kind: 'bad' };
    if (assembly.underWay) return { kind: 'waiting', gapSeen: null };
    assembly.lastAtMs = nowMs;
    if (assembly.parts[index - 1] === null) {
      if (!this.#hasRoomFor(line, body.length)) return { kind: 'no-room' };
      this.#put(assembly, part);
    }
    if (assembly.got === total) {
      assembly.underWay = true;
      return { kind: 'whole', assembly, body: join(assembly) };
    }
    return { kind: 'waiting', gapSeen: index === total ? assembly : null };
  }

  /** The whole message is safe, or was refused for good. */
  close(assembly: Assembly<Line>): void {
    const ofLine = this.#all.get(assembly.line);
    if (!ofLine?.delete(assembly.key)) return;
    this.#bytes -= assembly.bytes;
    if (ofLine.size === 0) this.#all.delete(assembly.line);
  }

  /** The house could not keep the whole: its last part, which was not acknowledged, comes again. */
  reopen(assembly: Assembly<Line>, index: number): void {
    const body = assembly.parts[index - 1];
    if (!body || this.#all.get(assembly.line)?.get(assembly.key) !== assembly) return;
    assembly.underWay = false;
    assembly.parts[index - 1] = null;
    assembly.got -= 1;
    assembly.bytes -= body.length;
    this.#bytes -= body.length;
  }

  /** The line is gone, and with it what it began. */
  leave(line: Line): void {
    for (const assembly of [...(this.#all.get(line)?.values() ?? [])]) this.#lose(assembly);
  }

  /** Asks for what is missing where it became quiet, and gives up what nobody completes. */
  sweep(nowMs: number): void {
    for (const ofLine of [...this.#all.values()]) {
      for (const assembly of [...ofLine.values()]) this.#look(assembly, nowMs);
    }
  }

  /** Asks at once, where the last part has come and an earlier one has not. */
  ask(assembly: Assembly<Line>, nowMs: number): void {
    assembly.askedAtMs = nowMs;
    assembly.timesAsked += 1;
    this.#ear.missing(assembly, missingOf(assembly));
  }

  #look(assembly: Assembly<Line>, nowMs: number): void {
    if (assembly.underWay) return;
    if (nowMs - assembly.lastAtMs >= patienceMs) {
      this.#lose(assembly);
      return;
    }
    const quietSinceMs = Math.max(assembly.lastAtMs, assembly.askedAtMs);
    if (assembly.timesAsked < mostTimesAsked && nowMs - quietSinceMs >= quietMs) {
      this.ask(assembly, nowMs);
    }
  }

  #lose(assembly: Assembly<Line>): void {
    this.close(assembly);
    this.#ear.lost(assembly);
  }

  #assemblyOf(line: Line, part: Part, nowMs: number): Assembly<Line> {
    const ofLine = this.#all.get(line) ?? new Map<string, Assembly<Line>>();
    const { caller, messageId, flow, index, total } = part;
    const firstFlow = (flow - index + 1) & 0xffff;
    const key = `${caller.terminalId}/${messageId}/${firstFlow}`;
    const known = ofLine.get(key);
    if (known !== undefined) return known;
    if (ofLine.size >= this.#limits.perLine) this.#lose(oldestOf(ofLine));
    const assembly: Assembly<Line> = {
      line,
      key,
      caller,
      messageId,
      firstFlow,
      parts: Array.from({ length: total }, () => null),
      fingerprints: [],
      got: 0,
      bytes: 0,
      lastAtMs: nowMs,
      askedAtMs: nowMs,
      timesAsked: 0,
      underWay: false,
    };
    // Losing the oldest may have let the line go.
    this.#all.set(line, ofLine.set(key, assembly));
    return assembly;
  }

  #put(assembly: Assembly<Line>, { index, body, fingerprint }: Part): void {
    // A copy: what a socket has read is written over by the next read.
    assembly.parts[index - 1] = new Uint8Array(body);
    assembly.fingerprints.push(fingerprint);
    assembly.got += 1;
    assembly.bytes += body.length;
    this.#bytes += body.length;
  }

  #hasRoomFor(line: Line, more: number): boolean {
    let ofLine = more;
    for (const { bytes } of this.#all.get(line)?.values() ?? []) ofLine += bytes;
    return ofLine <= this.#limits.perLineBytes && this.#bytes + more <= this.#limits.allBytes;
  }
}

function oldestOf<Line>(ofLine: Map<string, Assembly<Line>>): Assembly<Line> {
  const [first, ...others] = ofLine.values();
  return others.reduce((a, b) => (b.lastAtMs < a.lastAtMs ? b : a), first as Assembly<Line>);
}

export const missingOf = ({ parts }: Pick<Assembly<unknown>, 'parts'>): number[] =>
  parts.flatMap((part, at) => (part === null ? [at + 1] : []));

/** What came, in its order. */
export function join({ parts }: Pick<Assembly<unknown>, 'parts'>): Uint8Array {
  const there = parts.filter((part) => part !== null);
  const whole = new Uint8Array(there.reduce((sum, { length }) => sum + length, 0));
  let at = 0;
  for (const part of there) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}

/** What this gateway keeps of long messages: reports, and answers. Pictures it does not, so they cost no memory. */
const joined: ReadonlySet<number> = new Set([
  0x0100, 0x0104, 0x0107, 0x0200, 0x0201, 0x0210, 0x0500, 0x0700, 0x0704, 0x0802, 0x0805, 0x1205,
]);
export const mayBeJoined = (messageId: number): boolean => joined.has(messageId);

/** The part in a frame whose body begins at `bodyAt`: total and index stand in front of it. */
export function partOf(
  asked: { caller: Caller; messageId: number; flow: number },
  bytes: Uint8Array,
  bodyAt: number,
  to: number,
  fingerprint: number,
): Part {
  const total = readWord(bytes, bodyAt - 4);
  const index = readWord(bytes, bodyAt - 2);
  return { ...asked, total, index, body: bytes.subarray(bodyAt, to), fingerprint };
}
