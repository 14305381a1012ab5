import type { FeedFreshness } from '@ftz/shared/contract/device.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { FeedSilences, type KeptSilences } from '#domain/figures/feed-silences.ts';
import { FigureBook } from '#domain/figures/figure-book.ts';
import type { DurableLog } from '#domain/ports.ts';
import { createWatch, type Watch } from '#live/watch.ts';

/** As much as is read at once: a few milliseconds of this thread, then everybody else. */
const readAtOnce = 250;
const againMs = 5_000;
const lookEveryMs = 5_000;

type Deps = {
  log: Pick<DurableLog, 'headSeq' | 'read' | 'onCommitted'>;
  feeds: () => FeedFreshness[];
  nowMs: () => number;
  /** What the house before this one saw of silent feeds. */
  before: KeptSilences | null;
};

export type Figures = {
  book: FigureBook;
  /** When whole feeds were silent. */
  silences: FeedSilences;
  /** Everything that was committed is counted. */
  isComplete: () => boolean;
  health: Watch['health'];
  close: () => void;
};

/**
 * Reads the log from its beginning, a little at a time beside the work of the house, and from then on
 * takes each entry as it is committed. Until it has caught up, what is committed is read, not heard.
 */
export function followFigures({ log, feeds, nowMs, before }: Deps): Figures {
  const silences = new FeedSilences(nowMs(), before);
  const book = new FigureBook();
  const watch = createWatch();
  let closed = false;
  let again: ReturnType<typeof setTimeout> | null = null;

  const take = (events: readonly DurableEvent[]) => {
    for (const event of events) if (event.seq === book.upToSeq + 1) book.take(event);
  };
  async function catchUp(): Promise<void> {
    while (!closed && book.upToSeq < log.headSeq()) {
      take(await log.read(book.upToSeq, readAtOnce));
      await new Promise((resolve) => setImmediate(resolve));
    }
  }
  const begin = () =>
    watch.run('figures', async () => {
      try {
        await catchUp();
      } catch (error) {
        if (!closed) again = setTimeout(begin, againMs);
        throw error;
      }
    });
  log.onCommitted(take);
  begin();
  const look = setInterval(
    () => watch.run('silent feeds', () => silences.look(feeds(), nowMs())),
    lookEveryMs,
  );
  return {
    book,
    silences,
    isComplete: () => book.upToSeq >= log.headSeq(),
    health: watch.health,
    close: () => {
      closed = true;
      clearInterval(look);
      if (again) clearTimeout(again);
    },
  };
}
