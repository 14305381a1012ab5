import { randomBytes } from 'node:crypto';
import type { Caller } from './header.ts';
import { type AckResult, AnswerWriter, type Asked } from './reply.ts';
import type { Session } from './session.ts';

/** A message in the order of its arrival, until it is answered or given up. */
export type Pending = Asked & {
  outcome: 'awaited' | 'safe' | 'lost';
  answer: AckResult | 'registered';
  fingerprint: number;
  /** The same message once more, while the first is still on its way: it shares the outcome. */
  repeats: Pending | null;
};

/** Where answers go: a connection, or a peer of the UDP port. */
export type LineEnd = {
  peer: string;
  send: (answers: Uint8Array) => void;
  /** Something was answered or given up: perhaps there is room again. */
  readOn: () => void;
};

const notHandedOver = -1;

/** Answers are never answered, or two platforms that are wired together would talk for ever. */
const unanswered = new Set([0x0001, 0x8001, 0x8100]);

// One flush at a time: all queues share it.
const answers = new AnswerWriter();

/** Answers of one line, given in the order in which was asked, each when its message is safe. */
export class AnswerQueue {
  readonly #session: Session;
  readonly #end: LineEnd;
  readonly #pending: Pending[] = [];
  #flushing = false;

  constructor(session: Session, end: LineEnd) {
    this.#session = session;
    this.#end = end;
  }

  get length(): number {
    return this.#pending.length;
  }

  isLast(pending: Pending): boolean {
    return pending === this.#pending.at(-1);
  }

  answerNow({ caller, messageId, flow }: Asked, answer: AckResult): void {
    const outcome = 'safe';
    const fingerprint = notHandedOver;
    this.#pending.push({ caller, messageId, flow, outcome, answer, fingerprint, repeats: null });
    this.#flushSoon();
  }

  await(
    { caller, messageId, flow }: Asked,
    answer: Pending['answer'],
    fingerprint: number,
    repeats: Pending | null,
  ): Pending {
    const outcome = 'awaited';
    const pending: Pending = { caller, messageId, flow, outcome, answer, fingerprint, repeats };
    this.#pending.push(pending);
    return pending;
  }

  /** The first of its kind among those that may still become safe. */
  underWay(fingerprint: number): Pending | null {
    for (const each of this.#pending) {
      if (each.fingerprint === fingerprint && outcomeOf(each) !== 'lost')
        return each.repeats ?? each;
    }
    return null;
  }

  settle(pending: Pending, outcome: 'safe' | 'lost'): void {
    pending.outcome = outcome;
    if (outcome === 'safe') this.#session.remember(pending.fingerprint);
    this.#flushSoon();
  }

  /** Says something unasked, at once; returns the flow number of its first packet, and how many there are. */
  say(caller: Caller, messageId: number, body: Uint8Array): { firstFlow: number; packets: number } {
    const said = answers.say(caller, messageId, body, () => this.#session.nextFlow());
    this.#end.send(answers.take());
    return said;
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
    const flow = this.#session.nextFlow();
    if (pending.answer !== 'registered') answers.acknowledge(pending, flow, pending.answer);
    else answers.register(pending, flow, randomBytes(8).toString('hex'));
  }
}

const outcomeOf = ({ repeats, outcome }: Pending): Pending['outcome'] =>
  repeats === null ? outcome : repeats.outcome;

const flush = (queue: AnswerQueue): void => queue.flush();
