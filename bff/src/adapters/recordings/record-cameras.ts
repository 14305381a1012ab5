import { followCamera, type RecorderDeps } from './follow-camera.ts';

/** So that they do not all look at the same moment for ever, cameras begin one after another within this. */
const spreadMs = 2_000;

/**
 * Records every camera by the same fetches that viewers share. A camera that is away is asked again and again; none
 * waits for another.
 */
export function recordCameras({
  cameraIds,
  ...deps
}: RecorderDeps & { cameraIds: readonly string[] }): { close: () => void } {
  const timers = new Set<NodeJS.Timeout>();
  let closed = false;

  function later(ms: number, look: () => Promise<number>): void {
    if (closed) return;
    const timer = setTimeout(async () => {
      timers.delete(timer);
      later(await look(), look);
    }, ms);
    timers.add(timer);
  }

  cameraIds.forEach((cameraId, i) => {
    later(
      (i * spreadMs) / cameraIds.length,
      followCamera(cameraId, deps, () => closed),
    );
  });
  return {
    close: () => {
      closed = true;
      for (const timer of timers) clearTimeout(timer);
    },
  };
}
