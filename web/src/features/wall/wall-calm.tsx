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
import './wall.css';

/** No incident is open; said only together with how fresh that knowledge is. */
export function WallCalm() {
  const text = useText().wall;
  const known = useHasSituation();
  return (
    <section className="wall-calm">{known ? <CalmWords /> : <p>{text.calmNotKnown}</p>}</section>
  );
}

function CalmWords() {
  const { shell, wall: text } = useText();
  const areas = usePrincipal()?.areas ?? [];
  const feeds = useFeeds();
  const nowMs = useNow();
  const all = areas.map((area) => freshnessOfArea(area, feeds, nowMs));
  const stalledSinceMs = useStalledSinceMs();
  const isStopped = usePositionsStopped();
  const isBlind = useIsBlind();
  if (isBlind) return <p>{text.calmBlind}</p>;
  if (stalledSinceMs !== null) return <p>{text.calmStalled}</p>;
  const silent = all.filter((each) => each.silent.length > 0 || each.lastSeenAtMs === null);
  if (silent.length > 0) {
    const names = silent.map(({ area }) => wordFor(shell.areas, area)).join(' · ');
    return <p>{text.calmSilent(names)}</p>;
  }
  if (isStopped) return <p>{text.calmStopped}</p>;
  const oldest = Math.min(...all.map(({ lastSeenAtMs }) => lastSeenAtMs ?? 0));
  return (
    <>
      <h1>{text.calm}</h1>
      <p className="num">{text.calmFresh(shortAge(nowMs - oldest))}</p>
    </>
  );
}
