import { site } from '@ftz/shared/site/site.ts';
import { expect, it } from 'vitest';
import { findThings, type NamedThings } from './find-things.ts';

const vehicle = { id: 'V00001', key: 1, plate: '沪A12345', area: 'WGQ' as const, trusted: true };
const named: NamedThings = {
  site,
  seals: { ES000001: {} as never },
  vessels: [{ mmsi: 413_000_001, name: 'XIN HAI' } as never],
  vehiclesByPlate: (part) => (vehicle.plate.toLowerCase().includes(part) ? [vehicle as never] : []),
};
const find = (word: string) => findThings(word, named, 3);

it('finds everything on the map by its id or its name in both languages', () => {
  expect(find('WGQ-G1')[0]).toEqual({ kind: 'gate', id: 'WGQ-G1' });
  expect(find('waigaoqiao GATE 1')[0]).toEqual({ kind: 'gate', id: 'WGQ-G1' });
  expect(find('WGQ-C01')[0]).toEqual({ kind: 'camera', id: 'WGQ-C01' });
  expect(find('外高桥围网01段')[0]).toEqual({ kind: 'fence', id: 'WGQ-F01' });
  expect(find('wgq-p1')[0]).toEqual({ kind: 'unit', id: 'WGQ-P1' });
  expect(find('es000001')[0]).toEqual({ kind: 'seal', id: 'ES000001' });
  expect(find('xin hai')[0]).toEqual({ kind: 'vessel', id: '413000001' });
  expect(find('a12345')[0]).toEqual({ kind: 'vehicle', id: 'V00001' });
});

it('finds a whole name before one that merely holds it, and no more than asked', () => {
  const found = find('外高桥');
  expect(found).toHaveLength(3);
  expect(find('x')).toEqual([]);
});
