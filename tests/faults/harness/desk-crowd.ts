import { setTimeout as pause } from 'node:timers/promises';
import { areaOfficers, type RowAccount, zoneOfficer } from './furnish-data-dir.ts';
import { type Beat, type LightDesk, openLightDesk, type Snapshot } from './light-desk.ts';
import { createLiveReader, type ReadRange } from './live-reader.ts';
import type { RowProduct } from './row-product.ts';
import type { TruthJournal } from './truth-journal.ts';

export type CrowdSettings = {
  product: RowProduct;
  journal: TruthJournal;
  desks: number;
  random: () => number;
  /** Where the desks connect, when a proxy stands between. */
  url?: string;
  onRange?: (range: ReadRange, atMs: number) => void;
  onBeat?: (beat: Beat, atMs: number) => void;
  accounts?: readonly RowAccount[];
};

export type DeskCrowd = {
  desks: readonly LightDesk[];
  faults: () => string[];
  /** Until every desk is connected and gap-free at the head that it was told. */
  untilAtHead: (withinMs: number) => Promise<void>;
  /** How long after a moment each desk stood at the head again, in ms; of those that do not, Infinity. */
  resumedAfterMs: (sinceMs: number) => number[];
  dropAll: () => void;
  close: () => void;
};

/** A fifth sees the whole zone, the others one area each. */
const scopes = [zoneOfficer, ...areaOfficers];

/** Desks of every scope, one session per account: many screens, few sign-ins. */
export async function openDeskCrowd(settings: CrowdSettings): Promise<DeskCrowd> {
  const { product, journal, random, onRange, onBeat, accounts = scopes } = settings;
  const cookies = await Promise.all(accounts.map((account) => product.cookieOf(account)));
  const reader = createLiveReader(journal);
  const snapshotOf = new Map(
    cookies.map((cookie) => [cookie, sharedRead(() => product.situation(cookie))]),
  );
  const desks = Array.from({ length: settings.desks }, (_, i) => {
    const account = accounts[i % accounts.length] as RowAccount;
    const cookie = cookies[i % accounts.length] as string;
    return openLightDesk({
      url: () => settings.url ?? product.url,
      cookie,
      record: journal.desk(`desk ${i} (${account.username})`, account.areas),
      reader,
      readSnapshot: snapshotOf.get(cookie) as () => Promise<Snapshot>,
      random,
      onRange,
      onBeat: i === 0 ? onBeat : undefined,
    });
  });
  const missing = () => desks.filter((desk) => desk.atHeadSinceMs() === null).length;
  return {
    desks,
    faults: () => desks.flatMap(({ faults }) => faults),
    untilAtHead: async (withinMs) => {
      const deadlineMs = performance.now() + withinMs;
      while (missing() > 0) {
        if (performance.now() > deadlineMs)
          throw new Error(`${missing()} desks are not at the head`);
        await pause(20);
      }
    },
    resumedAfterMs: (sinceMs) =>
      desks.map((desk) => (desk.atHeadSinceMs() ?? Number.POSITIVE_INFINITY) - sinceMs),
    dropAll: () => {
      for (const desk of desks) desk.drop();
    },
    close: () => {
      for (const desk of desks) desk.close();
    },
  };
}

/** Who asks while an answer is under way gets that one. */
function sharedRead<T>(read: () => Promise<T>): () => Promise<T> {
  let underWay: Promise<T> | null = null;
  return () => {
    underWay ??= read().finally(() => {
      underWay = null;
    });
    return underWay;
  };
}
