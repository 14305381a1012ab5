import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Track } from '@ftz/shared/contract/track.ts';
import { useSite } from '#api/site.ts';
import { useText } from '#text/text.ts';
import { pointsBy } from './replay-moments.ts';

type Props = { track: Track | null; incident: Incident | null; place: LonLat | null; atMs: number };

const size = { width: 600, height: 420, margin: 40 };
/** A place is shown with at least this much around it. */
const leastDeg = 0.012;

/** Areas and roads, the way that the vehicle had come by then, and where the alarm was. */
export function ReplayMap({ track, incident, place, atMs }: Props) {
  const { replay: text } = useText();
  const geography = useSite()?.geography ?? null;
  const known = track ? pointsBy(track, atMs) : 0;
  const path = track ? track.lon.map((lon, i): LonLat => [lon, track.lat[i] ?? 0]) : [];
  const project = projection([...path, ...(place ? [place] : [])]);
  if (!project) return <p className="replay-map none">{text.noTrack}</p>;
  const line = (points: readonly LonLat[]) =>
    points.map((point) => project(point).join()).join(' ');
  const here = path[known - 1];
  return (
    <svg
      className="replay-map"
      viewBox={`0 0 ${size.width} ${size.height}`}
      role="img"
      aria-label={text.map}
    >
      {geography?.features
        .flatMap(({ geometry }) => linesOf(geometry).map((ring) => ({ ring, type: geometry.type })))
        .map(({ ring, type }) => (
          <polyline key={ring.join()} className={type} points={line(ring)} />
        ))}
      <polyline className="way" points={line(path)} />
      <polyline className="gone" points={line(path.slice(0, known))} />
      {place && incident ? <Cross at={project(place)} /> : null}
      {here ? <circle className="here" cx={project(here)[0]} cy={project(here)[1]} r="8" /> : null}
    </svg>
  );
}

function Cross({ at: [x, y] }: { at: [number, number] }) {
  return <path className="place" d={`M${x - 9} ${y}h18M${x} ${y - 9}v18`} />;
}

function linesOf({ type, coordinates }: { type: string; coordinates: unknown }): LonLat[][] {
  if (type === 'LineString') return [coordinates as LonLat[]];
  return type === 'Polygon' ? (coordinates as LonLat[][]) : [];
}

/** Flat, north up, all of `points` in sight; null: there is nothing to show. */
function projection(points: readonly LonLat[]): ((point: LonLat) => [number, number]) | null {
  if (points.length === 0) return null;
  const middleOf = (values: number[]) => (Math.min(...values) + Math.max(...values)) / 2;
  const lons = points.map(([lon]) => lon);
  const lats = points.map(([, lat]) => lat);
  const [lon0, lat0] = [middleOf(lons), middleOf(lats)];
  const squeeze = Math.cos((lat0 * Math.PI) / 180);
  const wide = Math.max(leastDeg, (Math.max(...lons) - Math.min(...lons)) * squeeze);
  const high = Math.max(leastDeg, Math.max(...lats) - Math.min(...lats));
  const scale = Math.min(
    (size.width - 2 * size.margin) / wide,
    (size.height - 2 * size.margin) / high,
  );
  return ([lon, lat]) => [
    Math.round(size.width / 2 + (lon - lon0) * squeeze * scale),
    Math.round(size.height / 2 - (lat - lat0) * scale),
  ];
}
