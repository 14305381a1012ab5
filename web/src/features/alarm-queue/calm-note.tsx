import { usePrincipal } from '#api/session.ts';
import { shortAge } from '#lib/age.ts';
import { freshnessOfArea } from '#live/area-freshness.ts';
import { useIsBlind } from '#live/connection.ts';
import { useHasSituation } from '#live/durable-store.ts';
import { useFeeds } from '#live/feed-store.ts';
import { usePositionsStopped } from '#live/position-flow.ts';
import { useNow } from '#live/server-clock.ts';
import { useStalledSinceMs } from '#live/stall-store.ts';
import { useText, wordFor } from '#text/text.ts';

/** An empty list says that all is calm only together with how fresh that knowledge is. */
export function CalmNote({ filtered }: { filtered: boolean }) {
  const text = useText().alarm;
  const known = useHasSituation();
  const isRecording = useStalledSinceMs() === null;
  const isBlind = useIsBlind();
  if (known && isBlind)
    return (
      <div className="calm-note">
        <p>{text.calmBlind}</p>
      </div>
    );
  return (
    <div className="calm-note">
      {known && isRecording ? (
        <p className="calm">{filtered ? text.calmFiltered : text.calm}</p>
      ) : null}
      {isRecording ? <p>{known ? <Freshness /> : text.calmUnknown}</p> : <p>{text.calmStalled}</p>}
    </div>
  );
}

function Freshness() {
  const { alarm: text, shell } = useText();
  const areas = usePrincipal()?.areas ?? [];
  const feeds = useFeeds();
  const nowMs = useNow();
  const isStopped = usePositionsStopped();
  const all = areas.map((area) => freshnessOfArea(area, feeds, nowMs));
  const silent = all.filter((each) => each.silent.length > 0 || each.lastSeenAtMs === null);
  const names = (of: typeof all) => of.map(({ area }) => wordFor(shell.areas, area)).join(' · ');
  if (silent.length > 0) return text.calmSilent(names(silent));
  if (isStopped) return text.calmStopped;
  const oldest = Math.min(...all.map(({ lastSeenAtMs }) => lastSeenAtMs ?? 0));
  return text.calmFresh(names(all), shortAge(nowMs - oldest));
}
