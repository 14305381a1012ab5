import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import { createCameraFinder } from '@ftz/shared/geo/camera-finder.ts';
import { cameraTargetOf, placeOfAlarm } from '@ftz/shared/geo/camera-target.ts';
import { site } from '@ftz/shared/site/site.ts';
import type { Page } from 'playwright-core';
import { until } from '#house.ts';

/** By the geometry of the site: what each camera sees is reckoned here, not asked of the product. */
export const finder = createCameraFinder(site.cameras, site.obstacles);

type Placed = Pick<Alarm, 'point' | 'segmentId' | 'area'>;

/** The camera that sees the place of an alarm best; null where none does. */
export function cameraThatSaw(alarm: Placed): string | null {
  const target = cameraTargetOf(placeOfAlarm(alarm, site.fences));
  const [best] = target ? finder.rank(target) : [];
  return best && best.unseen === null ? best.camera.id : null;
}

/** Waits until the pre-roll plays; its camera, its clock, and what is said of it. */
export async function playingPreRoll(page: Page) {
  const read = () =>
    page.locator('.pre-roll[data-picture="shown"]').evaluateAll(([tile]) => ({
      cameraId: tile?.getAttribute('data-camera-id') ?? null,
      pictureAtMs: Number(tile?.getAttribute('data-picture-at-ms') ?? Number.NaN),
      words: tile?.textContent ?? '',
    }));
  const first = await until(read, ({ cameraId }) => cameraId !== null, 60_000);
  await until(read, ({ pictureAtMs }) => pictureAtMs > first.pictureAtMs, 30_000);
  return first;
}
