import type { ExpressionSpecification, FilterSpecification } from 'maplibre-gl';

/** Straight between zooms. */
export function byZoom(...stops: readonly (readonly [zoom: number, value: number])[]) {
  const steps: ExpressionSpecification = ['interpolate', ['linear'], ['zoom'], ...stops.flat()];
  return steps;
}

/** Pixels per metre at zoom 0 and 31° north: a width in metres doubles in pixels with each zoom. */
const pxPerMetre = 1 / 67_093;

/** As wide on the ground as it is, and never thinner than `leastPx`. */
export function metresWide(
  metres: number | ExpressionSpecification,
  leastPx: number,
): ExpressionSpecification {
  const px = (zoom: number): ExpressionSpecification => [
    'max',
    leastPx,
    ['*', metres, pxPerMetre * 2 ** zoom],
  ];
  // Exact at both ends of each stretch, and close between: the floor makes the curve bend.
  return ['interpolate', ['exponential', 2], ['zoom'], 8, px(8), 12, px(12), 17, px(17)];
}

export const isOneOf = (...kinds: string[]): ExpressionSpecification => [
  'match',
  ['get', 'kind'],
  kinds,
  true,
  false,
];

/** Which of the shapes of the page, see map-style.ts. */
export const isPart = (part: string): FilterSpecification => ['==', ['get', 'part'], part];

/** Nothing before `zoom`, all of it one zoom later: what is near comes in without a jump. */
export const fadeIn = (zoom: number, full = 1): ExpressionSpecification =>
  byZoom([zoom, 0], [zoom + 1, full]);
