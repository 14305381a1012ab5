import type { Alarm, Severity } from '@ftz/shared/contract/alarm.ts';
import { isUnacknowledged } from '@ftz/shared/state/alarm-lifecycle.ts';
import { announcedAlarms } from '@ftz/shared/state/situation-selectors.ts';
import { usePrincipal } from '#api/session.ts';
import { shortAge } from '#lib/age.ts';
import { areaOrder } from '#lib/area-order.ts';
import { classNames } from '#lib/class-names.ts';
import { zoneDay, zoneTime } from '#lib/zone-time.ts';
import { type AreaFreshness, freshnessOfArea } from '#live/area-freshness.ts';
import { useIsBlind } from '#live/connection.ts';
import { useSituation } from '#live/durable-store.ts';
import { useFeeds } from '#live/feed-store.ts';
import { useNow } from '#live/server-clock.ts';
import { useText, wordFor } from '#text/text.ts';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';
import { WallHealth } from './wall-health.tsx';
import { WallShift } from './wall-shift.tsx';
import './wall-bar.css';

/**
 * The status of everything in two lines: zone time and date; each area with what is open in it, how
 * fresh it is or what has been silent since when; the shift and who leads it; the house's own health; and
 * what is open by level. Lower than two lines, it keeps the time, the areas and the health.
 */
export function WallBar() {
  const areas = usePrincipal()?.areas ?? [];
  const alarms = useSituation(announcedAlarms);
  const feeds = useFeeds();
  const nowMs = useNow();
  return (
    <header className="wall-bar">
      <div className="wall-bar-lines">
        <WallClock />
        <ul className="wall-areas">
          {areaOrder
            .filter((area) => areas.includes(area))
            .map((area) => (
              <WallArea
                key={area}
                freshness={freshnessOfArea(area, feeds, nowMs)}
                alarms={alarms.filter((alarm) => alarm.area === area)}
              />
            ))}
        </ul>
        <WallShift />
        <WallHealth />
        <WallTotals alarms={alarms} />
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
      <span>{text.months(month, day, weekday)} UTC+8</span>
    </div>
  );
}

type AreaProps = { freshness: AreaFreshness; alarms: readonly Alarm[] };

/** What is silent is said in words where there is room for them; on a page that hears nothing, all is old. */
function WallArea({ freshness: { area, silent, lastSeenAtMs }, alarms }: AreaProps) {
  const text = useText().shell;
  const nowMs = useNow();
  const isBlind = useIsBlind();
  const [worst] = silent;
  const unknown = isBlind || worst !== undefined || lastSeenAtMs === null;
  const gravest = alarms[0];
  // Of what was never heard nobody knows for how long it has been silent.
  const sinceMs = worst ? worst.sinceMs : lastSeenAtMs;
  return (
    <li
      className={classNames('wall-area', unknown && 'stale', gravest && !isBlind && 'alarmed')}
      data-area={area}
    >
      <span className="core">
        {unknown ? <SeveritySymbol severity={null} size="1.2em" /> : null}
        <span className="long">{wordFor(text.areas, area)}</span>
        <span className="code">{area}</span>
        {gravest && !isBlind ? (
          <output className="open num">
            <SeveritySymbol
              severity={gravest.severity}
              filled={alarms.some((a) => a.severity === gravest.severity && isUnacknowledged(a))}
              size="1.2em"
            />
            {alarms.length}
          </output>
        ) : null}
        {isBlind || lastSeenAtMs === null || sinceMs === null ? null : (
          <output className={worst ? 'silence num' : 'fresh num'}>
            {shortAge(nowMs - sinceMs)}
          </output>
        )}
      </span>
      {worst && !isBlind ? (
        <span className="more">
          <span>
            {[...new Set(silent.map(({ gateway }) => wordFor(text.gatewaysShort, gateway)))].join(
              ' ',
            )}{' '}
            {worst.sinceMs === null ? text.feedUnheard : text.feedsSilent}
          </span>
        </span>
      ) : null}
    </li>
  );
}

const totalled: readonly Severity[] = [1, 2, 3];

function WallTotals({ alarms }: { alarms: readonly Alarm[] }) {
  const text = useText().wall;
  const isBlind = useIsBlind();
  if (isBlind) {
    return (
      <div className="wall-totals">
        <span className="name">{text.unhandled}</span>
        <SeveritySymbol severity={null} size="1.3em" />
      </div>
    );
  }
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
