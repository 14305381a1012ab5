import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { Camera } from '@ftz/shared/contract/site.ts';
import { alarmsOfIncident } from '@ftz/shared/state/situation-selectors.ts';
import { useSite } from '#api/site.ts';
import { areaOrder } from '#lib/area-order.ts';
import { nearestCameras } from '#lib/nearest-cameras.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { VideoTile } from './late-features.ts';
import { LatePart } from './late-part.tsx';

const tiles = 4;
const rotateMs = 20_000;

/** Four pictures: around the incident while there is one, else one of each area in turn. */
export function WallCameras({ incident }: { incident: Incident | null }) {
  const cameras = useSite()?.site.cameras ?? [];
  const around = useCamerasAround(incident, cameras);
  const turn = Math.floor(useNow() / rotateMs);
  const shown = incident ? around : oneOfEachArea(cameras, turn);
  return (
    <div className="wall-cameras">
      {shown.map((camera) => (
        <div key={camera.id} className="wall-camera">
          <LatePart>
            <VideoTile camera={camera} big />
          </LatePart>
        </div>
      ))}
    </div>
  );
}

function useCamerasAround(incident: Incident | null, cameras: readonly Camera[]): Camera[] {
  const alarms = useSituation((s) => (incident ? alarmsOfIncident(s, incident.id) : []));
  const named = alarms
    .toSorted((a, b) => a.severity - b.severity)
    .flatMap(({ cameraIds }) => cameraIds.slice(0, 2));
  return nearestCameras(cameras, [...new Set(named)], incident?.point ?? null, tiles);
}

function oneOfEachArea(cameras: readonly Camera[], turn: number): Camera[] {
  return areaOrder.flatMap((area) => {
    const own = cameras.filter((camera) => camera.area === area);
    return own[turn % Math.max(1, own.length)] ?? [];
  });
}
