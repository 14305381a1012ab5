/** What part of the picture a tile shows: `x` and `y` of its corner as shares of the whole picture. */
export type Zoom = { scale: number; x: number; y: number };

/** A place in a tile, as shares of its width and height. */
export type Place = { x: number; y: number };

export const whole: Zoom = { scale: 1, x: 0, y: 0 };
export const middle: Place = { x: 0.5, y: 0.5 };
const most = 8;

const within = (value: number, least: number, greatest: number) =>
  Math.min(Math.max(value, least), greatest);

function bounded({ scale, x, y }: Zoom): Zoom {
  const room = 1 - 1 / scale;
  return { scale, x: within(x, 0, room), y: within(y, 0, room) };
}

/** Larger or smaller by a factor, 1 to 8 times; what is under `at` stays there as far as there is picture. */
export function zoomBy({ scale, x, y }: Zoom, factor: number, at: Place): Zoom {
  const next = within(scale * factor, 1, most);
  return bounded({
    scale: next,
    x: x + at.x / scale - at.x / next,
    y: y + at.y / scale - at.y / next,
  });
}

/** The picture follows the hand, by shares of the tile, and always fills it. */
export function drag({ scale, x, y }: Zoom, by: Place): Zoom {
  return bounded({ scale, x: x - by.x / scale, y: y - by.y / scale });
}

/** The CSS transform for an element whose origin is its left upper corner. */
export function transformOf({ scale, x, y }: Zoom): string | undefined {
  if (scale === 1) return undefined;
  return `scale(${scale}) translate(${-x * 100}%, ${-y * 100}%)`;
}
