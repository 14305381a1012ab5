import { useEffect, useState } from 'react';
import { subscribeBeat } from '#live/latest-store.ts';
import { countByArea } from '#live/vehicle-staleness.ts';
import { useReadVessels } from '#live/vessel-store.ts';
import { useText } from '#text/text.ts';
import type { MapLayerName } from './map-view.ts';
import './map-controls.css';

export const mapLayerNames: readonly MapLayerName[] = [
  'vehicles',
  'seals',
  'vessels',
  'gates',
  'fences',
  'cameras',
  'units',
  'labels',
];

type LayerChipsProps = {
  hidden: ReadonlySet<MapLayerName>;
  onToggle: (layer: MapLayerName) => void;
};

/** What the map shows, one chip per layer; alarms have none: they cannot be hidden. */
export function LayerChips({ hidden, onToggle }: LayerChipsProps) {
  const text = useText();
  const vehicles = useFreshVehicles();
  const vessels = useReadVessels().vessels.length;
  return (
    <fieldset className="map-chips" aria-label={text.map.layers}>
      {mapLayerNames.map((layer) => (
        <button
          key={layer}
          type="button"
          aria-pressed={!hidden.has(layer)}
          onClick={() => onToggle(layer)}
        >
          {text.map.layer[layer]}
          {layer === 'vehicles' ? (
            <span className="num"> {vehicles.toLocaleString('en')}</span>
          ) : null}
          {layer === 'vessels' ? <span className="num"> {vessels}</span> : null}
        </button>
      ))}
    </fieldset>
  );
}

/** Vehicles with a fresh position, in all areas. */
function useFreshVehicles(): number {
  const [count, setCount] = useState(sumOfFresh);
  useEffect(() => subscribeBeat(() => setCount(sumOfFresh())), []);
  return count;
}

function sumOfFresh(): number {
  return Object.values(countByArea()).reduce((sum, count) => sum + count, 0);
}
