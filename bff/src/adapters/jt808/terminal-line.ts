import { randomBytes } from 'node:crypto';
import type { GatewayHost } from '#adapters/device-adapter.ts';
import type { AlarmEdges } from './alarm-bits.ts';
import { type FrameFault, type FrameSink, rawFrame } from './frame.ts';
import { blankEnvelope, readEnvelope } from './header.ts';
import type { Fix } from './location.ts';
import { toPosition } from './observe.ts';
import { type Content, openFrame } from './open-frame.ts';
import { type AckResult, AnswerWriter, type Asked, ackResult } from './reply.ts';
import { fingerprintOf, Session } from './session.ts';

/** What a line needs of the house, the same for all lines. */
export type LineHouse = { host: GatewayHost; edges: AlarmEdges };

/** What a line needs of its connection. */
export type LineEnd = {
  peer: string;
  send: (answers: Uint8Array) => void;
  /** Something was answered or given up: perhaps there is room again. */
  readOn: () => void;
};

/** A message in the order of its arrival, until it is answered or given up. */
type Pending = Asked & {
  outcome: 'awaited' | 'safe' | 'lost';
  answer: AckResult | 'registered';
  fingerprint: number;
  /** The same message once more, while the first is still on its way: it shares the outcome. */
  repeats: Pending | null;
};

/**
 * So many messages of one connection may be on their way into the house. A commit takes tens of
 * milliseconds, so this is a thousand a second: a gateway that speaks for a fleet.
 */
export const mostInFlight = 128;

const notHandedOver = -1;

/** Answers are never answered, or two platforms that are wired together would talk for ever. */
const unanswered = new Set([0x0001, 0x8001, 0x8100]);

// One frame, and one flush, at a time: all lines share these.
const envelope = blankEnvelope();
const answers = new AnswerWriter();

/**
 * The conversation with one connection, free of sockets.
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
 * alarm was raised.
 */
export class TerminalLine implements FrameSink {
  readonly session = new Session();
  readonly #house: LineHouse;
  readonly #end: LineEnd;
  readonly #pending: Pending[] = [];
  #raising = false;
  #flushing = false;

  constructor(house: LineHouse, end: LineEnd) {
    this.#house = house;
    this.#end = end;
  }

  /** Whether one more message may be handed over. */
  hasRoom(): boolean {
    return !this.#raising && this.#pending.length < mostInFlight;
  }

  /** Whether everything has been answered or given up. */
  isIdle(): boolean {
    return this.#pending.length === 0;
  }

  bad(reason: FrameFault, bytes: Uint8Array): void {
    this.#house.host.keepBadFrame(bytes, reason, this.#end.peer);
  }

  frame(bytes: Uint8Array, from: number, to: number): boolean {
    const { host } = this.#house;
    const fault = readEnvelope(bytes, from, to, envelope);
    if (fault !== null) {
      host.keepBadFrame(rawFrame(), fault, this.#end.peer);
      return true;
    }
    const caller = this.session.meet(envelope);
    const { messageId, flow } = envelope;
    const heard = { terminalId: caller.terminalId, receivedAtMs: host.nowMs() };
    const content = openFrame(bytes, from, to, envelope, heard);
    const asked = { caller, messageId, flow };
    if (content.kind === 'bad-body') {
      host.keepBadFrame(rawFrame(), content.kind, this.#end.peer);
      this.#answerNow(asked, ackResult.wrong);
    } else if (content.kind === 'unsupported') {
      host.countFrame('unsupported');
      this.#answerNow(asked, ackResult.unsupported);
    } else {
      this.#handOver(asked, content, fingerprintOf(bytes, from, to, flow), heard.receivedAtMs);
    }
    return this.hasRoom();
  }

  #answerNow(asked: Asked, answer: AckResult): void {
    this.#pending.push({
      ...asked,
      outcome: 'safe',
      answer,
      fingerprint: notHandedOver,
      repeats: null,
    });
    this.#flushSoon();
  }

  #handOver(
    { caller, messageId, flow }: Asked,
    content: Extract<Content, { kind: 'reports' | 'sign' }>,
    fingerprint: number,
    receivedAtMs: number,
  ): void {
    const { host } = this.#house;
    const repeats = this.#underWay(fingerprint);
    const isDone = repeats === null && this.session.isDone(fingerprint);
    host.countFrame(isDone || repeats !== null ? 'duplicate' : 'ok');
    const answer = content.kind === 'sign' && content.registers ? 'registered' : ackResult.ok;
    const outcome = 'awaited';
    const pending: Pending = { caller, messageId, flow, outcome, answer, fingerprint, repeats };
    this.#pending.push(pending);
    if (repeats !== null) return;
    if (content.kind === 'sign') {
      // Told however often it is repeated: storing it twice stores nothing.
      this.#await(pending, host.accept(content.observation));
    } else if (isDone) {
      this.#settle(pending, 'safe');
    } else {
      this.#await(
        pending,
        this.#tellReports(pending, content.fixes, content.backfill, receivedAtMs),
      );
    }
  }

  /** The first of its kind among those that may still become safe. */
  #underWay(fingerprint: number): Pending | null {
    for (const each of this.#pending) {
      if (each.fingerprint === fingerprint && outcomeOf(each) !== 'lost')
        return each.repeats ?? each;
    }
    return null;
  }

  #await(pending: Pending, work: Promise<unknown>): void {
    work.then(
      () => this.#settle(pending, 'safe'),
      // The house has made known what went wrong where it happened.
      () => this.#settle(pending, 'lost'),
    );
  }

  #tellReports(
    { caller }: Pending,
    fixes: readonly Fix[],
    backfill: boolean,
    receivedAtMs: number,
  ): Promise<unknown> {
    const heard = { terminalId: caller.terminalId, receivedAtMs };
    const tell = (fix: Fix): Promise<void> => this.#tell(fix, backfill, heard);
    const [only] = fixes;
    return fixes.length === 1 && only !== undefined ? tell(only) : this.#tellAll(fixes, tell);
  }

  /** All at once, until one raises an alarm: from there on one after the other. */
  async #tellAll(fixes: readonly Fix[], tell: (fix: Fix) => Promise<void>): Promise<void> {
    const told: Promise<void>[] = [];
    for (const fix of fixes) {
      told.push(tell(fix));
      if (this.#raising) await allSafe(told);
    }
    await allSafe(told);
  }

  #tell(
    fix: Fix,
    backfill: boolean,
    heard: { terminalId: string; receivedAtMs: number },
  ): Promise<void> {
    const { host, edges } = this.#house;
    const { terminalId } = heard;
    const { alarmBits } = fix;
    const raised = edges.next(terminalId, alarmBits, backfill);
    const safe = host.accept(toPosition(fix, raised, backfill, heard));
    if (raised.length > 0) {
      this.#raising = true;
      return edges.commitWhen(safe, terminalId, alarmBits, backfill);
    }
    edges.commit(terminalId, alarmBits, backfill);
    return safe;
  }

  #settle(pending: Pending, outcome: 'safe' | 'lost'): void {
    pending.outcome = outcome;
    if (outcome === 'safe') this.session.remember(pending.fingerprint);
    // What raises is the last that was handed over: nothing else can have set this.
    if (this.#raising && pending === this.#pending.at(-1)) this.#raising = false;
    this.#flushSoon();
  }

  /** After this turn, when everything that one commit made safe has settled: one write for all. */
  #flushSoon(): void {
    if (this.#flushing) return;
    this.#flushing = true;
    process.nextTick(flush, this);
  }

  flush(): void {
    this.#flushing = false;
    let next = this.#pending[0];
    while (next !== undefined) {
      const outcome = outcomeOf(next);
      if (outcome === 'awaited') break;
      if (outcome === 'safe' && !unanswered.has(next.messageId)) this.#write(next);
      this.#pending.shift();
      next = this.#pending[0];
    }
    const bytes = answers.take();
    if (bytes.length > 0) this.#end.send(bytes);
    this.#end.readOn();
  }

  #write(pending: Pending): void {
    const flow = this.session.nextFlow();
    if (pending.answer !== 'registered') answers.acknowledge(pending, flow, pending.answer);
    else answers.register(pending, flow, randomBytes(8).toString('hex'));
  }
}

/** Waits for every one, also after one is lost: what is still under way may be an alarm. */
async function allSafe(told: readonly Promise<void>[]): Promise<void> {
  for (const outcome of await Promise.allSettled(told)) {
    if (outcome.status === 'rejected') throw outcome.reason;
  }
}

const outcomeOf = ({ repeats, outcome }: Pending): Pending['outcome'] =>
  repeats === null ? outcome : repeats.outcome;

const flush = (line: TerminalLine): void => line.flush();
