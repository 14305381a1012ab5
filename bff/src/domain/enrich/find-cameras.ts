import type { CameraFinder } from '@ftz/shared/geo/camera-finder.ts';
import { type AlarmPlace, cameraTargetOf } from '@ftz/shared/geo/camera-target.ts';

/**
 * Cameras to look through at an alarm's place, the best first: ids, at most four. The desk asks the
 * same finder, so that what the log names is what its officer sees.
 */
export function findCameras(place: AlarmPlace, finder: CameraFinder): string[] {
  const target = cameraTargetOf(place);
  return target ? finder.rank(target).map(({ camera }) => camera.id) : [];
}
