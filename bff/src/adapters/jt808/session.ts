import { crc32 } from 'node:zlib';
import type { Header } from './header.ts';

/** Terminals resend within a few messages; far below 65,536, where flow numbers come round again. */
const windowSize = 256;

/** What one connection has to remember of its terminal. */
export class Session {
  /** The id of the newest good frame; null until there was one. */
  terminalId: string | null = null;
  #flow = 0;
  readonly #recent = new Set<string>();

  /** Our own flow number, counted per connection from 0, with wrap (JT/T 808-2019 clause 4.4.3). */
  nextFlow(): number {
    const flow = this.#flow;
    this.#flow = (flow + 1) & 0xffff;
    return flow;
  }

  /** True for a message that this connection has completed already. */
  isResend(header: Header, payload: Uint8Array): boolean {
    return this.#recent.has(keyOf(header, payload));
  }

  /** Call when the message is safe, not before: a report that failed must not pass for a resend. */
  remember(header: Header, payload: Uint8Array): void {
    this.#recent.add(keyOf(header, payload));
    if (this.#recent.size <= windowSize) return;
    const oldest = this.#recent.values().next();
    if (!oldest.done) this.#recent.delete(oldest.value);
  }
}

/**
 * Terminal, message and flow number name a message, and a resend repeats its bytes. The bytes count
 * too because some terminals never advance their flow number: theirs are new reports, not resends.
 */
const keyOf = ({ phone, messageId, flow }: Header, payload: Uint8Array): string =>
  `${phone}/${messageId}/${flow}/${crc32(payload)}`;
