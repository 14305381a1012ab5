import { AnswerQueue, type LineEnd, type Pending } from './answer-queue.ts';
import { type FrameFault, type FrameSink, rawFrame } from './frame.ts';
import { blankEnvelope, type Caller, readEnvelope } from './header.ts';
import { hearSubDevice } from './hear-sub-device.ts';
import type { LineHouse } from './line-house.ts';
import { openBody, openFrame } from './open-frame.ts';
import { mayBeJoined, partOf } from './parts.ts';
import { type Asked, ackResult } from './reply.ts';
import { fingerprintOf, Session } from './session.ts';
import { isSubDeviceSeal } from './sub-device-seal.ts';
import { type Handed, HouseTeller } from './tell-house.ts';

/**
 * So many messages of one connection may be on their way into the house. A commit takes tens of
 * milliseconds, so this is a thousand a second: a gateway that speaks for a fleet.
 */
export const mostInFlight = 128;

/** Such a gateway's terminals can be given orders, the latest of them; nobody can name more than these. */
const mostTerminalsOfLine = 1_024;

// One frame at a time: all lines share it.
const envelope = blankEnvelope();

/**
 * The conversation with one peer, free of sockets.
 *
 * Register (0x0100) → 0x8100 with a code; authenticate (0x0102), heartbeat, reports and the rest →
 * 0x8001. The plain protocol has no security: phone and code travel in the open, so registering
 * proves nothing and refusing protects nothing. Every terminal is therefore registered, any code is
 * good, and the reports of terminals outside the registry are passed on as well: the domain lists
 * them for a technician and does not trust them. Run the port inside a private network.
 *
 * Messages are handed over in their order without waiting for each other, and each is answered, in
 * the same order, when it is safe; one that the house could not keep is not answered, and comes
 * again. Only a report that raises an alarm is waited for: what follows it has to know whether the
 * alarm was raised. Of a message in parts each part is answered when it is held, and the one that
 * completes it when the whole is safe.
 */
export class TerminalLine implements FrameSink {
  readonly session = new Session();
  readonly peer: string;
  readonly #house: LineHouse;
  readonly #answers: AnswerQueue;
  readonly #teller: HouseTeller;
  /** Whom this line speaks for; of one terminal nearly always. */
  readonly #callers = new Map<string, Caller>();
  #caller: Caller | null = null;
  #gone = false;

  constructor(house: LineHouse, end: LineEnd) {
    this.#house = house;
    this.peer = end.peer;
    this.#answers = new AnswerQueue(this.session, end);
    this.#teller = new HouseTeller(house, end.peer);
  }

  /** Whether one more message may be handed over. */
  hasRoom(): boolean {
    return !this.#teller.isRaising && this.#answers.length < mostInFlight;
  }

  /** Whether everything has been answered or given up. */
  isIdle(): boolean {
    return this.#answers.length === 0;
  }

  isOpen(): boolean {
    return !this.#gone;
  }

  /** As it introduced itself, with the oddities of its header; undefined for one that it does not speak for. */
  callerOf(terminalId: string): Caller | undefined {
    return this.#callers.get(terminalId);
  }

  /** Sends a message of our own, at once. */
  say(caller: Caller, messageId: number, body: Uint8Array) {
    return this.#answers.say(caller, messageId, body);
  }

  /** The peer is gone: nobody can be reached by this line. What is under way settles all the same. */
  leave(): void {
    this.#gone = true;
    for (const terminalId of this.#callers.keys()) this.#house.live.leave(terminalId, this);
    this.#callers.clear();
    this.#caller = null;
    this.#house.parts.leave(this);
  }

  bad(reason: FrameFault, bytes: Uint8Array): void {
    this.#house.host.keepBadFrame(bytes, reason, this.peer);
  }

  frame(bytes: Uint8Array, from: number, to: number): boolean {
    const { host } = this.#house;
    if (isSubDeviceSeal(bytes, from, to)) {
      hearSubDevice(bytes.slice(from, to), host, this.peer);
      return true;
    }
    const fault = readEnvelope(bytes, from, to, envelope);
    if (fault !== null) {
      host.keepBadFrame(rawFrame(), fault, this.peer);
      return true;
    }
    const caller = this.session.meet(envelope);
    const receivedAtMs = host.nowMs();
    if (!this.#speaksFor(caller, receivedAtMs)) {
      host.keepBadFrame(rawFrame(), 'second-line', this.peer);
      return true;
    }
    if (host.wantsFrame?.(caller.terminalId)) {
      host.keepFrame?.(rawFrame(), this.peer, caller.terminalId);
    }
    const { messageId, flow } = envelope;
    const asked = { caller, messageId, flow };
    if (envelope.fragmented && envelope.encryption === 0 && mayBeJoined(messageId)) {
      this.#takePart(asked, bytes, from, to, receivedAtMs);
      return this.hasRoom();
    }
    const content = openFrame(bytes, to, envelope, {
      terminalId: caller.terminalId,
      receivedAtMs,
    });
    if (content.kind === 'bad-body' || content.kind === 'unsupported') {
      this.#refuse(asked, content.kind, rawFrame);
    } else {
      this.#handOver(asked, content, fingerprintOf(bytes, from, to, flow), receivedAtMs);
    }
    return this.hasRoom();
  }

  /** Who waits is not answered, and comes again. What a line that has gone sent before is heard out. */
  #speaksFor(caller: Caller, nowMs: number): boolean {
    const { live } = this.#house;
    const { terminalId } = caller;
    if (this.#gone) return true;
    if (!live.hear(terminalId, this, nowMs)) return false;
    if (caller === this.#caller) return true;
    this.#caller = caller;
    this.#callers.delete(terminalId);
    this.#callers.set(terminalId, caller);
    if (this.#callers.size <= mostTerminalsOfLine) return true;
    const [oldest = ''] = this.#callers.keys();
    this.#callers.delete(oldest);
    live.leave(oldest, this);
    return true;
  }

  #refuse(asked: Asked, why: 'bad-body' | 'unsupported', bytes: () => Uint8Array): void {
    const { host } = this.#house;
    if (why === 'bad-body') host.keepBadFrame(bytes(), why, this.peer);
    else host.countFrame('unsupported');
    this.#answers.answerNow(asked, why === 'bad-body' ? ackResult.wrong : ackResult.unsupported);
  }

  #takePart(asked: Asked, bytes: Uint8Array, from: number, to: number, nowMs: number): void {
    const { host, parts } = this.#house;
    const fingerprint = fingerprintOf(bytes, from, to, asked.flow);
    const repeats = this.#answers.underWay(fingerprint);
    if (repeats !== null || this.session.isDone(fingerprint)) {
      host.countFrame('duplicate');
      if (repeats === null) this.#answers.answerNow(asked, ackResult.ok);
      else this.#answers.await(asked, ackResult.ok, fingerprint, repeats);
      return;
    }
    const part = partOf(asked, bytes, envelope.bodyAt, to, fingerprint);
    const taken = parts.take(this, part, nowMs);
    if (taken.kind === 'whole') {
      this.#openWhole(asked, taken, part.index, nowMs);
    } else if (taken.kind === 'bad') {
      this.#refuse(asked, 'bad-body', rawFrame);
    } else if (taken.kind === 'no-room') {
      // Unanswered, it comes again; by then there may be room.
      host.keepBadFrame(rawFrame(), 'parts-overflow', this.peer);
    } else {
      host.countFrame('ok');
      this.#answers.answerNow(asked, ackResult.ok);
      if (taken.gapSeen !== null) parts.ask(taken.gapSeen, nowMs);
    }
  }

  #openWhole(
    asked: Asked,
    { assembly, body }: Extract<ReturnType<LineHouse['parts']['take']>, { kind: 'whole' }>,
    index: number,
    receivedAtMs: number,
  ): void {
    const { parts } = this.#house;
    const { caller, messageId } = asked;
    const heard = { terminalId: caller.terminalId, receivedAtMs };
    const content = openBody(messageId, body, caller.layout, heard);
    if (content.kind === 'bad-body' || content.kind === 'unsupported') {
      parts.close(assembly);
      this.#refuse(asked, content.kind, () => body);
      return;
    }
    const fingerprint = assembly.fingerprints.at(-1) ?? 0;
    this.#handOver(asked, content, fingerprint, receivedAtMs, (outcome) => {
      if (outcome === 'lost') {
        parts.reopen(assembly, index);
        return;
      }
      for (const each of assembly.fingerprints) this.session.remember(each);
      parts.close(assembly);
    });
  }

  #handOver(
    asked: Asked,
    content: Handed,
    fingerprint: number,
    receivedAtMs: number,
    settled?: (outcome: 'safe' | 'lost') => void,
  ): void {
    const repeats = this.#answers.underWay(fingerprint);
    const isDone = repeats === null && this.session.isDone(fingerprint);
    this.#house.host.countFrame(isDone || repeats !== null ? 'duplicate' : 'ok');
    const answer = content.kind === 'sign' && content.registers ? 'registered' : ackResult.ok;
    const pending = this.#answers.await(asked, answer, fingerprint, repeats);
    if (repeats !== null) return;
    // A sign is told however often it is repeated: storing it twice stores nothing.
    if (isDone && content.kind === 'reports') {
      this.#settle(pending, 'safe', settled);
      return;
    }
    const told = this.#teller.tell(asked, content, receivedAtMs);
    told.then(
      () => this.#settle(pending, 'safe', settled),
      // The house has made known what went wrong where it happened.
      () => this.#settle(pending, 'lost', settled),
    );
  }

  #settle(
    pending: Pending,
    outcome: 'safe' | 'lost',
    settled?: (outcome: 'safe' | 'lost') => void,
  ): void {
    settled?.(outcome);
    // What raises is the last that was handed over: nothing else can have set this.
    if (this.#answers.isLast(pending)) this.#teller.isRaising = false;
    this.#answers.settle(pending, outcome);
  }
}
