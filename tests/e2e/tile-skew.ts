import type { Page } from 'playwright-core';
import { percentile } from '#bench/sampling.ts';
import { until } from '#house.ts';

/**
 * A picture that a tile showed: when it was seen, as EXT-X-PROGRAM-DATE-TIME of its piece says, and when it came
 * on the screen. Both in ms, of the wall and of the page.
 */
type ShownPicture = { tile: string; pictureMs: number; atMs: number };

/** `clockSkewsMs`: how far apart the players of all tiles stood, looked at every 20 ms. */
type Watched = { pictures: ShownPicture[]; clockSkewsMs: number[] };

type Noting = { watched: Watched; stop: () => void };
const noting = 'notingPictures';

/** From here on notes every picture of every recorded tile on the page. */
async function beginNoting(page: Page): Promise<void> {
  await page.evaluate((name) => {
    const watched: Watched = { pictures: [], clockSkewsMs: [] };
    const tiles = [...document.querySelectorAll<HTMLElement>('.recorded-tile')].flatMap((tile) => {
      const video = tile.querySelector('video');
      return video ? [{ id: tile.dataset.cameraId ?? '', video }] : [];
    });
    let isOver = false;
    for (const { id, video } of tiles) {
      const note = (
        _now: number,
        { mediaTime, expectedDisplayTime }: VideoFrameCallbackMetadata,
      ) => {
        if (isOver) return;
        const pictureMs = Number(video.dataset.zeroMs) + mediaTime * 1000;
        watched.pictures.push({ tile: id, pictureMs, atMs: expectedDisplayTime });
        video.requestVideoFrameCallback(note);
      };
      video.requestVideoFrameCallback(note);
    }
    const timer = setInterval(() => {
      const at = tiles.map(({ video }) => Number(video.dataset.zeroMs) + video.currentTime * 1000);
      watched.clockSkewsMs.push(Math.max(...at) - Math.min(...at));
    }, 20);
    const stop = () => {
      isOver = true;
      clearInterval(timer);
    };
    Object.assign(globalThis, { [name]: { watched, stop } });
  }, noting);
}

const notedBy = (page: Page): Promise<Watched> =>
  page.evaluate(
    (name) => (globalThis as unknown as Record<string, Noting>)[name]?.watched ?? null,
    noting,
  ) as Promise<Watched>;

/** How many pictures that tile has shown which has shown fewest; nought while one has shown none. */
function fewest({ pictures }: Watched, tiles: number): number {
  const byTile = Object.values(Object.groupBy(pictures, ({ tile }) => tile));
  return byTile.length < tiles ? 0 : Math.min(...byTile.map((shown) => shown?.length ?? 0));
}

/** Notes until every one of `tiles` has shown so many pictures. */
export async function watchPictures(page: Page, tiles: number, each: number): Promise<Watched> {
  await beginNoting(page);
  await until(
    async () => fewest(await notedBy(page), tiles),
    (count) => count >= each,
    60_000,
  );
  const found = await notedBy(page);
  await page.evaluate(
    (name) => (globalThis as unknown as Record<string, Noting>)[name]?.stop(),
    noting,
  );
  return found;
}

/** So often the pictures on the screen are compared, in ms of the page. */
const everyMs = 20;

/**
 * How far apart tiles are, in ms of what was seen. `p50Ms`, `p95Ms`: of the moments that their pictures stand for,
 * each carried on, since it came on the screen, at the speed that is played. `onScreenP95Ms`: of the pictures
 * as they stand there, so with all that one stays until the next comes. `clocksP95Ms`: of the players.
 */
export function skewOf({ pictures, clockSkewsMs }: Watched, speed: number) {
  const inOrder = pictures.toSorted((a, b) => a.atMs - b.atMs);
  const tiles = new Set(pictures.map(({ tile }) => tile)).size;
  const latest = new Map<string, ShownPicture>();
  const skews: number[] = [];
  const onScreen: number[] = [];
  let next = 0;
  const [first, last] = [inOrder[0]?.atMs ?? 0, inOrder.at(-1)?.atMs ?? 0];
  for (let atMs = first; atMs <= last; atMs += everyMs) {
    for (let one = inOrder[next]; one && one.atMs <= atMs; one = inOrder[++next])
      latest.set(one.tile, one);
    if (latest.size < tiles) continue;
    const shown = [...latest.values()];
    onScreen.push(spreadOf(shown.map(({ pictureMs }) => pictureMs)));
    skews.push(spreadOf(shown.map((one) => one.pictureMs + speed * (atMs - one.atMs))));
  }
  return {
    ...{ tiles, speed, samples: skews.length },
    ...{ p50Ms: percentile(skews, 0.5), p95Ms: percentile(skews, 0.95) },
    onScreenP95Ms: percentile(onScreen, 0.95),
    clocksP95Ms: percentile(clockSkewsMs, 0.95),
    /** How fast time went, where pictures could not keep up with what was asked. */
    ranAt: rangeOf(pictures.map(({ pictureMs }) => pictureMs)) / Math.max(1, last - first),
    picturesPerS: pictures.length / tiles / Math.max(0.001, (last - first) / 1000),
  };
}

const rangeOf = (values: readonly number[]) =>
  values.reduce((most, one) => Math.max(most, one), 0) -
  values.reduce((least, one) => Math.min(least, one), Number.POSITIVE_INFINITY);

export const spreadOf = (values: readonly number[]) => Math.max(...values) - Math.min(...values);
