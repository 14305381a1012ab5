import type { Caller, Envelope } from './header.ts';
import { callerOf } from './header.ts';

/** Terminals resend within a few messages; far below 65,536, where flow numbers come round again. */
const windowSize = 64;

/** What one connection has to remember of its terminal. Ten thousands of these are alive at once. */
export class Session {
  #caller: Caller | null = null;
  #phoneHigh = 0;
  #phoneLow = 0;
  #flow = 0;
  /** Fingerprints of what is done, a ring once it is full. */
  readonly #recent: number[] = [];
  #oldest = 0;

  /** The id of the newest good frame; null until there was one. */
  get terminalId(): string | null {
    return this.#caller === null ? null : this.#caller.terminalId;
  }

  /** Who sent this frame. Nearly always the same, so that no text is made: one object per change. */
  meet(envelope: Envelope): Caller {
    const known = this.#caller;
    if (
      known !== null &&
      envelope.phoneLow === this.#phoneLow &&
      envelope.phoneHigh === this.#phoneHigh &&
      envelope.versionFlag === known.versionFlag &&
      (envelope.is2019 ? envelope.protocolVersion : null) === known.protocolVersion
    ) {
      return known;
    }
    this.#phoneLow = envelope.phoneLow;
    this.#phoneHigh = envelope.phoneHigh;
    this.#caller = callerOf(envelope);
    return this.#caller;
  }

  /** Our own flow number, counted per connection from 0, with wrap (JT/T 808-2019 clause 4.4.3). */
  nextFlow(): number {
    const flow = this.#flow;
    this.#flow = (flow + 1) & 0xffff;
    return flow;
  }

  /** True for a message that this connection has completed already. */
  isDone(fingerprint: number): boolean {
    return this.#recent.includes(fingerprint);
  }

  /** Call when the message is safe, not before: a report that failed must not pass for a resend. */
  remember(fingerprint: number): void {
    if (this.#recent.length < windowSize) this.#recent.push(fingerprint);
    else this.#recent[this.#oldest] = fingerprint;
    this.#oldest = (this.#oldest + 1) % windowSize;
  }
}

/**
 * Names a message: its flow number, and 32 bits over all of its bytes (FNV-1a), terminal and kind
 * among them. A resend repeats its bytes; they count because some terminals never advance their flow
 * number: theirs are new reports, not resends.
 */
export function fingerprintOf(bytes: Uint8Array, from: number, to: number, flow: number): number {
  let hash = 0x811c9dc5;
  for (let at = from; at < to; at += 1) {
    hash = Math.imul(hash ^ (bytes[at] as number), 0x01000193);
  }
  return flow * 2 ** 32 + (hash >>> 0);
}
