import type { CameraEntry, CameraTrouble } from '@ftz/shared/contract/camera.ts';
import type { Camera } from '@ftz/shared/contract/site.ts';
import { deviceKey } from './live-picture.ts';
import type { World } from './sighting.ts';

/** A camera as pages may know it: everything but where its pictures come from. */
export function shownCamera({ source: _, ...camera }: Camera): Omit<Camera, 'source'> {
  return camera;
}

/** The same with how it is: what the supervision saw last, and what a technician has to mend. */
export function cameraEntry(
  camera: Camera,
  { picture }: World,
  troubleOf: (cameraId: string) => CameraTrouble | null,
): CameraEntry {
  const health = picture.devices.get(deviceKey('cameras', camera.id));
  return {
    ...shownCamera(camera),
    comesBy: camera.source?.kind ?? 'head-end',
    state: health?.state ?? 'never-seen',
    lastSeenAtMs: health?.lastSeenAtMs ?? null,
    trouble: troubleOf(camera.id),
  };
}
