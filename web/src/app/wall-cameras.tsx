import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { ScenePane } from '@ftz/shared/contract/scene.ts';
import type { Camera } from '@ftz/shared/contract/site.ts';
import type { CSSProperties } from 'react';
import { useSite } from '#api/site.ts';
import { useCamerasOfIncident } from '#desk/cameras-of-incident.ts';
import { areaOrder } from '#lib/area-order.ts';
import { useNow } from '#live/server-clock.ts';
import { useText } from '#text/text.ts';
import { WallCamera } from './wall-camera.tsx';
import './wall-cameras.css';

const rotateMs = 20_000;
/** In cells of the scene: smaller, and a tile's own words no longer fit it. */
const leastTile = { w: 8, h: 4 };

/** Which cameras are due, the same on every screen of the hall: a turn follows from the time alone. */
const turnAt = (nowMs: number) => Math.floor(nowMs / rotateMs);

/** Four pictures: what sees the incident best while there is one, else one of each area in turn. */
export function IncidentCameras({ incident }: { incident: Incident | null }) {
  const cameras = useSite()?.site.cameras ?? [];
  const best = useCamerasOfIncident(incident);
  const turn = turnAt(useNow());
  // Where nothing is known to see the place, the cameras of its area are nearer than an empty screen.
  const near = cameras.filter(({ area }) => incident?.areas.includes(area)).slice(0, 4);
  const ofIncident = best.length > 0 ? best : near;
  const shown = incident ? ofIncident : oneOfEachArea(cameras, turn);
  return <Tiles cameras={shown} columns={2} rows={2} turn={turn} />;
}

/** As many as can be recognised in this pane: those that are named, else of its area, else of all areas. */
export function CameraGrid({ pane }: { pane: ScenePane }) {
  const all = useSite()?.site.cameras ?? [];
  const turn = turnAt(useNow());
  const columns = Math.max(1, Math.floor(pane.w / leastTile.w));
  const rows = Math.max(1, Math.floor(pane.h / leastTile.h));
  const shown = chosen(all, pane, { columns, rows, turn });
  return <Tiles cameras={shown} columns={columns} rows={rows} turn={turn} />;
}

type Grid = { columns: number; rows: number; turn: number };

function Tiles({ cameras, columns, rows, turn }: { cameras: readonly Camera[] } & Grid) {
  const { scene: text } = useText();
  const template = { '--columns': columns, '--rows': rows } as CSSProperties;
  if (cameras.length === 0) return <p className="wall-cameras none">{text.noCamera}</p>;
  return (
    <div className="wall-cameras" style={template} data-turn={turn}>
      {cameras.map((camera) => (
        <WallCamera key={camera.id} camera={camera} />
      ))}
    </div>
  );
}

function chosen(
  all: readonly Camera[],
  { area, cameraIds }: ScenePane,
  { columns, rows, turn }: Grid,
): Camera[] {
  const count = columns * rows;
  if (cameraIds.length > 0) {
    const named = cameraIds.flatMap((id) => all.find((camera) => camera.id === id) ?? []);
    return windowOf(named, count, turn);
  }
  const areas: readonly AreaId[] = area === null ? areaOrder : [area];
  const ofAreas = areas.map((each) => ofEachSight(all.filter((one) => one.area === each)));
  // Room for a row of each area: then each has one.
  if (areas.length === rows) return ofAreas.flatMap((own) => own.slice(0, columns));
  return windowOf(roundRobin(ofAreas), count, turn);
}

/** So many of a list, the next so many in the next turn; all of it, where they fit. */
function windowOf(list: readonly Camera[], count: number, turn: number): Camera[] {
  if (list.length <= count) return [...list];
  const first = (turn * count) % list.length;
  return [...list, ...list].slice(first, first + count);
}

function roundRobin(lists: readonly Camera[][]): Camera[] {
  const longest = Math.max(0, ...lists.map(({ length }) => length));
  return Array.from({ length: longest }, (_, i) => lists.flatMap((list) => list[i] ?? [])).flat();
}

/** Of each kind of view one before a second of any: four gates would tell less. */
function ofEachSight(cameras: readonly Camera[]): Camera[] {
  const turnOf = (camera: Camera) =>
    cameras.filter(({ sees }) => sees === camera.sees).indexOf(camera);
  return cameras.toSorted((a, b) => turnOf(a) - turnOf(b));
}

function oneOfEachArea(cameras: readonly Camera[], turn: number): Camera[] {
  return areaOrder.flatMap((area) => {
    const own = cameras.filter((camera) => camera.area === area);
    return own[turn % Math.max(1, own.length)] ?? [];
  });
}
