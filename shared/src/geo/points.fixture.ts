import fc from 'fast-check';
import type { LonLat } from '#contract/position.ts';

const degree = (min: number, max: number) => fc.double({ min, max, noNaN: true });

export const anyPoint: fc.Arbitrary<LonLat> = fc.tuple(degree(-180, 180), degree(-90, 90));

/** Anywhere in Shanghai, from Yangshan to Waigaoqiao. */
export const cityPoint: fc.Arbitrary<LonLat> = fc.tuple(degree(121.3, 122.2), degree(30.5, 31.5));

export const cityLine = fc.array(cityPoint, { minLength: 1, maxLength: 12 });
