import type { LonLat } from '@ftz/shared/contract/position.ts';
import { bearingDeg } from '@ftz/shared/geo/bearing.ts';
import { distanceM } from '@ftz/shared/geo/distance.ts';
import type { ShipParticulars } from './encode.ts';

/** A vessel off Yangshan: to and fro on its way for ever, or lying still where the way has one point. */
export type Sailing = ShipParticulars & {
  smallCraft: boolean;
  speedKn: number;
  /** 0 under way, 1 at anchor, 5 moored. */
  navStatus: number;
  way: readonly LonLat[];
};

const container = { shipType: 71, lengthM: 366, beamM: 51, destination: 'CN YSN' };
const small = { callsign: '', imo: 0, destination: '', draughtM: 0, lengthM: 30, beamM: 8 };
/** From the open sea along the deep channel to the southern quay. */
const channel: LonLat[] = [
  [122.42, 30.53],
  [122.25, 30.56],
  [122.13, 30.59],
  [122.095, 30.607],
];
/** From the land side, under the bridge. */
const inner: LonLat[] = [
  [121.98, 30.61],
  [122.02, 30.62],
  [122.05, 30.625],
];
const moored = { smallCraft: false, speedKn: 0, navStatus: 5 };
const underWay = { smallCraft: false, navStatus: 0 };
const craft = { ...small, smallCraft: true, navStatus: 0 };

/** Names and numbers are invented; those numbers are assigned to nobody (MID 412 to 414 with zeros). */
export const sailings: readonly Sailing[] = [
  {
    ...container,
    ...moored,
    mmsi: 413_000_101,
    name: 'EASTERN HARMONY',
    callsign: 'BZAA1',
    imo: 9_000_011,
    draughtM: 13.2,
    way: [[122.0505, 30.6322]],
  },
  {
    ...container,
    ...moored,
    mmsi: 413_000_102,
    name: 'PEARL OF THE DELTA',
    callsign: 'BZAA2',
    imo: 9_000_023,
    draughtM: 12.1,
    way: [[122.0612, 30.626]],
  },
  {
    ...container,
    ...moored,
    mmsi: 413_000_103,
    name: 'NORTH CHANNEL',
    callsign: 'BZAA3',
    imo: 9_000_035,
    draughtM: 14.5,
    way: [[122.0721, 30.6196]],
  },
  {
    ...container,
    ...underWay,
    mmsi: 413_000_104,
    name: 'JADE PASSAGE',
    callsign: 'BZAA4',
    imo: 9_000_047,
    draughtM: 11.8,
    speedKn: 12,
    way: channel,
  },
  {
    ...container,
    ...underWay,
    mmsi: 413_000_105,
    name: 'MORNING TIDE',
    callsign: 'BZAA5',
    imo: 9_000_059,
    draughtM: 13.9,
    speedKn: 9.5,
    way: [...channel].reverse(),
  },
  {
    ...underWay,
    mmsi: 413_000_106,
    name: 'DONGHAI 6',
    callsign: 'BZAB6',
    imo: 9_000_061,
    shipType: 79,
    destination: 'CN SHA',
    draughtM: 5.2,
    lengthM: 98,
    beamM: 16,
    speedKn: 7,
    way: inner,
  },
  {
    ...container,
    mmsi: 413_000_107,
    name: 'LONG HORIZON',
    callsign: 'BZAA7',
    imo: 9_000_073,
    draughtM: 12.7,
    smallCraft: false,
    speedKn: 0,
    navStatus: 1,
    way: [[122.21, 30.61]],
  },
  {
    mmsi: 413_000_108,
    name: 'SHENG TANKER 8',
    callsign: 'BZAC8',
    imo: 9_000_085,
    shipType: 80,
    destination: 'CN NGB',
    draughtM: 8.4,
    lengthM: 180,
    beamM: 30,
    smallCraft: false,
    speedKn: 0,
    navStatus: 1,
    way: [[122.17, 30.64]],
  },
  {
    ...underWay,
    mmsi: 413_000_109,
    name: 'YANG TUG 2',
    callsign: 'BZAD9',
    imo: 9_000_097,
    shipType: 52,
    destination: 'CN YSN',
    draughtM: 4.1,
    lengthM: 36,
    beamM: 11,
    speedKn: 5,
    way: [
      [122.085, 30.609],
      [122.062, 30.621],
    ],
  },
  {
    ...craft,
    mmsi: 412_000_201,
    name: 'HARBOUR PATROL 1',
    shipType: 55,
    speedKn: 11,
    way: [
      [122.03, 30.632],
      [122.06, 30.613],
      [122.1, 30.602],
    ],
  },
  {
    ...craft,
    mmsi: 412_000_202,
    name: 'ZHOU FISHER 12',
    shipType: 30,
    speedKn: 4,
    way: [
      [121.99, 30.68],
      [122.06, 30.7],
    ],
  },
  {
    ...craft,
    mmsi: 412_000_203,
    name: 'PILOT 3',
    shipType: 50,
    speedKn: 14,
    way: [
      [122.09, 30.605],
      [122.19, 30.575],
    ],
  },
];

const metresPerSecond = 0.514444;

/** Where a vessel is: a pure function of time, so that a restarted process finds it where it would be. */
export function placeAt(sailing: Sailing, atMs: number): { point: LonLat; courseDeg: number } {
  const { way, speedKn } = sailing;
  const [start = [0, 0]] = way;
  const legs = way.slice(1).map((to, i) => ({ from: way[i] ?? start, to }));
  const lengths = legs.map(({ from, to }) => distanceM(from, to));
  const whole = lengths.reduce((sum, length) => sum + length, 0);
  if (whole === 0 || speedKn === 0) return { point: start, courseDeg: 0 };
  const sailed = ((atMs / 1000) * speedKn * metresPerSecond) % (2 * whole);
  const isReturning = sailed > whole;
  let left = isReturning ? 2 * whole - sailed : sailed;
  for (const [i, { from, to }] of legs.entries()) {
    const length = lengths[i] ?? 0;
    if (left <= length || i === legs.length - 1) {
      const share = Math.min(1, left / length);
      const point: LonLat = [
        from[0] + share * (to[0] - from[0]),
        from[1] + share * (to[1] - from[1]),
      ];
      return { point, courseDeg: isReturning ? bearingDeg(to, from) : bearingDeg(from, to) };
    }
    left -= length;
  }
  return { point: start, courseDeg: 0 };
}
