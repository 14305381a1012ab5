import type { Camera } from '@ftz/shared/contract/site.ts';
import type { Thrown } from '@ftz/shared/contract/wall.ts';
import { useSite } from '#api/site.ts';
import { EmergencyBand } from '#features/emergency/emergency-band.tsx';
import { areaOrder } from '#lib/area-order.ts';
import { WallCamera } from './wall-camera.tsx';
import { WallThrown } from './wall-thrown.tsx';
import './wall-video.css';

const columns = 4;

/**
 * Sixteen pictures, a row for each area: what a wall shows under `/wall?scene=video`. What is thrown onto
 * it takes their place: tiles beneath would play for nobody.
 */
export function WallVideo({ thrown }: { thrown: Thrown | null }) {
  return (
    <div className="wall-video">
      <EmergencyBand at="wall" />
      {thrown ? <WallThrown thrown={thrown} /> : <Sixteen />}
    </div>
  );
}

function Sixteen() {
  const cameras = useSite()?.site.cameras ?? [];
  return (
    <div className="wall-video-tiles">
      {rowForEachArea(cameras).map((camera) => (
        <WallCamera key={camera.id} camera={camera} />
      ))}
    </div>
  );
}

function rowForEachArea(cameras: readonly Camera[]): Camera[] {
  return areaOrder.flatMap((area) => ofEachSight(cameras.filter((one) => one.area === area)));
}

/** Of each kind of view one before a second of any: four gates would tell less. */
function ofEachSight(cameras: readonly Camera[]): Camera[] {
  const turnOf = (camera: Camera) =>
    cameras.filter(({ sees }) => sees === camera.sees).indexOf(camera);
  return cameras.toSorted((a, b) => turnOf(a) - turnOf(b)).slice(0, columns);
}
