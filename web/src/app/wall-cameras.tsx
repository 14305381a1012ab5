import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { Camera } from '@ftz/shared/contract/site.ts';
import { useSite } from '#api/site.ts';
import { useCamerasOfIncident } from '#desk/cameras-of-incident.ts';
import { areaOrder } from '#lib/area-order.ts';
import { useNow } from '#live/server-clock.ts';
import { WallCamera } from './wall-camera.tsx';

const rotateMs = 20_000;

/** Four pictures: what sees the incident best while there is one, else one of each area in turn. */
export function WallCameras({ incident }: { incident: Incident | null }) {
  const cameras = useSite()?.site.cameras ?? [];
  const best = useCamerasOfIncident(incident);
  const turn = Math.floor(useNow() / rotateMs);
  const shown = incident ? best : oneOfEachArea(cameras, turn);
  return (
    <div className="wall-cameras">
      {shown.map((camera) => (
        <WallCamera key={camera.id} camera={camera} />
      ))}
    </div>
  );
}

function oneOfEachArea(cameras: readonly Camera[], turn: number): Camera[] {
  return areaOrder.flatMap((area) => {
    const own = cameras.filter((camera) => camera.area === area);
    return own[turn % Math.max(1, own.length)] ?? [];
  });
}
