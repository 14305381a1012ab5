import fc from 'fast-check';
import type { LonLat } from '#contract/position.ts';
import type { Camera, Obstacle } from '#contract/site.ts';
import { pointAt } from './flat.ts';

/** A camera that looks north from the middle of the zone, over `rangeM` metres. */
export const exampleCamera = (more: Partial<Camera> = {}): Camera => ({
  id: 'C1',
  area: 'WGQ',
  nameZh: '甲',
  nameEn: 'A',
  point: [121.6, 31.34],
  heightM: 6,
  headingDeg: 0,
  tiltDeg: 10,
  fovDeg: 60,
  rangeM: 300,
  sees: 'gate',
  ...more,
});

/** A square around a point, with its sides to the points of the compass. */
export const exampleObstacle = (
  middle: LonLat,
  sideM: number,
  heightM: number,
  id = 'B1',
): Obstacle => ({
  id,
  area: 'WGQ',
  nameZh: '库',
  nameEn: 'Shed',
  ring: [45, 135, 225, 315].map((deg) => pointAt(middle, deg, sideM * Math.SQRT1_2)),
  heightM,
});

const number = (min: number, max: number) => fc.double({ min, max, noNaN: true });

/** Places within some 400 m of the example camera. */
export const nearPlace: fc.Arbitrary<LonLat> = fc
  .tuple(number(0, 360), number(1, 400))
  .map(([deg, metres]) => pointAt([121.6, 31.34], deg, metres));

export const anyCamera: fc.Arbitrary<Camera> = fc
  .record({
    point: nearPlace,
    heightM: number(3, 40),
    headingDeg: number(0, 360),
    tiltDeg: number(0, 45),
    fovDeg: number(20, 120),
    rangeM: number(50, 900),
    area: fc.constantFrom('WGQ' as const, 'WLP' as const),
  })
  .map(exampleCamera);

export const anyCameras = fc
  .array(anyCamera, { maxLength: 12 })
  .map((cameras) => cameras.map((camera, i) => ({ ...camera, id: `C${i}` })));

export const anyObstacle: fc.Arbitrary<Obstacle> = fc
  .record({ middle: nearPlace, sideM: number(4, 120), heightM: number(0, 40) })
  .map(({ middle, sideM, heightM }) => exampleObstacle(middle, sideM, heightM));

export const anyObstacles = fc
  .array(anyObstacle, { maxLength: 8 })
  .map((obstacles) => obstacles.map((obstacle, i) => ({ ...obstacle, id: `B${i}` })));
