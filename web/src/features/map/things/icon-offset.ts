import type { Camera } from '@ftz/shared/contract/site.ts';
import { siteNow } from '#api/site.ts';
import type { Thing } from '#desk/thing.ts';

/** From this zoom a single camera or team can be told from its neighbour; at the other it has its full size. */
export const closeZoom = 11.6;
export const fullZoom = 13.5;
const smallest = 0.62;

/** A team stands above its post and a gate's camera below the gate: else one would lie over the other. */
export const besidePx = 21;

/** How large an icon is drawn at a zoom, 1 at its full size. */
export function iconSizeAt(zoom: number): number {
  const share = Math.min(1, Math.max(0, (zoom - closeZoom) / (fullZoom - closeZoom)));
  return smallest + (1 - smallest) * share;
}

export const offsetOfCamera = ({ sees }: Pick<Camera, 'sees'>): number =>
  sees === 'gate' ? besidePx : 0;

/** How far below its place a thing is drawn, in pixels; `mark` enlarges icons on a far wall. */
export function drawnBelowPx({ kind, id }: Thing, zoom: number, mark: number): number {
  const px = besidePx * mark * iconSizeAt(zoom);
  if (kind === 'unit') return -px;
  if (kind !== 'camera') return 0;
  const camera = siteNow()?.site.cameras.find((each) => each.id === id);
  return camera && offsetOfCamera(camera) > 0 ? px : 0;
}
