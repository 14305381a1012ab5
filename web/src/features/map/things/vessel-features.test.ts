import type { Vessel } from '@ftz/shared/contract/vessel.ts';
import { expect, it } from 'vitest';
import { vesselFeatures, vesselStaleAfterS } from './vessel-features.ts';

const vessel: Vessel = {
  mmsi: 413_000_001,
  kind: 'ship',
  point: [122.06, 30.63],
  speedKn: 9,
  courseDeg: 80,
  headingDeg: null,
  navStatus: 0,
  name: 'CALM',
  callsign: null,
  destination: null,
  imo: null,
  shipType: null,
  draughtM: null,
  receiverId: 'R1',
  trusted: true,
  heardAtMs: 0,
  ageS: 5,
};
const shown = (change: Partial<Vessel>, olderByS = 0) =>
  vesselFeatures([{ ...vessel, ...change }], olderByS).features[0]?.properties;

it('points where the bow points, else whither it goes, and nowhere when it lies still', () => {
  expect(shown({ headingDeg: 75 })).toMatchObject({ shape: 'bow', bowDeg: 75 });
  expect(shown({})).toMatchObject({ shape: 'bow', bowDeg: 80 });
  expect(shown({ speedKn: 0.1 })).toMatchObject({ shape: 'still' });
  expect(shown({ kind: 'base-station' })).toMatchObject({ shape: 'station' });
});

it('greys what is old, also when the list itself is', () => {
  expect(shown({})).toMatchObject({ stale: false });
  expect(shown({ ageS: vesselStaleAfterS + 1 })).toMatchObject({ stale: true });
  expect(shown({}, vesselStaleAfterS)).toMatchObject({ stale: true });
});
