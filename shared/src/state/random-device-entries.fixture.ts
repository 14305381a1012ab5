import type fc from 'fast-check';
import { type Body, entry, id } from './random-entry.fixture.ts';

const deviceRef = id.map((deviceId) => ({ gateway: 'jt808', deviceId }));

export const deviceEntriesAt = (atMs: number): fc.Arbitrary<Body>[] => [
  entry(
    'device.discovered',
    deviceRef.map((ref) => ({ device: { ...ref, firstSeenAtMs: atMs } })),
  ),
  entry(
    'device.registered',
    deviceRef.map((ref) => ({ device: { ...ref, area: 'WGQ' } })),
  ),
  entry('device.unregistered', deviceRef),
  entry(
    'device.pinned',
    deviceRef.map((ref) => ({ pin: { ...ref, address: '10.0.0.1', atMs } })),
  ),
  entry('device.unpinned', deviceRef),
];
