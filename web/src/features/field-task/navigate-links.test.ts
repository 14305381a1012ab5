import { expect, it } from 'vitest';
import { amapAddress, geoAddress } from './navigate-links.tsx';

it('gives each map the place in its own datum', () => {
  const point: [number, number] = [121.6, 31.3];
  expect(geoAddress(point)).toBe('geo:31.300000,121.600000');
  const android = new URL(amapAddress(point, '外高桥', 'Android'));
  expect(android.protocol).toBe('amapuri:');
  expect(Number(android.searchParams.get('dlon'))).toBeCloseTo(121.6045, 3);
  expect(Number(android.searchParams.get('dlat'))).toBeCloseTo(31.2979, 3);
  expect(amapAddress(point, 'x', 'iPhone')).toMatch(/^iosamap:\/\/path\?/);
});
