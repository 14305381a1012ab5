import type { Alarm, Severity } from '@ftz/shared/contract/alarm.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import { isUnacknowledged } from '@ftz/shared/state/alarm-lifecycle.ts';
import { type FigureStanding, unitsFigure } from '@ftz/shared/state/area-figures.ts';
import { unitStateOf } from '@ftz/shared/state/unit-lifecycle.ts';
import type { ReactNode } from 'react';
import { useSite } from '#api/site.ts';
import { classNames } from '#lib/class-names.ts';
import { feedsHeard } from '#live/area-freshness.ts';
import { useIsBlind } from '#live/connection.ts';
import { useHasSituation, useSituation } from '#live/durable-store.ts';
import { useFeeds } from '#live/feed-store.ts';
import { useNow } from '#live/server-clock.ts';
import { useText } from '#text/text.ts';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';
import { StandingMark } from '#ui/standing-mark.tsx';

const totalled: readonly Severity[] = [1, 2, 3];

type TotalsProps = { alarms: readonly Alarm[]; areas: readonly AreaId[] };

/** Of the whole: open alarms by level, who is free of those on duty, and how many feeds are heard. */
export function WallTotals({ alarms, areas }: TotalsProps) {
  const text = useText().wall;
  const isKnown = useHasSituation();
  const isBlind = useIsBlind();
  if (isBlind || !isKnown) {
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
      {totalled.map((severity) => (
        <OpenOfLevel
          key={severity}
          severity={severity}
          alarms={alarms.filter((alarm) => alarm.severity === severity)}
        />
      ))}
      <FreeUnits areas={areas} />
      <HeardFeeds areas={areas} />
    </div>
  );
}

function OpenOfLevel({ severity, alarms }: { severity: Severity; alarms: readonly Alarm[] }) {
  const unacked = alarms.some(isUnacknowledged);
  return (
    <span className={classNames('total', alarms.length === 0 && 'none')}>
      <SeveritySymbol
        severity={severity}
        filled={unacked}
        pulse={unacked && severity === 1}
        size="1.3em"
      />
      {alarms.length}
    </span>
  );
}

function FreeUnits({ areas }: { areas: readonly AreaId[] }) {
  const text = useText().wall;
  const units = useSite()?.site.units ?? [];
  const own = units.filter(({ kind, area }) => kind === 'field' && areas.includes(area));
  const states = useSituation((situation) => own.map(({ id }) => unitStateOf(situation, id)));
  const { value, of, standing } = unitsFigure(states);
  return (
    <Share
      name={text.freeUnits}
      sign={headAndShoulders}
      {...{ value, of, standing }}
      total="units"
    />
  );
}

function HeardFeeds({ areas }: { areas: readonly AreaId[] }) {
  const text = useText().wall;
  const feeds = useFeeds();
  const { heard, of } = feedsHeard(areas, feeds, useNow());
  const standing = of === 0 ? 'unknown' : heard < of ? 'watch' : 'plain';
  return (
    <Share name={text.feedsHeard} sign={waves} value={heard} {...{ of, standing }} total="feeds" />
  );
}

/** As teams stand on the map. */
const headAndShoulders = (
  <path d="M8 1.6a3.1 3.1 0 1 1 0 6.2 3.1 3.1 0 0 1 0-6.2ZM2 14.4c.4-3.3 2.7-5 6-5s5.6 1.7 6 5Z" />
);
const waves = (
  <>
    <circle cx="8" cy="8" r="1.9" />
    <path className="arc" d="M4.7 4.7a4.7 4.7 0 0 0 0 6.6m6.6-6.6a4.7 4.7 0 0 1 0 6.6" />
    <path className="arc" d="M2.3 2.3a8.1 8.1 0 0 0 0 11.4m11.4-11.4a8.1 8.1 0 0 1 0 11.4" />
  </>
);

type ShareProps = {
  /** In words where the line is long, else by its sign alone. */
  name: string;
  sign: ReactNode;
  value: number;
  of: number;
  standing: FigureStanding;
  total: string;
};

function Share({ name, sign, value, of, standing, total }: ShareProps) {
  const { standings } = useText().areaNumbers;
  return (
    <span className={classNames('total', 'share', standing)} data-total={total}>
      <span className="name">{name}</span>
      <svg className="sign" viewBox="0 0 16 16" role="img" aria-label={name}>
        {sign}
      </svg>
      {standing === 'act' || standing === 'watch' ? (
        <StandingMark standing={standing} label={standings[standing] ?? ''} />
      ) : null}
      {standing === 'unknown' ? <SeveritySymbol severity={null} size="1.2em" /> : `${value}/${of}`}
    </span>
  );
}
