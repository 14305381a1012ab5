import type { LonLat } from '@ftz/shared/contract/position.ts';
import { describe, expect, it } from 'vitest';
import { buildRoadNetwork, routeBetween } from './road-network.ts';

/** Metres east and north of a corner of the zone; one degree of latitude is 111,320 m. */
const at = (eastM: number, northM: number): LonLat => [
  121.5 + eastM / (111_320 * Math.cos((31.2 * Math.PI) / 180)),
  31.2 + northM / 111_320,
];

describe('joining roads', () => {
  const west = at(0, 0);
  const east = at(10_000, 0);
  const north = at(5_000, 5_000);

  it('joins at a crossing in the middle of both', () => {
    const network = buildRoadNetwork(
      [
        [west, east],
        [at(5_000, -5_000), north],
      ],
      [],
    );
    const route = routeBetween(network, west, north);
    expect(route).toHaveLength(3);
    expect(route?.[1]?.[0]).toBeCloseTo(at(5_000, 0)[0], 5);
  });

  it('joins an end that misses the other road by 250 m, not one that misses it by 350 m', () => {
    const near = buildRoadNetwork(
      [
        [west, east],
        [at(5_000, 250), north],
      ],
      [],
    );
    expect(routeBetween(near, west, north)).not.toBeNull();
    const far = buildRoadNetwork(
      [
        [west, east],
        [at(5_000, 350), north],
      ],
      [],
    );
    expect(routeBetween(far, west, north)).toBeNull();
  });

  it('gives a gate beside the road a connector of its own', () => {
    const gate = at(3_000, 100);
    const network = buildRoadNetwork([[west, east]], [gate]);
    const route = routeBetween(network, gate, east);
    expect(route?.[0]).toEqual(gate);
    expect(route?.[1]?.[0]).toBeCloseTo(at(3_000, 0)[0], 4);
  });

  it('takes the shorter of two ways', () => {
    const around = [west, at(0, 8_000), at(10_000, 8_000), east];
    const network = buildRoadNetwork([around, [west, east]], []);
    expect(routeBetween(network, west, east)).toEqual([west, east]);
  });
});
