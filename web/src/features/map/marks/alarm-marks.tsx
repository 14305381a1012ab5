import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import { useMemo } from 'react';
import { siteNow } from '#api/site.ts';
import { placeOfAlarmNow } from '#desk/place-of-thing.ts';
import { placeOfAlarmThen } from '#desk/place-then.ts';
import { selectAlarm } from '#desk/select-alarm.ts';
import { useSelection } from '#desk/selection.ts';
import { setStage } from '#desk/stage.ts';
import { scaledTo } from '#features/map/paint/map-geometry.ts';
import { usePin } from '#features/map/pins/map-pins.ts';
import type { MapView } from '#features/map/view/map-view.ts';
import { useSettledZoom } from '#features/map/view/use-settled-zoom.ts';
import { useText } from '#text/text.ts';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';
import { type AlarmGroup, boxOfGroup, groupAlarms } from './alarm-groups.ts';
import './alarm-marks.css';

type AlarmMarksProps = {
  view: MapView;
  alarms: readonly Alarm[];
  symbolPx: number;
  isInteractive: boolean;
};

/** The alarms' symbols, over everything else. Symbols that would overlap become one with a count. */
export function AlarmMarks({ view, alarms, symbolPx, isInteractive }: AlarmMarksProps) {
  const zoom = useSettledZoom(view);
  // As if a little larger: the zoom may be an eighth of a step from where it settled.
  const groups = useMemo(
    () =>
      groupAlarms(alarms, placeOfAlarmNow, (point) => scaledTo(zoom, point, view), symbolPx * 1.1),
    [view, alarms, zoom, symbolPx],
  );
  return groups
    .toReversed()
    .map((group) => (
      <AlarmMark
        key={group.alarm.id}
        view={view}
        group={group}
        symbolPx={symbolPx}
        isInteractive={isInteractive}
      />
    ));
}

type AlarmMarkProps = {
  view: MapView;
  group: AlarmGroup;
  symbolPx: number;
  isInteractive: boolean;
};

function AlarmMark({ view, group, symbolPx, isInteractive }: AlarmMarkProps) {
  const text = useText();
  const selectedId = useSelection((selection) => selection.alarmId);
  const pin = usePin(view, () => group.point, { covers: () => boxOfGroup(group, symbolPx) });
  const { alarm, severity, count, calling, unacknowledged } = group;
  const isSelected = selectedId !== null && group.alarmIds.includes(selectedId);
  const classes = [
    'map-alarm',
    `p${severity}`,
    calling ? 'calling' : '',
    isSelected ? 'selected' : '',
  ];
  const look = (
    <>
      {calling ? <span className="map-alarm-rings" aria-hidden="true" /> : null}
      <SeveritySymbol severity={severity} filled={unacknowledged} size={`${symbolPx}px`} />
      {count > 1 ? <span className="map-alarm-count">×{count}</span> : null}
    </>
  );
  const label = text.map.alarmMark(severity, count);
  const shared = {
    className: classes.filter(Boolean).join(' '),
    style: { '--symbol': `${symbolPx}px` } as React.CSSProperties,
    'data-alarm-id': alarm.id,
  };
  return (
    <div ref={pin} className="map-pin" style={{ zIndex: 10 - severity + (isSelected ? 10 : 0) }}>
      {isInteractive ? (
        <button
          type="button"
          onClick={() => selectAlarm(alarm)}
          onContextMenu={(event) => {
            event.preventDefault();
            askAbout(alarm);
          }}
          {...shared}
        >
          {look}
          <span className="visually-hidden">{label}</span>
        </button>
      ) : (
        <div role="img" aria-label={label} {...shared}>
          {look}
        </div>
      )}
    </div>
  );
}

function askAbout(alarm: Alarm): void {
  const site = siteNow()?.site;
  if (site) setStage({ show: 'neighbours', place: placeOfAlarmThen(alarm, site) });
}
