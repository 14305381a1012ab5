import type { GatewayHost } from '#adapters/device-adapter.ts';
import type { Observation } from '#domain/observation.ts';
import { judgeAnswer, type OrderAnswer } from './order-answer.ts';
import type { Awaited } from './order-body.ts';

/** An order on the wire, known by the flow numbers of its packets: terminals repeat one of them. */
export type SentOrder = {
  orderId: string;
  terminalId: string;
  messageId: number;
  firstFlow: number;
  packets: number;
  awaits: Awaited;
  expiresAtMs: number;
};

/** An answer that the house could not keep at once. A terminal does not repeat all of its answers. */
type Unheard = SentOrder & { answered: Observation | null };

const mostPerTerminal = 8;
const mostOrders = 4_096;
/** What a terminal did just before the end is known a moment after it. */
const graceMs = 60_000;

/** The orders that wait for the word of their terminals. */
export class OrderBook {
  readonly #host: GatewayHost;
  /** Oldest first. */
  #waiting: Unheard[] = [];

  constructor(host: GatewayHost) {
    this.#host = host;
  }

  get size(): number {
    return this.#waiting.length;
  }

  /** The oldest waits no longer where there are too many: its answer then goes unnoticed. */
  add(order: SentOrder): void {
    const ofTerminal = this.#waiting.filter(({ terminalId }) => terminalId === order.terminalId);
    if (ofTerminal.length >= mostPerTerminal) this.#drop(ofTerminal[0]);
    if (this.#waiting.length >= mostOrders) this.#waiting.shift();
    this.#waiting.push({ ...order, answered: null });
  }

  /**
   * Tells the house of the order that this answers, if there is one. Resolves when it is committed;
   * rejects when it was not, and then tries again by itself.
   */
  async hear(terminalId: string, flow: number, answer: OrderAnswer, atMs: number): Promise<void> {
    const order = this.#waiting.find((each) => isAnsweredBy(each, terminalId, answer));
    const verdict = order === undefined ? null : judgeAnswer(answer, order.awaits);
    if (order === undefined || verdict === null) return;
    order.answered = {
      gateway: 'jt808',
      kind: 'order-answer',
      deviceId: terminalId,
      deviceAtMs: atMs,
      receivedAtMs: atMs,
      orderId: order.orderId,
      outcome: verdict.outcome,
      detail: `${verdict.detail}, flow ${flow} to ${order.firstFlow}`,
    };
    await this.#tell(order);
  }

  /** Once in a while: what could not be kept is told again, and what is over is forgotten. */
  sweep(): void {
    const nowMs = this.#host.nowMs();
    this.#waiting = this.#waiting.filter(({ expiresAtMs }) => expiresAtMs + graceMs > nowMs);
    for (const order of this.#waiting) {
      if (order.answered !== null) this.#tell(order).catch(() => undefined);
    }
  }

  async #tell(order: Unheard): Promise<void> {
    if (order.answered === null) return;
    await this.#host.accept(order.answered);
    this.#drop(order);
  }

  #drop(order: Unheard | undefined): void {
    this.#waiting = this.#waiting.filter((each) => each !== order);
  }
}

function isAnsweredBy(order: Unheard, terminalId: string, answer: OrderAnswer): boolean {
  if (order.terminalId !== terminalId) return false;
  const packet = (answer.answersFlow - order.firstFlow) & 0xffff;
  if (packet >= order.packets) return false;
  return answer.kind !== 'general' || answer.messageId === order.messageId;
}
