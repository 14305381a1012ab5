import type { LanePassage } from '#contract/lane-passage.ts';

export function exampleReading(change: Partial<LanePassage> = {}): LanePassage {
  return {
    eventId: 'E1',
    area: 'WGQ',
    laneId: 'WGQ-G1-L1',
    gateId: 'WGQ-G1',
    direction: 'IN',
    closedAtMs: 900,
    plate: '沪A00001',
    plateConfidence: 0.9,
    containerNos: [],
    seals: [],
    weightKg: null,
    ...change,
  };
}
