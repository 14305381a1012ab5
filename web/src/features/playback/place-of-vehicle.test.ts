import { expect, it } from 'vitest';
import { placeOfVehicle } from './place-of-vehicle.ts';

const track = {
  vehicleId: 'V1',
  atMs: [1_000, 11_000, 200_000],
  lon: [121.1, 121.2, 121.3],
  lat: [31.1, 31.2, 31.3],
  speedKph: [0, 0, 0],
  headingDeg: [0, 0, 0],
  nextFromMs: null,
};

it('is where the vehicle was nearest to the moment, and nowhere when nothing was heard of it', () => {
  expect(placeOfVehicle(track, 0)).toEqual([121.1, 31.1]);
  expect(placeOfVehicle(track, 7_000)).toEqual([121.2, 31.2]);
  expect(placeOfVehicle(track, 71_000)).toEqual([121.2, 31.2]);
  expect(placeOfVehicle(track, 100_000)).toBeNull();
  expect(placeOfVehicle({ ...track, atMs: [], lon: [], lat: [] }, 0)).toBeNull();
});
