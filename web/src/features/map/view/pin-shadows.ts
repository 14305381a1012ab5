import type { LonLat } from '@ftz/shared/contract/position.ts';
import { feature, features, type MapFeatures } from '#features/map/paint/map-features.ts';
import type { Box, Pixel } from '#features/map/paint/pixels.ts';

/** Names of the ground come and go by it: seldom enough that none of them blinks. */
const everyMs = 1_500;
/** What moved by less is where it was. */
const grainPx = 10;

/**
 * Tells the map what stands over it, so that it writes none of its own names beneath: half a name is no
 * name. `put` takes squares that are drawn as nothing and leave no room for anything else.
 */
export function createPinShadows(
  put: (shadows: MapFeatures) => void,
  unproject: (pixel: Pixel) => LonLat,
) {
  let newest: readonly Box[] = [];
  let told = '';
  let timer: ReturnType<typeof setTimeout> | null = null;

  function tell(): void {
    timer = null;
    const now = newest.flatMap(grainsOf).join();
    if (now === told) return;
    told = now;
    put(shadowsOf(newest, unproject));
  }

  return {
    arranged(boxes: readonly Box[]): void {
      newest = boxes;
      timer ??= setTimeout(tell, everyMs);
    },
    stop(): void {
      if (timer !== null) clearTimeout(timer);
    },
  };
}

const grainsOf = (box: Box): number[] =>
  [box.left, box.top, box.right, box.bottom].map((px) => Math.round(px / grainPx));

/** The library keeps room around icons, which are square: each box as a row of them. */
export function shadowsOf(boxes: readonly Box[], unproject: (pixel: Pixel) => LonLat): MapFeatures {
  return features(
    boxes.flatMap((box) =>
      squaresIn(box).map(({ at, px }) =>
        feature({ type: 'Point', coordinates: unproject(at) }, { px }),
      ),
    ),
  );
}

function squaresIn({ left, top, right, bottom }: Box): { at: Pixel; px: number }[] {
  const [width, height] = [right - left, bottom - top];
  const px = Math.min(width, height);
  if (px <= 0) return [];
  const count = Math.ceil(Math.max(width, height) / px);
  return Array.from({ length: count }, (_, i) => {
    const share = count === 1 ? 0.5 : i / (count - 1);
    const x = left + px / 2 + share * (width - px);
    const y = top + px / 2 + share * (height - px);
    return { at: { x, y }, px };
  });
}
