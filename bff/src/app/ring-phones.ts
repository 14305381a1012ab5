import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { PushNews } from '@ftz/shared/contract/push.ts';
import type { PushSender } from '#adapters/web-push/push-sender.ts';
import type { DecisionLane } from '#domain/decision-lane.ts';
import type { Clock, DurableLog, PushSubscriptionStore } from '#domain/ports.ts';
import {
  isNewsFor,
  newsOfEntry,
  newsThatWaits,
  type TaskNews,
  worthForMs,
} from '#domain/task-news.ts';
import { createWatch, type Watch } from '#live/watch.ts';

type Deps = {
  lane: Pick<DecisionLane, 'look'>;
  log: Pick<DurableLog, 'onCommitted'>;
  phones: Pick<PushSubscriptionStore, 'live'>;
  send: PushSender['send'];
  clock: Clock;
};

/**
 * Rings those on the road for what is new in their tasks: also whoever has a page open, for a phone in a
 * pocket keeps its line and sleeps; the phone shows each task once, by its name. What a restart may have
 * swallowed is rung for again.
 */
export function ringPhones({ lane, log, phones, send, clock }: Deps): Pick<Watch, 'health'> {
  const watch = createWatch();

  async function ring(news: readonly TaskNews[]): Promise<void> {
    if (news.length === 0) return;
    const nowMs = clock.nowMs();
    for (const { principal, address } of await phones.live(nowMs)) {
      const own = lane.look((situation) =>
        news.filter((one) => isNewsFor(principal, one, situation)),
      );
      for (const one of own) {
        const { id, kind } = one.task;
        const text: PushNews = { taskId: id, kind, reason: one.reason };
        const forMs = worthForMs(one, nowMs);
        if (forMs > 0) send({ to: address, topic: id, text: JSON.stringify(text), forMs });
      }
    }
  }

  function hear(events: readonly DurableEvent[]): void {
    const news = lane.look((situation) =>
      events.flatMap((one) => newsOfEntry(situation, one) ?? []),
    );
    watch.run('phones', () => ring(news));
  }

  // Told of a commit, the fold may not have taken it yet.
  log.onCommitted((events) => setImmediate(() => hear(events)));
  watch.run('phones', () => ring(lane.look(newsThatWaits)));
  return { health: watch.health };
}
