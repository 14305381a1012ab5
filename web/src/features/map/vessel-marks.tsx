import type { Vessel } from '@ftz/shared/contract/vessel.ts';
import { useEffect, useState } from 'react';
import { fetchVessels } from '#api/vessels.ts';
import { shortAge } from '#lib/age.ts';
import { useText } from '#text/text.ts';
import { usePin } from './map-pins.ts';
import type { MapView } from './map-view.ts';
import { vesselFeatures, vesselStaleAfterS } from './vessel-features.ts';
import './map-label.css';

const askEveryMs = 10_000;

/** What was read last, and when by this page's own clock. */
type Read = { vessels: readonly Vessel[]; readAtMs: number };

type VesselMarksProps = { view: MapView; isInteractive: boolean; onCount: (count: number) => void };

/**
 * Vessels around the port, read every ten seconds while the layer is shown. When they cannot be read
 * they stay where they were, grow old and grey. A click on one says its name.
 */
export function VesselMarks({ view, isInteractive, onCount }: VesselMarksProps) {
  const { vessels, readAtMs } = useVessels(view);
  const [chosen, setChosen] = useState<number | null>(null);
  useEffect(() => onCount(vessels.length), [onCount, vessels]);
  useEffect(
    () => (isInteractive ? view.onClick(({ vesselMmsi }) => setChosen(vesselMmsi)) : undefined),
    [view, isInteractive],
  );
  const vessel = vessels.find(({ mmsi }) => mmsi === chosen);
  return vessel ? <VesselLabel view={view} vessel={vessel} readAtMs={readAtMs} /> : null;
}

function useVessels(view: MapView): Read {
  const [read, setRead] = useState<Read>({ vessels: [], readAtMs: 0 });
  useEffect(() => {
    let isGone = false;
    let last: Read = { vessels: [], readAtMs: performance.now() };
    const ask = async () => {
      const answer = await fetchVessels();
      if (isGone) return;
      if (answer.ok) last = { vessels: answer.value.vessels, readAtMs: performance.now() };
      setRead(last);
      const olderByS = (performance.now() - last.readAtMs) / 1000;
      view.setData('vessels', vesselFeatures(last.vessels, olderByS));
    };
    void ask();
    const timer = setInterval(() => void ask(), askEveryMs);
    return () => {
      isGone = true;
      clearInterval(timer);
    };
  }, [view]);
  return read;
}

type VesselLabelProps = { view: MapView; vessel: Vessel; readAtMs: number };

function VesselLabel({ view, vessel, readAtMs }: VesselLabelProps) {
  const text = useText();
  const pin = usePin(view, () => vessel.point);
  const { name, mmsi, speedKn, navStatus, ageS, trusted } = vessel;
  const olderS = Math.round(ageS + (performance.now() - readAtMs) / 1000);
  const status = navStatus === null ? undefined : text.map.navStatus[navStatus];
  return (
    <div ref={pin} className="map-pin">
      <div className={`map-label${trusted ? '' : ' stranger'}`}>
        <b>{name ?? `MMSI ${mmsi}`}</b>
        {speedKn === null ? null : <span className="num">{speedKn.toFixed(1)} kn</span>}
        {status ? <span>{status}</span> : null}
        {olderS > vesselStaleAfterS ? (
          <span className="num">{text.map.fixAge(shortAge(olderS * 1000))}</span>
        ) : null}
        {trusted ? null : <span>{text.map.unregisteredReceiver}</span>}
      </div>
    </div>
  );
}
