import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Page } from 'playwright-core';

type DrawnMap = {
  on: (event: string, listener: () => void) => void;
  once: (event: string, listener: () => void) => void;
  fire: (event: string) => void;
  jumpTo: (place: { center: LonLat; zoom: number }) => void;
  setPixelRatio: (ratio: number) => void;
  redraw: () => void;
  queryRenderedFeatures: (asked: { layers: string[] }) => unknown[];
  getPaintProperty: (layer: string, name: string) => unknown;
};
type Held = typeof globalThis & { heldMap?: DrawnMap };

/** Before the page is loaded: takes hold of the map that the product draws, as a hand has no way to an exact place. */
export async function holdMap(page: Page): Promise<void> {
  await page.route(/\/map-view-[\w-]+\.js$/, async (route) => {
    const answer = await route.fetch();
    const told = await answer.text();
    const made = /\b([\w$]+)\.touchZoomRotate\.disableRotation\(\)/;
    if (!made.test(told)) throw new Error('the map is made in another way than this takes hold of');
    const body = told.replace(made, '(globalThis.heldMap=$1,$&)');
    await route.fulfill({ response: answer, body });
  });
}

/** Goes to a place at once, and waits until all of it is drawn. */
export async function lookAt(page: Page, center: LonLat, zoom: number): Promise<void> {
  await page.waitForFunction(() => (globalThis as Held).heldMap !== undefined);
  await page.waitForSelector('.map-pins');
  await page.evaluate(
    ([at, near]) =>
      new Promise<void>((drawn) => {
        const map = (globalThis as Held).heldMap;
        if (!map) throw new Error('no map');
        // As a hand would: the overview no longer holds it.
        map.fire('dragstart');
        // Sharp, also where no graphics card is.
        map.setPixelRatio(1);
        map.once('idle', () => drawn());
        map.jumpTo({ center: at, zoom: near });
      }),
    [center, zoom] as const,
  );
}

/** What a layer is painted with now. */
export const paintOf = (page: Page, layer: string, name: string): Promise<unknown> =>
  page.evaluate(([id, property]) => (globalThis as Held).heldMap?.getPaintProperty(id, property), [
    layer,
    name,
  ] as const);

/** How many features of a layer are drawn where the map looks now. */
export const drawnFeatures = (page: Page, layer: string): Promise<number> =>
  page.evaluate(
    (id) => (globalThis as Held).heldMap?.queryRenderedFeatures({ layers: [id] }).length ?? 0,
    layer,
  );
