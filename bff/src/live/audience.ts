import type { Vehicle } from '@ftz/shared/contract/vehicle.ts';
import type { PositionTable } from '#domain/position-table.ts';
import { encodePositions } from './encode-positions.ts';
import { type Selection, selectAll, selectSince, selectStep } from './select-positions.ts';

/** What makes a page whole up to frame `number`: first who is new to it, then the frame. */
export type PositionNews = { number: number; vehicles: Vehicle[]; frame: Buffer };

/** Where a page stands that has nothing. */
export const nowhere = 0;

/** Pages whose people may see the same. Whatever they are told is encoded once. */
export type Audience = {
  /** Takes the newest frame of the table as the one to tell: once for each, while anybody listens. */
  advance: () => void;
  /** Whether the answer to a page that stands at this frame has yet to be composed, for it alone. */
  mustCompose: (standsAt: number) => boolean;
  /** What a page still needs that stands at this frame; null when it has everything. */
  newsFor: (standsAt: number) => PositionNews | null;
};

/** `mask` says what its people may see, see `scopesSeenBy`. `selection` is scratch paper to write on. */
export function createAudience(table: PositionTable, mask: number, selection: Selection): Audience {
  /** The newest frame that had news for it: there stands who has everything. */
  let newestNews = table.frame;
  const told = new Map<number, PositionNews>();

  const write = (afterNumber: number): PositionNews => ({
    number: newestNews,
    vehicles: selection.introduced,
    frame: encodePositions(table, selection, newestNews, afterNumber),
  });

  function compose(standsAt: number): PositionNews {
    const knows = standsAt !== nowhere && selectSince(table, mask, standsAt, selection);
    if (knows) return write(standsAt);
    selectAll(table, mask, selection);
    return write(nowhere);
  }

  return {
    advance: () => {
      const before = newestNews;
      told.clear();
      // Should this fail, nobody is told of a frame that nobody got: they are told what they missed.
      newestNews = table.frame;
      if (selectStep(table, mask, selection)) told.set(before, write(before));
      else newestNews = before;
    },
    mustCompose: (standsAt) => standsAt !== newestNews && !told.has(standsAt),
    newsFor: (standsAt) => {
      if (standsAt === newestNews) return null;
      const news = told.get(standsAt) ?? compose(standsAt);
      told.set(standsAt, news);
      return news;
    },
  };
}
