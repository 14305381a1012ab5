import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
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

/**
 * No incident is open, in one area or in all that the wall shows: it says where, and only together with how fresh
 * that knowledge is. Beside a calm area another may burn.
 */
export function WallCalm({ area }: { area: AreaId | null }) {
  const text = useText().wall;
  const known = useHasSituation();
  return (
    <section className="wall-calm">
      {known ? <CalmWords area={area} /> : <p>{text.calmNotKnown}</p>}
    </section>
  );
}

function CalmWords({ area }: { area: AreaId | null }) {
  const { shell, wall: text } = useText();
  const own = usePrincipal()?.areas ?? [];
  const areas = area === null ? own : [area];
  const namesOf = (ids: readonly AreaId[]) => ids.map((id) => wordFor(shell.areas, id)).join(' · ');
  const feeds = useFeeds();
  const nowMs = useNow();
  const all = areas.map((id) => freshnessOfArea(id, feeds, nowMs));
  const stalledSinceMs = useStalledSinceMs();
  const isStopped = usePositionsStopped();
  const isBlind = useIsBlind();
  if (isBlind) return <p>{text.calmBlind}</p>;
  if (stalledSinceMs !== null) return <p>{text.calmStalled}</p>;
  const silent = all.filter((each) => each.silent.length > 0 || each.lastSeenAtMs === null);
  if (silent.length > 0) {
    return <p>{text.calmSilent(namesOf(silent.map((each) => each.area)))}</p>;
  }
  if (isStopped) return <p>{text.calmStopped}</p>;
  const oldest = Math.min(...all.map(({ lastSeenAtMs }) => lastSeenAtMs ?? 0));
  return (
    <>
      <h1>{areas.length === areaIds.length ? text.calm : text.calmIn(namesOf(areas))}</h1>
      <p className="num">{text.calmFresh(shortAge(nowMs - oldest))}</p>
      <p>{text.calmMeans}</p>
    </>
  );
}
