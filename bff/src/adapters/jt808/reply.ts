import type { Caller } from './header.ts';
import { WireWriter } from './wire-writer.ts';

/** Results of 0x8001 (JT/T 808-2019 table 6). */
export const ackResult = { ok: 0, failed: 1, wrong: 2, unsupported: 3 } as const;
export type AckResult = (typeof ackResult)[keyof typeof ackResult];

/** What is answered: whose message, of which kind, under which of the asker's own numbers. */
export type Asked = { caller: Caller; messageId: number; flow: number };

const longestHeader = 17;
const longestBody = 1_023;
const fragmentedBit = 1 << 13;
const versionBit = 1 << 14;

/** Puts answers onto the wire; `flow` is our own number. */
export class AnswerWriter {
  readonly #wire = new WireWriter();

  /** 0x8001, the general answer: the asker's number is repeated in the body. */
  acknowledge({ caller, messageId, flow: asked }: Asked, flow: number, result: AckResult): void {
    this.#begin(caller, 0x8001, flow, 5);
    this.#wire.word(asked);
    this.#wire.word(messageId);
    this.#wire.byte(result);
    this.#wire.end();
  }

  /** 0x8100 with result 0: registered, and the code to authenticate with (ASCII, at most 255 bytes). */
  register({ caller, flow: asked }: Asked, flow: number, authCode: string): void {
    this.#begin(caller, 0x8100, flow, 3 + authCode.length);
    this.#wire.word(asked);
    this.#wire.byte(0);
    for (let at = 0; at < authCode.length; at += 1) this.#wire.byte(authCode.charCodeAt(at));
    this.#wire.end();
  }

  /** Any message of ours, in as many packets as it needs, each with a number of its own. */
  say(
    caller: Caller,
    messageId: number,
    body: Uint8Array,
    nextFlow: () => number,
  ): { firstFlow: number; packets: number } {
    const packets = Math.max(1, Math.ceil(body.length / longestBody));
    const firstFlow = nextFlow();
    for (let index = 0; index < packets; index += 1) {
      const part = body.subarray(index * longestBody, (index + 1) * longestBody);
      const flow = index === 0 ? firstFlow : nextFlow();
      this.#begin(caller, messageId, flow, part.length, packets > 1 ? [packets, index + 1] : null);
      for (const byte of part) this.#wire.byte(byte);
      this.#wire.end();
    }
    return { firstFlow, packets };
  }

  /** All answers since the last call, one behind the other. */
  take(): Uint8Array {
    return this.#wire.take();
  }

  /**
   * The header an answer wears: the layout, version byte and flag of the terminal that asked, its
   * oddities included. A terminal reads no other edition than its own.
   */
  #begin(
    caller: Caller,
    messageId: number,
    flow: number,
    bodyLength: number,
    packets: readonly [total: number, index: number] | null = null,
  ): void {
    const bits = (caller.versionFlag ? versionBit : 0) | (packets === null ? 0 : fragmentedBit);
    this.#wire.begin(longestHeader + 4 + bodyLength);
    this.#wire.word(messageId);
    this.#wire.word(bits | bodyLength);
    if (caller.protocolVersion !== null) this.#wire.byte(caller.protocolVersion);
    const { phone } = caller;
    for (let at = 0; at < phone.length; at += 2) {
      this.#wire.byte((nibble(phone.charCodeAt(at)) << 4) | nibble(phone.charCodeAt(at + 1)));
    }
    this.#wire.word(flow);
    if (packets === null) return;
    this.#wire.word(packets[0]);
    this.#wire.word(packets[1]);
  }
}

/** The value of a hex digit, 0–9 or a–f, by its character code. */
const nibble = (code: number): number => (code & 15) + (code >> 6) * 9;
