import type { LaneReading } from '#sim/lane.ts';

const iso = (atMs: number) => new Date(atMs).toISOString();

/** `lane.passage.v1`: what one lane read of one vehicle, times in ISO 8601 UTC with milliseconds. */
export function encodePassage(reading: LaneReading): string {
  const { eventId, area, laneId, direction } = reading;
  return JSON.stringify({
    v: 1,
    eventId,
    zone: area,
    areaId: area,
    laneId,
    direction,
    mode: 'auto',
    sessionId: eventId,
    seqNo: eventId,
    openedAt: iso(reading.openedAtMs),
    closedAt: iso(reading.closedAtMs),
    plate: {
      text: reading.plate,
      colour: 'yellow',
      confidence: reading.plateConfidence,
      source: 'lpr1',
      images: [],
    },
    rfid: [],
    containers: [
      { position: 'front', no: reading.containerNo, checkDigitOk: true, confidence: 0.97 },
    ],
    seals: reading.seals.map(({ id, state }) => ({ id, kind: 'eseal', state, lastAlarm: null })),
    weight: { kg: reading.weightKg, stable: true, axlesKg: [], source: 'scale' },
    radiation: { alarm: false, gamma: 0, neutron: 0 },
    documents: [],
    missing: ['trailerPlate', 'rfid', 'icCard'],
  });
}
