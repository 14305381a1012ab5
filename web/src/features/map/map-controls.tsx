import type { SiteFacts } from '#api/site.ts';
import { locate } from '#desk/map-focus.ts';
import { placeOfSelection } from '#desk/place-of-thing.ts';
import { useSelection } from '#desk/selection.ts';
import { useText } from '#text/text.ts';
import { areaCorners } from './ground/area-names.ts';
import { boundsOf } from './paint/map-geometry.ts';
import { useKeptClear } from './pins/map-pins.ts';
import type { MapView } from './view/map-view.ts';
import './map-controls.css';

export function MapControls({ view, facts }: { view: MapView; facts: SiteFacts | null }) {
  const text = useText();
  const isSelected = useSelection(({ thing, alarmId }) => thing !== null || alarmId !== null);
  const bar = useKeptClear<HTMLDivElement>(view);
  const showAll = () => {
    const bounds = facts && boundsOf(areaCorners(facts.geography));
    if (bounds) view.showOverview(bounds);
  };
  return (
    <div ref={bar} className="map-controls">
      {isSelected ? (
        <button type="button" onClick={() => locate(placeOfSelection())}>
          {text.thing.locate} <kbd>L</kbd>
        </button>
      ) : null}
      <button type="button" onClick={showAll}>
        {text.map.overview}
      </button>
      <button type="button" aria-label={text.map.zoomIn} onClick={() => view.zoomBy(1)}>
        +
      </button>
      <button type="button" aria-label={text.map.zoomOut} onClick={() => view.zoomBy(-1)}>
        −
      </button>
    </div>
  );
}
