import type { Alarm, Severity } from '@ftz/shared/contract/alarm.ts';
import { isUnacknowledged } from '@ftz/shared/state/alarm-lifecycle.ts';
import { openAlarms } from '@ftz/shared/state/situation-selectors.ts';
import { usePrincipal } from '#api/session.ts';
import { shortAge } from '#lib/age.ts';
import { areaOrder } from '#lib/area-order.ts';
import { classNames } from '#lib/class-names.ts';
import { zoneDay, zoneTime } from '#lib/zone-time.ts';
import { type AreaFreshness, freshnessOfArea } from '#live/area-freshness.ts';
import { useSituation } from '#live/durable-store.ts';
import { useFeeds } from '#live/feed-store.ts';
import { useNow } from '#live/server-clock.ts';
import { useText, wordFor } from '#text/text.ts';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';
import './wall.css';

/** Zone time, each area with what is open in it or since when it is silent, and the totals. */
export function WallBar() {
  const areas = usePrincipal()?.areas ?? [];
  const alarms = useSituation(openAlarms);
  const feeds = useFeeds();
  const nowMs = useNow();
  const shown = areaOrder
    .filter((area) => areas.includes(area))
    .map((area) => freshnessOfArea(area, feeds, nowMs));
  const silentAreas = shown.filter(({ silent }) => silent.length > 0).length;
  return (
    <header className="wall-bar">
      <WallClock />
      <ul className="wall-areas">
        {shown.map((freshness) => (
          <WallArea
            key={freshness.area}
            freshness={freshness}
            alarms={alarms.filter((alarm) => alarm.area === freshness.area)}
            terse={silentAreas > 1}
          />
        ))}
      </ul>
      <WallTotals alarms={alarms} />
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
      <span>
        <i>{text.months(month, day, weekday)}</i>
        <i>{text.zoneShort}</i>
      </span>
    </div>
  );
}

type AreaProps = {
  freshness: AreaFreshness;
  alarms: readonly Alarm[];
  /** More than one area is silent: there is room for the mark, not for the words. */
  terse: boolean;
};

function WallArea({ freshness: { area, silent, lastSeenAtMs }, alarms, terse }: AreaProps) {
  const text = useText().shell;
  const nowMs = useNow();
  const worst = silent[0];
  const unknown = worst !== undefined || lastSeenAtMs === null;
  const gravest = alarms[0];
  const silence = worst ? shortAge(nowMs - (worst.sinceMs ?? nowMs)) : null;
  return (
    <li
      className={classNames('wall-area', unknown && 'stale', gravest && 'alarmed')}
      data-area={area}
    >
      {unknown ? <SeveritySymbol severity={null} size="1.5em" /> : null}
      {wordFor(text.areas, area)}
      {gravest ? (
        <span className="open num">
          <SeveritySymbol
            severity={gravest.severity}
            filled={alarms.some((a) => a.severity === gravest.severity && isUnacknowledged(a))}
            size="1.5em"
          />
          {alarms.length}
        </span>
      ) : null}
      {silence && !terse ? <span className="silence num">{text.feedSilent(silence)}</span> : null}
      {!unknown && !gravest ? (
        <span className="fresh num">{shortAge(nowMs - (lastSeenAtMs ?? nowMs))}</span>
      ) : null}
    </li>
  );
}

const totalled: readonly Severity[] = [1, 2, 3];

function WallTotals({ alarms }: { alarms: readonly Alarm[] }) {
  const text = useText().wall;
  return (
    <div className="wall-totals num">
      <span className="name">{text.unhandled}</span>
      {totalled.map((severity) => {
        const own = alarms.filter((alarm) => alarm.severity === severity);
        const unacked = own.some(isUnacknowledged);
        return (
          <span key={severity} className={classNames('total', own.length === 0 && 'none')}>
            <SeveritySymbol
              severity={severity}
              filled={unacked}
              pulse={unacked && severity === 1}
              size="1.3em"
            />
            {own.length}
          </span>
        );
      })}
    </div>
  );
}
