import { useEffect, useMemo, useState } from 'react';
import {
  type HeatHours,
  heatFeatures,
  heatHours,
  raisedLately,
} from '#features/map/things/heat-features.ts';
import { heatColors } from '#features/map/things/heat-layer.ts';
import type { MapView } from '#features/map/view/map-view.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { useText } from '#text/text.ts';
import './map-legend.css';

const minuteMs = 60_000;

/** What the heat tells: of which hours, and of how many alarms. Mounted while it is shown. */
export function HeatLegend({ view, isInteractive }: { view: MapView; isInteractive: boolean }) {
  const text = useText().map;
  const [hours, setHours] = useState<HeatHours>(8);
  const alarms = useSituation((s) => s.alarms);
  const lookedAtMs = Math.floor(useNow() / minuteMs) * minuteMs + minuteMs;
  const raised = useMemo(
    () => raisedLately(alarms, hours, lookedAtMs),
    [alarms, hours, lookedAtMs],
  );
  useEffect(() => view.setData('heat', heatFeatures(raised)), [view, raised]);
  return (
    <section className="map-legend heat" aria-label={text.layer.heat}>
      <p className="num">
        <b>{text.layer.heat}</b> {text.heatSpan(hours, raised.length)}
      </p>
      <p className="heat-bar" aria-hidden="true">
        {text.heatFew}{' '}
        <span style={{ background: `linear-gradient(90deg, ${heatColors.join()})` }} />{' '}
        {text.heatMany}
      </p>
      {hours === 24 ? <p>{text.heatKept}</p> : null}
      {isInteractive ? (
        <p className="heat-hours">
          {heatHours.map((each) => (
            <button
              key={each}
              type="button"
              aria-pressed={each === hours}
              onClick={() => setHours(each)}
            >
              {text.heatHours(each)}
            </button>
          ))}
        </p>
      ) : null}
    </section>
  );
}
