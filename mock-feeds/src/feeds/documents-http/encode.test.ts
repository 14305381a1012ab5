import { expect, it } from 'vitest';
import { encodeDeclaration } from './encode.ts';

it('writes journey.declaration.v1 with times a person can read', () => {
  const declaration = encodeDeclaration({
    id: 'J-1',
    vehicleId: 'V00001',
    plate: '沪B6FV21',
    containerNo: 'CSQU1000372',
    sealId: null,
    fromGateId: 'YSP-L2',
    toGateId: 'WGQ-G1',
    corridor: [
      [121.901, 30.864],
      [121.585, 31.327],
    ],
    corridorM: 300,
    departedAtMs: Date.UTC(2026, 2, 2, 7, 0, 0),
    dueAtMs: Date.UTC(2026, 2, 2, 9, 5, 0),
  });
  expect(JSON.parse(declaration)).toEqual({
    v: 1,
    id: 'J-1',
    vehicleId: 'V00001',
    plate: '沪B6FV21',
    containerNo: 'CSQU1000372',
    sealId: null,
    fromGateId: 'YSP-L2',
    toGateId: 'WGQ-G1',
    corridor: [
      [121.901, 30.864],
      [121.585, 31.327],
    ],
    corridorM: 300,
    departedAt: '2026-03-02T07:00:00.000Z',
    dueAt: '2026-03-02T09:05:00.000Z',
  });
});
