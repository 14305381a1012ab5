import { randomBytes } from 'node:crypto';
import type { GatewayHost } from '#adapters/device-adapter.ts';
import type { AlarmEdges } from './alarm-bits.ts';
import { decodeFrame, type Message } from './decode.ts';
import type { Frame } from './frame.ts';
import type { Header } from './header.ts';
import { isSupported, reportsOf, toPosition, toPresence } from './observe.ts';
import { type AckResult, ackResult, encodeAck, encodeRegistered } from './reply.ts';
import { Session } from './session.ts';

/** A good frame waiting for its turn. `message` is null when its body was none: answered, not told. */
export type Waiting = {
  header: Header;
  message: Message | null;
  payload: Uint8Array;
  receivedAtMs: number;
};

/** Answers are never answered, or two platforms that are wired together would talk for ever. */
const unanswered = new Set([0x0001, 0x8001, 0x8100]);

/**
 * The conversation with one connection, free of sockets.
 *
 * Register (0x0100) → 0x8100 with a code; authenticate (0x0102), heartbeat, reports and the rest →
 * 0x8001. The plain protocol has no security: phone and code travel in the open, so registering
 * proves nothing and refusing protects nothing. Every terminal is therefore registered, any code is
 * good, and the reports of terminals outside the registry are passed on as well: the domain lists
 * them for a technician and does not trust them. Run the port inside a private network.
 */
export class TerminalLine {
  readonly session = new Session();
  readonly #host: GatewayHost;
  readonly #edges: AlarmEdges;
  readonly #peer: string;

  constructor(host: GatewayHost, edges: AlarmEdges, peer: string) {
    this.#host = host;
    this.#edges = edges;
    this.#peer = peer;
  }

  /** Sorts fresh frames: bad ones are counted and kept here and now, good ones are returned. */
  sort(frames: Frame[]): Waiting[] {
    const receivedAtMs = this.#host.nowMs();
    const waiting: Waiting[] = [];
    for (const frame of frames) {
      if (!frame.ok) {
        this.#host.keepBadFrame(frame.bytes, frame.reason, this.#peer);
        continue;
      }
      const { payload } = frame;
      const decoded = decodeFrame(payload);
      if (!decoded.ok) this.#host.keepBadFrame(frame.bytes.slice(), decoded.reason, this.#peer);
      if (decoded.header === null) continue;
      this.session.terminalId = decoded.header.terminalId;
      const message = decoded.ok ? decoded.message : null;
      waiting.push({ header: decoded.header, message, payload, receivedAtMs });
    }
    return waiting;
  }

  /**
   * Hands one message over and returns the answer to send, or null for none. Rejects when the house
   * could not keep it: then the terminal must hear nothing, and sends it again.
   */
  async handle({ header, message, payload, receivedAtMs }: Waiting): Promise<Uint8Array | null> {
    if (message === null) return this.#ack(header, ackResult.wrong);
    if (!isSupported(message)) {
      this.#host.countFrame('unsupported');
      return this.#ack(header, ackResult.unsupported);
    }
    const resend = this.session.isResend(header, payload);
    this.#host.countFrame(resend ? 'duplicate' : 'ok');
    if (!resend) await this.#tellReports(header, message, receivedAtMs);
    // A sign of life is one however often it is repeated, and storing it twice stores nothing.
    const presence = toPresence(message, { terminalId: header.terminalId, receivedAtMs });
    if (presence !== null) await this.#host.accept(presence);
    this.session.remember(header, payload);
    return message.kind === 'register' ? this.#registered(header) : this.#ack(header, ackResult.ok);
  }

  async #tellReports(header: Header, message: Message, receivedAtMs: number): Promise<void> {
    const { locations, backfill } = reportsOf(message);
    const { terminalId } = header;
    for (const location of locations) {
      const step = this.#edges.next(terminalId, location.alarmBits, backfill);
      const heard = { terminalId, receivedAtMs };
      await this.#host.accept(toPosition(location, step.raised, backfill, heard));
      this.#edges.commit(step);
    }
  }

  #ack(header: Header, result: AckResult): Uint8Array | null {
    if (unanswered.has(header.messageId)) return null;
    return encodeAck(header, this.session.nextFlow(), result);
  }

  #registered(header: Header): Uint8Array {
    return encodeRegistered(header, this.session.nextFlow(), randomBytes(8).toString('hex'));
  }
}
