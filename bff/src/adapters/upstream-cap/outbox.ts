import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { OrderReference } from '@ftz/shared/contract/order.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { DurableLog } from '#domain/ports.ts';
import {
  type Announced,
  type EmergencyNamed,
  type Notice,
  noticeOfEvent,
} from './notice-of-event.ts';
import type { OutboxMemory } from './outbox-memory.ts';

/** How a message ended: taken, refused for what it is, or not delivered for now. */
export type Delivery = 'taken' | 'refused' | 'failed';

export type OutboxSettings = {
  log: Pick<DurableLog, 'epoch' | 'headSeq' | 'read' | 'onCommitted'>;
  look: <T>(read: (situation: Situation) => T) => T;
  memory: OutboxMemory;
  sender: string;
  send: (notice: Notice) => Promise<Delivery>;
  /** A receipt arrived above. When it rejects, the message goes again. */
  noteReceipt: (receipt: { orderId: string; of: OrderReference }) => Promise<void>;
  /** The national centre knows of an emergency. When it rejects, the message goes again. */
  noteEmergency: (emergency: EmergencyNamed) => Promise<void>;
  /** Nothing was sent for `idleMs`, and nothing waits: whether the other end is still there. */
  askForLife: () => Promise<boolean>;
  /** How long to wait after so many failures in a row. */
  backOffMs: (failures: number) => number;
  idleMs: number;
};

export type Outbox = {
  /** How many messages wait, as far as it has looked: at most `mostWaiting`. */
  waiting: () => number;
  close: () => Promise<void>;
};

type Waiting = Notice & { seq: number; announced: Announced };

const batch = 500;
const mostWaiting = 1_000;

/**
 * Messages for above are a walk along the log: nothing is put here that could be lost, and what was
 * taken is remembered by how far the walk has come. A message is sent until it is taken, oldest first
 * and one at a time; the same one may arrive twice, under the same identifier. What is refused for
 * what it is would be refused for ever: it is left behind.
 */
export function openOutbox(settings: OutboxSettings): Outbox {
  const { log, memory } = settings;
  const queue: Waiting[] = [];
  const names = { sender: settings.sender, epoch: log.epoch };
  let { seq: looked, announced } = memory.read();
  let closed = false;
  let sentAtMs = performance.now();
  let wake = (): void => {};

  log.onCommitted(() => wake());

  const pause = (ms: number, wakes: boolean): Promise<void> =>
    new Promise((resolve) => {
      const timer = setTimeout(resolve, ms);
      const end = () => {
        clearTimeout(timer);
        resolve();
      };
      wake = () => {
        if (wakes || closed) end();
      };
      if (closed) end();
    });

  function take(event: DurableEvent): void {
    const told = settings.look((situation) => noticeOfEvent(event, announced, situation, names));
    announced = told.announced;
    if (told.notice) queue.push({ ...told.notice, seq: event.seq, announced });
    looked = event.seq;
  }

  async function lookAhead(): Promise<void> {
    while (queue.length < mostWaiting && looked < log.headSeq()) {
      const events = await log.read(looked, batch);
      if (events.length === 0) return;
      for (const event of events) take(event);
    }
    if (queue.length === 0) memory.write({ seq: looked, announced }, 'when it is far');
  }

  async function deliver(first: Waiting): Promise<boolean> {
    const delivery = await settings.send(first);
    if (delivery === 'failed') return false;
    sentAtMs = performance.now();
    if (delivery === 'taken' && first.receipt) await settings.noteReceipt(first.receipt);
    if (delivery === 'taken' && first.emergency) await settings.noteEmergency(first.emergency);
    memory.write({ seq: first.seq, announced: first.announced }, 'now');
    queue.shift();
    return true;
  }

  const leftToIdleMs = () => Math.max(0, sentAtMs + settings.idleMs - performance.now());

  async function step(): Promise<'done' | 'failed' | 'idle'> {
    await lookAhead();
    const [first] = queue;
    if (first) return (await deliver(first)) ? 'done' : 'failed';
    if (leftToIdleMs() > 0) return 'idle';
    if (!(await settings.askForLife())) return 'failed';
    sentAtMs = performance.now();
    return 'done';
  }

  async function run(): Promise<void> {
    let failures = 0;
    while (!closed) {
      // A log that cannot be read, a disk that is full: the walk stands still and goes on later.
      const outcome = await step().catch(() => 'failed' as const);
      if (outcome === 'done') failures = 0;
      if (outcome === 'failed') failures += 1;
      if (outcome === 'failed') await pause(settings.backOffMs(failures), false);
      else if (outcome === 'idle' && looked === log.headSeq()) await pause(leftToIdleMs(), true);
    }
  }
  const finished = run();

  return {
    waiting: () => queue.length,
    close: async () => {
      closed = true;
      wake();
      await finished;
      if (queue.length === 0) memory.write({ seq: looked, announced }, 'now');
    },
  };
}
