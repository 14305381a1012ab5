import { expect, it } from 'vitest';
import { parseNetworks } from './camera-networks.ts';

it('allows a network by its port, and nothing else', () => {
  const networks = parseNetworks('10.20.0.0/16:554, 192.0.2.7:80,[fd00::]/8:554');
  expect(networks?.allows('10.20.3.4', 554)).toBe(true);
  expect(networks?.allows('10.20.3.4', 80)).toBe(false);
  expect(networks?.allows('10.21.3.4', 554)).toBe(false);
  expect(networks?.allows('192.0.2.7', 80)).toBe(true);
  expect(networks?.allows('192.0.2.8', 80)).toBe(false);
  expect(networks?.allows('fd12::1', 554)).toBe(true);
  expect(networks?.allows('::ffff:10.20.3.4', 554)).toBe(true);
  expect(networks?.allows('::ffff:169.254.169.254', 554)).toBe(false);
  expect(networks?.allows('camera.example', 554)).toBe(false);
});

it('allows nothing when nothing is said', () => {
  expect(parseNetworks('')?.allows('127.0.0.1', 80)).toBe(false);
});

it.each(['10.0.0.0/33:80', '10.0.0.0/8', 'camera:80', '10.0.0.1:99999', '300.0.0.1:80'])(
  'refuses %s',
  (text) => {
    expect(parseNetworks(text)).toBeNull();
  },
);
