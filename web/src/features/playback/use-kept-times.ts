import type { Span } from '@ftz/shared/contract/recording.ts';
import { useEffect, useState } from 'react';
import { fetchRecordedTime } from '#api/recordings.ts';
import { serverNow } from '#live/server-clock.ts';
import { joinKept, type KeptTime, keptTimeOf, partsOf } from './kept-time.ts';

/** By camera; a camera that is not in it has not been answered for yet. */
export type KeptTimes = ReadonlyMap<string, KeptTime>;

/** What is being recorded grows, and a server comes back. */
const askEveryMs = 10_000;

/** What is kept of these cameras between two moments: asked at once, and again while it may change. */
export function useKeptTimes(cameraIds: readonly string[], { fromMs, untilMs }: Span): KeptTimes {
  const [known, setKnown] = useState<KeptTimes>(new Map());
  const asked = cameraIds.join('\n');
  useEffect(() => {
    let isWanted = true;
    let timer: ReturnType<typeof setTimeout> | undefined;
    const span = { fromMs, untilMs };
    const ids = asked === '' ? [] : asked.split('\n');
    const ask = async () => {
      const found = await Promise.all(
        ids.map(async (id) => {
          const parts = partsOf(span).map(async (part) =>
            keptTimeOf(await fetchRecordedTime(id, part), part, serverNow()),
          );
          return [id, joinKept(await Promise.all(parts))] as const;
        }),
      );
      if (!isWanted) return;
      setKnown(new Map(found));
      const mayChange =
        untilMs > serverNow() - askEveryMs ||
        found.some(([, { lack }]) => lack === 'away' || lack === 'disk-stalled');
      if (mayChange) timer = setTimeout(() => void ask(), askEveryMs);
    };
    void ask();
    return () => {
      isWanted = false;
      clearTimeout(timer);
    };
  }, [asked, fromMs, untilMs]);
  return known;
}
