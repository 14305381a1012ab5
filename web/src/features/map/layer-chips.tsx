import { type MapLayer, mapLayers } from '@ftz/shared/contract/map-layer.ts';
import { useEffect, useState } from 'react';
import { subscribeBeat } from '#live/latest-store.ts';
import { countByArea } from '#live/vehicle-staleness.ts';
import { useReadVessels } from '#live/vessel-store.ts';
import { useText } from '#text/text.ts';
import { useKeptClear } from './pins/map-pins.ts';
import type { MapView } from './view/map-view.ts';
import './map-controls.css';

type LayerChipsProps = {
  view: MapView;
  shown: readonly MapLayer[];
  /** How much is blind, whether it is shown or not. */
  blind: number;
  onToggle: (layer: MapLayer) => void;
};

/** What the map shows, one chip per layer; alarms have none: they cannot be hidden. */
export function LayerChips({ view, shown, blind, onToggle }: LayerChipsProps) {
  const text = useText();
  const chips = useKeptClear<HTMLFieldSetElement>(view);
  const vehicles = useFreshVehicles();
  const vessels = useReadVessels().vessels.length;
  return (
    <fieldset ref={chips} className="map-chips" aria-label={text.map.layers}>
      {mapLayers.map((layer) => (
        <button
          key={layer}
          type="button"
          aria-pressed={shown.includes(layer)}
          onClick={() => onToggle(layer)}
        >
          {text.map.layer[layer]}
          {layer === 'vehicles' ? (
            <span className="num"> {vehicles.toLocaleString('en')}</span>
          ) : null}
          {layer === 'blind' ? <span className="num"> {blind}</span> : null}
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
