import type { AreaName } from '#features/map/ground/area-names.ts';
import type { Pixel } from '#features/map/paint/pixels.ts';
import type { LabelSide } from '#features/map/pins/arrange-labels.ts';
import { labelRank } from '#features/map/pins/label-ranks.ts';
import { usePin } from '#features/map/pins/map-pins.ts';
import type { MapView } from '#features/map/view/map-view.ts';
import { useSettledZoom } from '#features/map/view/use-settled-zoom.ts';
import './area-names.css';

/** From here one is within an area, and what lies in it has names of its own. */
const withinAreaZoom = 14.5;
const marginPx = 4;
/** Of an area that is drawn so small a name may stand further off, and is still seen to belong to it. */
const smallPx = 60;
const smallReaches: readonly number[] = [1, 2, 3];
const besideOnly: readonly number[] = [1];

type AreaNamesProps = { view: MapView; areas: readonly AreaName[] };

/** The areas' names, outside them: they make room for alarms and for what counts others, or go. */
export function AreaNames({ view, areas }: AreaNamesProps) {
  const isWithin = useSettledZoom(view) >= withinAreaZoom;
  return isWithin
    ? null
    : areas.map((area) => <AreaNameLabel key={area.key} view={view} area={area} />);
}

function AreaNameLabel({ view, area }: { view: MapView; area: AreaName }) {
  const [west, south, east, north] = area.bounds;
  const pin = usePin(view, () => [(west + east) / 2, (south + north) / 2], {
    label: {
      rank: labelRank.areaName,
      get gap() {
        return halfOf(view, area);
      },
      get reaches() {
        return halfOf(view, area).x < smallPx ? smallReaches : besideOnly;
      },
      sides: area.usual === 'left' ? westFirst : eastFirst,
    },
  });
  return (
    <div ref={pin} className="map-pin">
      <div className="map-label map-area-name" data-area={area.key}>
        {area.name}
      </div>
    </div>
  );
}

/** Half as wide and as high as the area is drawn, and a little more. */
function halfOf({ project }: MapView, { bounds: [west, south, east, north] }: AreaName): Pixel {
  const from = project([west, north]);
  const to = project([east, south]);
  return { x: (to.x - from.x) / 2 + marginPx, y: (to.y - from.y) / 2 + marginPx };
}

const aboveAndBelow: readonly LabelSide[] = ['above', 'below'];
const inTheEast: readonly LabelSide[] = ['right-above', 'right-below'];
const inTheWest: readonly LabelSide[] = ['left-above', 'left-below'];
const eastFirst: readonly LabelSide[] = [
  'right',
  'left',
  ...aboveAndBelow,
  ...inTheEast,
  ...inTheWest,
];
const westFirst: readonly LabelSide[] = [
  'left',
  'right',
  ...aboveAndBelow,
  ...inTheWest,
  ...inTheEast,
];
