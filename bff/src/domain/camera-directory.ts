import type { CameraEntry, CameraTrouble } from '@ftz/shared/contract/camera.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { CameraRecording } from '@ftz/shared/contract/recording.ts';
import type { Camera } from '@ftz/shared/contract/site.ts';
import { vehicleCameraOf } from '@ftz/shared/contract/vehicle-camera.ts';
import { deviceKey } from './live-picture.ts';
import type { World } from './sighting.ts';
import { areasOfVehicle } from './vehicle-scope.ts';

/** A camera as pages may know it: everything but where its pictures come from. */
export function shownCamera({ source: _, ...camera }: Camera): Omit<Camera, 'source'> {
  return camera;
}

/**
 * Who owns what a camera shows: the area where it stands; of a vehicle's own camera whoever sees the vehicle.
 * Null: there is no such camera.
 */
export function areasOfCamera({ registry, picture }: World, cameraId: string): AreaId[] | null {
  const camera = registry.cameras.get(cameraId);
  if (camera) return [camera.area];
  const live = picture.vehicles.get(vehicleCameraOf(cameraId)?.vehicleId ?? '');
  return live?.vehicle.trusted ? areasOfVehicle(live) : null;
}

/** The same with how it is: what the supervision saw last, what a technician has to mend, how it is recorded. */
export function cameraEntry(
  camera: Camera,
  { picture }: World,
  now: { trouble: CameraTrouble | null; recording: CameraRecording },
): CameraEntry {
  const health = picture.devices.get(deviceKey('cameras', camera.id));
  return {
    ...shownCamera(camera),
    comesBy: camera.source?.kind ?? 'head-end',
    state: health?.state ?? 'never-seen',
    lastSeenAtMs: health?.lastSeenAtMs ?? null,
    ...now,
  };
}
