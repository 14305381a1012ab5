import { announcedAlarms } from '@ftz/shared/state/situation-selectors.ts';
import type { CSSProperties } from 'react';
import { usePrincipal } from '#api/session.ts';
import { areaOrder } from '#lib/area-order.ts';
import { zoneDay, zoneTime } from '#lib/zone-time.ts';
import { freshnessOfArea } from '#live/area-freshness.ts';
import { useSituation } from '#live/durable-store.ts';
import { useFeeds } from '#live/feed-store.ts';
import { useNow } from '#live/server-clock.ts';
import { useText } from '#text/text.ts';
import { WallArea } from './wall-area.tsx';
import { WallHealth } from './wall-health.tsx';
import { WallShift } from './wall-shift.tsx';
import { WallTotals } from './wall-totals.tsx';
import './wall-bar.css';

/**
 * The status of everything: zone time and date; each area with what is open in it, how fresh it is or what
 * has been silent since when; the shift and who leads it; the house's own health; and of the whole what
 * is open by level, who is free, and which feeds are heard. In two lines, or in three where they are
 * short: `scene-rows.ts` gives it as much height as that takes.
 */
export function WallBar() {
  const allowed = usePrincipal()?.areas ?? [];
  const areas = areaOrder.filter((area) => allowed.includes(area));
  const alarms = useSituation(announcedAlarms);
  const feeds = useFeeds();
  const nowMs = useNow();
  return (
    <header className="wall-bar">
      <div className="wall-bar-lines">
        <WallClock />
        <ul className="wall-areas" style={{ '--areas': areas.length } as CSSProperties}>
          {areas.map((area) => (
            <WallArea
              key={area}
              freshness={freshnessOfArea(area, feeds, nowMs)}
              alarms={alarms.filter((alarm) => alarm.area === area)}
            />
          ))}
        </ul>
        <WallShift />
        <WallHealth />
        <WallTotals alarms={alarms} areas={areas} />
      </div>
    </header>
  );
}

function WallClock() {
  const text = useText().shell;
  const nowMs = useNow();
  const { month, day, weekday } = zoneDay(nowMs);
  return (
    <div className="wall-clock">
      <time className="num">{zoneTime(nowMs)}</time>
      <p>{text.months(month, day, weekday)} UTC+8</p>
    </div>
  );
}
