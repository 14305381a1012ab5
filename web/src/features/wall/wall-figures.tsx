import type { FeedFreshness, GatewayName } from '@ftz/shared/contract/device.ts';
import type { ResponseSample, Statistics } from '@ftz/shared/contract/situation.ts';
import { classNames } from '#lib/class-names.ts';
import { median } from '#lib/median.ts';
import { zoneMidnight } from '#lib/zone-time.ts';
import { useIsBlind } from '#live/connection.ts';
import { useSituation } from '#live/durable-store.ts';
import { useFeeds } from '#live/feed-store.ts';
import { useNow } from '#live/server-clock.ts';
import { countByArea } from '#live/vehicle-staleness.ts';
import { useText } from '#text/text.ts';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';
import { StandingMark } from '#ui/standing-mark.tsx';
import './wall.css';

/** Six figures that say at a glance how the zone and its watch are doing; of a page that hears nothing, none. */
export function WallFigures() {
  const text = useText().wall;
  const nowMs = useNow();
  const feeds = useFeeds();
  const statistics = useSituation((situation) => situation.statistics);
  const vehicles = Object.values(countByArea()).reduce((sum, count) => sum + count, 0);
  const seals = aliveOf(feeds, 'eseal-mqtt');
  const lost = feeds.reduce((sum, feed) => sum + lostOf(feed), 0);
  return (
    <div className="wall-figures">
      <Figure name={text.vehicles} value={vehicles.toLocaleString('en')} />
      <Figure
        name={text.seals}
        value={String(seals.alive)}
        {...(seals.alive < seals.known ? { of: `/ ${seals.known}` } : {})}
      />
      <Figure name={text.passages} value={passagesSince(statistics, zoneMidnight(nowMs))} />
      <Figure name={text.lost} value={String(lost)} abnormal={lost > 0} />
      <Figure name={text.acknowledge} {...took(statistics.responses.acknowledge)} />
      <Figure name={text.dispatch} {...took(statistics.responses.dispatch)} />
    </div>
  );
}

type FigureProps = { name: string; value: string; of?: string; abnormal?: boolean };

function Figure({ name, value, of, abnormal }: FigureProps) {
  const { standings } = useText().areaNumbers;
  const isBlind = useIsBlind();
  return (
    <div className={classNames('wall-figure', abnormal && !isBlind && 'abnormal')}>
      <span className="name">{name}</span>
      <span className="value num">
        {isBlind ? (
          <SeveritySymbol severity={null} size="0.9em" />
        ) : (
          <>
            {abnormal ? <StandingMark standing="act" label={standings.act ?? ''} /> : null}
            {value}
            {of ? <small> {of}</small> : null}
          </>
        )}
      </span>
    </div>
  );
}

function aliveOf(feeds: readonly FeedFreshness[], gateway: GatewayName) {
  const own = feeds.filter((feed) => feed.gateway === gateway);
  return {
    alive: own.reduce((sum, feed) => sum + feed.alive, 0),
    known: own.reduce((sum, feed) => sum + feed.known, 0),
  };
}

/**
 * A device that was never seen is not lost: it may not be installed yet. More may speak than are
 * expected to: a seal outside a journey does.
 */
function lostOf(feed: FeedFreshness): number {
  return feed.lastSeenAtMs === null ? 0 : Math.max(0, feed.known - feed.alive);
}

function passagesSince({ passagesByGate }: Statistics, fromMs: number): string {
  let sum = 0;
  for (const gates of Object.values(passagesByGate)) {
    for (const hours of Object.values(gates)) sum += passagesOf(hours, fromMs);
  }
  return sum.toLocaleString('en');
}

function passagesOf(hours: object, fromMs: number): number {
  let sum = 0;
  for (const [hour, passed] of Object.entries(hours)) {
    if (Number(hour) >= fromMs) sum += passed.in + passed.out;
  }
  return sum;
}

function took(samples: readonly ResponseSample[]): { value: string; of?: string } {
  const middle = median(samples.map(({ tookMs }) => tookMs));
  if (middle === null) return { value: '—' };
  const seconds = Math.round(middle / 1000);
  return seconds < 100
    ? { value: String(seconds), of: 's' }
    : { value: String(Math.round(seconds / 60)), of: 'min' };
}
