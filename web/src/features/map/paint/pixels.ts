/** From the left and the top of the map. */
export type Pixel = { x: number; y: number };

export type Box = { left: number; top: number; right: number; bottom: number };

export function overlaps(a: Box, b: Box): boolean {
  return a.left < b.right && b.left < a.right && a.top < b.bottom && b.top < a.bottom;
}

export const moved = ({ left, top, right, bottom }: Box, { x, y }: Pixel): Box => ({
  left: left + x,
  top: top + y,
  right: right + x,
  bottom: bottom + y,
});
