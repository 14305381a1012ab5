import { useEffect, useState } from 'react';
import { beside, labelRank } from '#features/map/pins/label-ranks.ts';
import { usePin } from '#features/map/pins/map-pins.ts';
import type { MapView } from '#features/map/view/map-view.ts';
import { shortAge } from '#lib/age.ts';
import { latestColumns, subscribeBeat, vehicleById, vehicleOf } from '#live/latest-store.ts';
import { usePositionsStopped } from '#live/position-flow.ts';
import { useNow } from '#live/server-clock.ts';
import { standing } from '#live/vehicle-columns.ts';
import { staleAfterMs } from '#live/vehicle-staleness.ts';
import { drawnPointOf, fixOf } from '#live/vehicle-whereabouts.ts';
import { useText } from '#text/text.ts';
import './map-label.css';

/** More plates than this on a map are a carpet, not information. */
const mostLabels = 12;

type VehicleLabelsProps = {
  view: MapView;
  selectedId: string | null;
  alarmedIds: readonly string[];
  withStrangers: boolean;
  symbolPx: number;
};

/** Plates of the selected vehicle, of those with a grave alarm, and of the unregistered ones. */
export function VehicleLabels(props: VehicleLabelsProps) {
  const { view, selectedId, alarmedIds, withStrangers, symbolPx } = props;
  const strangers = useStrangers();
  const wanted = [
    ...(selectedId ? [selectedId] : []),
    ...alarmedIds,
    ...(withStrangers ? strangers : []),
  ];
  return [...new Set(wanted)]
    .slice(0, mostLabels)
    .map((id) => (
      <VehicleLabel
        key={id}
        view={view}
        vehicleId={id}
        isSelected={id === selectedId}
        symbolPx={symbolPx}
      />
    ));
}

/** Ids of vehicles that speak on our ports and are in no registry. */
function useStrangers(): readonly string[] {
  const [ids, setIds] = useState<readonly string[]>([]);
  useEffect(() => {
    const look = () => {
      const found = findStrangers();
      setIds((before) => (before.join() === found.join() ? before : found));
    };
    look();
    return subscribeBeat(look);
  }, []);
  return ids;
}

function findStrangers(): string[] {
  const { rows, key, pose } = latestColumns();
  const found: string[] = [];
  for (let row = 0; row < rows && found.length < mostLabels; row++) {
    const vehicle = pose[row * 4 + 3] === standing.stranger ? vehicleOf(key[row] ?? -1) : null;
    if (vehicle) found.push(vehicle.id);
  }
  return found;
}

type VehicleLabelProps = {
  view: MapView;
  vehicleId: string;
  isSelected: boolean;
  symbolPx: number;
};

function VehicleLabel(props: VehicleLabelProps) {
  const { view, vehicleId, isSelected, symbolPx } = props;
  const text = useText();
  const nowMs = useNow();
  const pin = usePin(view, () => drawnPointOf(vehicleId, Date.now()), {
    label: {
      rank: isSelected ? labelRank.selected : labelRank.vehicle,
      gap: { x: symbolPx * 0.8, y: symbolPx * 0.66 },
      sides: beside,
    },
  });
  const vehicle = vehicleById(vehicleId);
  const fix = fixOf(vehicleId);
  const ageS = fix ? Math.max(0, Math.round((nowMs - fix.fixAtMs) / 1000)) : 0;
  const isStopped = usePositionsStopped();
  const isStale = fix !== null && (isStopped || ageS * 1000 > staleAfterMs);
  const isStranger = vehicle?.trusted === false;
  return (
    <div ref={pin} className="map-pin">
      <div className={`map-label${isSelected ? ' selected' : ''}${isStranger ? ' stranger' : ''}`}>
        <b>{isStranger ? `? ${vehicle.plate ?? vehicleId}` : (vehicle?.plate ?? vehicleId)}</b>
        {isStranger ? <span>{text.map.unregistered}</span> : null}
        {isSelected && fix && !isStale ? (
          <span className="num">{Math.round(fix.speedKph)} km/h</span>
        ) : null}
        {isStale ? <span className="num">{text.map.fixAge(shortAge(ageS * 1000))}</span> : null}
      </div>
    </div>
  );
}
