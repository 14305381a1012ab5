import type { LonLat } from '@ftz/shared/contract/position.ts';
import { distanceM } from '@ftz/shared/geo/distance.ts';
import { type Geography, useSite } from '#api/site.ts';
import { useText } from '#text/text.ts';
import { useOwnPosition } from './use-own-position.ts';
import './sketch-map.css';

const view = { width: 362, height: 220 };
/** A walk's breadth, or as far as the next gate, by which everybody finds his way. */
const halfWidthM = { least: 1_500, most: 9_000 };
const metresPerDegree = 111_320;

type Place = (at: LonLat) => [x: number, y: number];

/** Roads, fences and gates around the place, drawn from what the phone knows: no map server is asked. */
export function SketchMap({ point }: { point: LonLat }) {
  const { field } = useText();
  const facts = useSite();
  const own = useOwnPosition();
  if (!facts) return null;
  const gates = facts.site.gates.map(({ id, point: at }) => ({ id, at: at as LonLat }));
  const nextGateM = Math.min(...gates.map(({ at }) => distanceM(point, at)));
  const widthM = Math.min(halfWidthM.most, Math.max(halfWidthM.least, nextGateM * 2));
  const place = placeAround(point, widthM);
  return (
    <svg
      className="sketch-map"
      viewBox={`0 0 ${view.width} ${view.height}`}
      role="img"
      aria-label={field.sketch}
    >
      {linesOf(facts.geography, place).map(({ key, kind, d }) => (
        <path key={key} className={kind} d={d} />
      ))}
      {gates.map(({ id, at }) => {
        const [x, y] = place(at);
        return <rect key={id} className="gate" x={x - 4} y={y - 4} width="8" height="8" />;
      })}
      {own ? <circle className="own" cx={place(own)[0]} cy={place(own)[1]} r="7" /> : null}
      <path
        className="goal"
        transform={`translate(${view.width / 2} ${view.height / 2})`}
        d="M0 0-10-18a11 11 0 1 1 20 0Z"
      />
    </svg>
  );
}

/** Near enough to the plane: a few kilometres. */
function placeAround([lon0, lat0]: LonLat, widthM: number): Place {
  const scale = view.width / (2 * widthM);
  const eastM = metresPerDegree * Math.cos((lat0 * Math.PI) / 180);
  return ([lon, lat]) => [
    view.width / 2 + (lon - lon0) * eastM * scale,
    view.height / 2 - (lat - lat0) * metresPerDegree * scale,
  ];
}

type Line = { key: string; kind: string; d: string };

function linesOf({ features }: Geography, place: Place): Line[] {
  return features.flatMap(({ geometry, properties }, i) => {
    const rings = ringsOf(geometry);
    const paths = rings.map((ring) => ring.map(place)).filter(isNear);
    if (paths.length === 0) return [];
    const d = paths.map((path) => `M${path.map((at) => at.map(rounded).join(' ')).join('L')}`);
    return [{ key: `${i}`, kind: String(properties.kind ?? ''), d: d.join('') }];
  });
}

const rounded = (n: number) => n.toFixed(1);

function ringsOf({ type, coordinates }: { type: string; coordinates: unknown }): LonLat[][] {
  if (type === 'LineString') return [coordinates as LonLat[]];
  if (type === 'Polygon' || type === 'MultiLineString') return coordinates as LonLat[][];
  return type === 'MultiPolygon' ? (coordinates as LonLat[][][]).flat() : [];
}

/** Whether some of it may be in sight. */
function isNear(path: [number, number][]): boolean {
  const [xs, ys] = [path.map(([x]) => x), path.map(([, y]) => y)];
  const isWithin = (all: number[], most: number) => Math.max(...all) > 0 && Math.min(...all) < most;
  return isWithin(xs, view.width) && isWithin(ys, view.height);
}
