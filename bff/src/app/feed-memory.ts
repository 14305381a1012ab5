import { open, rename } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as pause } from 'node:timers/promises';
import { GatewayName } from '@ftz/shared/contract/device.ts';
import { AreaId, Millis } from '@ftz/shared/contract/ids.ts';
import { Nullable } from '@ftz/shared/contract/nullable.ts';
import { type Static, Type } from 'typebox';
import type { FeedSilences } from '#domain/figures/feed-silences.ts';
import { createWatch, type Watch } from '#live/watch.ts';
import { readJsonFile } from './read-json-file.ts';

const Kept = Type.Object({
  /** When each feed, and each device that promised to speak, was last heard. */
  heard: Type.Record(Type.String(), Millis),
  silences: Type.Object({
    fromMs: Millis,
    spans: Type.Array(
      Type.Object({
        area: AreaId,
        gateway: GatewayName,
        fromMs: Millis,
        untilMs: Nullable(Millis),
      }),
    ),
  }),
});
type Kept = Static<typeof Kept>;

const everyMs = 15_000;
const lastWriteMs = 2_000;
const fileOf = (dataDir: string) => join(dataDir, 'feeds-heard.json');

/** What the house that ran before knew of its feeds. What cannot be read is not known, and keeps nobody from work. */
export function recallFeeds(dataDir: string): Kept | null {
  try {
    return readJsonFile(fileOf(dataDir), Kept, 'delete it');
  } catch (error) {
    process.stderr.write(`${(error as Error).message} It is passed over.\n`);
    return null;
  }
}

type Deps = {
  dataDir: string;
  heard: () => ReadonlyMap<string, number>;
  silences: Pick<FeedSilences, 'fromMs' | 'spans'>;
};

/**
 * Writes down, beside the log, when feeds were last heard: no entry tells it, for a heartbeat is none, and a
 * feed that was silent for hours would after a restart be silent for seconds. Never in the way of
 * anybody: a disk that hangs has one write waiting, and no more.
 */
export function rememberFeeds({ dataDir, heard, silences }: Deps): {
  health: Watch['health'];
  close: () => Promise<void>;
} {
  const watch = createWatch();
  let writing: Promise<void> | null = null;
  const write = async () => {
    const { fromMs, spans } = silences;
    const kept: Kept = {
      heard: Object.fromEntries(heard()),
      silences: { fromMs, spans: [...spans] },
    };
    await replaceFile(fileOf(dataDir), JSON.stringify(kept));
  };
  const begin = () => {
    if (writing) return;
    writing = write().finally(() => {
      writing = null;
    });
    const underWay = writing;
    watch.run('feeds heard', () => underWay);
  };
  const timer = setInterval(begin, everyMs);
  return {
    health: watch.health,
    close: async () => {
      clearInterval(timer);
      const last = Promise.resolve(writing)
        .catch(() => undefined)
        .then(write);
      // A disk that hangs must not keep the house from ending.
      await Promise.race([last.catch(() => undefined), pause(lastWriteMs)]);
    },
  };
}

/** The old text or the new one, whatever happens meanwhile; by threads that may wait for a disk. */
async function replaceFile(file: string, text: string): Promise<void> {
  const draft = `${file}.tmp`;
  const handle = await open(draft, 'w', 0o600);
  try {
    await handle.writeFile(text);
    await handle.sync();
  } finally {
    await handle.close();
  }
  await rename(draft, file);
}
