import type { LonLat } from '@ftz/shared/contract/position.ts';
import { site } from '@ftz/shared/site/site.ts';
import { describe, expect, it } from 'vitest';
import { wayBetween, wayInYard, yardOf } from '#sim/grounds.ts';
import { distanceM } from '#sim/plane.ts';
import { createZoneGrounds } from './zone-grounds.ts';

const grounds = createZoneGrounds();
const gates = site.gates.map((gate) => gate.id);
const pairs = gates.flatMap((from) => gates.filter((to) => to !== from).map((to) => [from, to]));

describe('the roads of the zone', () => {
  it('have a yard behind every gate', () => {
    expect(grounds.yards.map((yard) => yard.id)).toEqual([
      'WGQ',
      'WLP',
      'YSP-land',
      'YSP-island',
      'PVG',
    ]);
    for (const gate of site.gates) expect(yardOf(grounds, gate.id).area).toBe(gate.area);
  });

  it.each(pairs)('join gate %s with gate %s, from door to door', (from, to) => {
    const { line, lengthM } = wayBetween(grounds, String(from), String(to));
    const pointOf = (id: unknown) => site.gates.find((gate) => gate.id === id)?.point as LonLat;
    expect(distanceM(line[0] as LonLat, pointOf(from))).toBeLessThan(5);
    expect(distanceM(line[line.length - 1] as LonLat, pointOf(to))).toBeLessThan(5);
    expect(lengthM).toBeGreaterThanOrEqual(distanceM(pointOf(from), pointOf(to)) * 0.999);
    // What a declaration may carry.
    expect(line.length).toBeLessThanOrEqual(400);
  });

  it('lead over the bridge to the island: from Yangshan land gate 2 it is 28.5 km', () => {
    expect(wayBetween(grounds, 'YSP-L2', 'YSP-I1').lengthM / 1000).toBeCloseTo(28.5, 0);
  });

  it('reach every spot of a yard from every gate of it', () => {
    for (const yard of grounds.yards) {
      for (const gate of yard.gates) {
        for (const spot of yard.spots) {
          expect(wayInYard(yard, gate.point as LonLat, spot).lengthM).toBeGreaterThan(0);
        }
      }
    }
  });
});
