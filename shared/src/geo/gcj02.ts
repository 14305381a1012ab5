import type { LonLat } from '#contract/position.ts';

/**
 * GCJ-02, the datum of public Chinese maps and of terminals that are set to it: WGS-84 moved by 50 to
 * 700 m. There is no published text; these are the numbers on which all public implementations agree.
 * BD-09 (Baidu) is a second offset on top of this one, and is not undone here.
 */
const semiMajorAxisM = 6_378_245;
/** First eccentricity squared of Krasovsky's ellipsoid. */
const eccentricity2 = 0.006_693_421_622_965_943;

/** A rectangle around China, as those who apply the offset draw it: outside, the datums are the same. */
const china = { west: 72.004, east: 137.8347, south: 0.8293, north: 55.8271 } as const;

export const isOffsetByGcj02 = ([lon, lat]: LonLat): boolean =>
  lon >= china.west && lon <= china.east && lat >= china.south && lat <= china.north;

/** A sum of waves: `[height, frequency]`, frequency in half turns per degree. */
function waves(at: number, ...all: readonly (readonly [height: number, frequency: number])[]) {
  let sum = 0;
  for (const [height, frequency] of all) sum += height * Math.sin(at * frequency * Math.PI);
  return (sum * 2) / 3;
}

const ripple = (x: number): number => waves(x, [20, 6], [20, 2]);

function northwardM(x: number, y: number): number {
  const plain = -100 + 2 * x + 3 * y + 0.2 * y * y + 0.1 * x * y + 0.2 * Math.sqrt(Math.abs(x));
  return plain + ripple(x) + waves(y, [20, 1], [40, 1 / 3], [160, 1 / 12], [320, 1 / 30]);
}

function eastwardM(x: number, y: number): number {
  const plain = 300 + x + 2 * y + 0.1 * x * x + 0.1 * x * y + 0.1 * Math.sqrt(Math.abs(x));
  return plain + ripple(x) + waves(x, [20, 1], [40, 1 / 3], [150, 1 / 12], [300, 1 / 30]);
}

/** How far GCJ-02 moves a point of China, in degrees. */
function offsetDeg([lon, lat]: LonLat): [lon: number, lat: number] {
  const [x, y] = [lon - 105, lat - 35];
  const latitude = (lat * Math.PI) / 180;
  const flattening = 1 - eccentricity2 * Math.sin(latitude) ** 2;
  const meridianM = (semiMajorAxisM * (1 - eccentricity2)) / flattening ** 1.5;
  const parallelM = (semiMajorAxisM / Math.sqrt(flattening)) * Math.cos(latitude);
  return [
    (eastwardM(x, y) * 180) / (parallelM * Math.PI),
    (northwardM(x, y) * 180) / (meridianM * Math.PI),
  ];
}

/** Identity outside China. */
export function wgs84ToGcj02(point: LonLat): LonLat {
  if (!isOffsetByGcj02(point)) return point;
  const [lon, lat] = offsetDeg(point);
  return [point[0] + lon, point[1] + lat];
}

/** The offset changes by less than a hundredth of itself over its own length: each turn gains two digits. */
const mostTurns = 8;
/** A tenth of a millimetre. */
const closeEnoughDeg = 1e-9;

/**
 * There is no closed inverse: the point is looked for whose image is this one, to well under half a
 * metre. Identity outside China.
 */
export function gcj02ToWgs84(point: LonLat): LonLat {
  if (!isOffsetByGcj02(point)) return point;
  let [lon, lat] = point;
  for (let turn = 0; turn < mostTurns; turn += 1) {
    const [offLon, offLat] = offsetDeg([lon, lat]);
    const [missLon, missLat] = [point[0] - lon - offLon, point[1] - lat - offLat];
    lon += missLon;
    lat += missLat;
    if (Math.abs(missLon) < closeEnoughDeg && Math.abs(missLat) < closeEnoughDeg) break;
  }
  return [lon, lat];
}
