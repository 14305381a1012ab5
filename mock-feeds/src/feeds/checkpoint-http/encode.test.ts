import { expect, it } from 'vitest';
import { encodePassage } from './encode.ts';

it('writes lane.passage.v1', () => {
  const passage = encodePassage({
    eventId: 'P-1',
    laneId: 'WGQ-G1-L1',
    area: 'WGQ',
    direction: 'IN',
    openedAtMs: Date.UTC(2026, 2, 2, 8, 1, 26, 500),
    closedAtMs: Date.UTC(2026, 2, 2, 8, 1, 28),
    plate: '沪B6FV21',
    plateConfidence: 0.956,
    containerNo: 'CSQU1000372',
    seals: [{ id: 'ES000001', state: 'broken' }],
    weightKg: 21_900,
  });
  expect(JSON.parse(passage)).toMatchObject({
    v: 1,
    eventId: 'P-1',
    zone: 'WGQ',
    laneId: 'WGQ-G1-L1',
    direction: 'IN',
    mode: 'auto',
    openedAt: '2026-03-02T08:01:26.500Z',
    closedAt: '2026-03-02T08:01:28.000Z',
    plate: { text: '沪B6FV21', confidence: 0.956 },
    containers: [{ position: 'front', no: 'CSQU1000372' }],
    seals: [{ id: 'ES000001', kind: 'eseal', state: 'broken', lastAlarm: null }],
    weight: { kg: 21_900, stable: true },
  });
});
