import { encodeSealMessage, encodeSealStatus } from '@ftz/mock-feeds/feeds/eseal-mqtt/encode.ts';
import { encodeImaged, encodeMeasured } from '@ftz/mock-feeds/feeds/inspection/encode.ts';
import { encodeAscii, encodeToledo } from '@ftz/mock-feeds/feeds/lane-equipment/encode.ts';
import { readCaptured } from '@ftz/shared/contract/captured-messages.fixture.ts';
import { corpusReaders } from '#conformance/corpus-readers.ts';
import { bytesOfRow, type CorpusRow } from '#conformance/corpus-row.ts';

const atMs = Date.UTC(2026, 0, 15, 4);
const seen = { atMs, plate: '沪A12345', containerNo: 'CSQU3054383' };

/** Protocols of which nobody has captured messages: what our own simulated devices say. */
const simulated: Record<string, () => (string | Uint8Array)[]> = {
  'eseal-mqtt': () => [
    encodeSealMessage({
      sealId: 'ES000001',
      seq: 1,
      atMs,
      point: [121.6, 31.3],
      state: { sealed: true, rope: 'intact', motor: 'locked', cover: 'closed' },
      batteryPct: 80,
      events: ['sealed'],
    }),
    encodeSealStatus(true),
  ],
  inspection: () => [
    encodeMeasured({
      ...seen,
      eventId: 'e1',
      deviceId: 'P1',
      alarm: true,
      gammaCps: 900,
      neutronCps: 2,
    }),
    encodeImaged({
      ...seen,
      eventId: 'e2',
      deviceId: 'H1',
      kind: 'h986',
      verdict: 'clear',
      operator: 'o',
    }),
  ],
  weighbridge: () => [
    encodeToledo({ kg: 20_000, moving: false }),
    encodeAscii({ kg: 31_250, moving: true }),
  ],
};

/** Good messages to damage: captured ones where there are any; none of either kind is an error of ours. */
export function messagesOf(protocol: string): Uint8Array[] {
  if (corpusReaders.some((reader) => reader.protocol === protocol)) {
    return readCaptured<CorpusRow>(protocol).rows.map(bytesOfRow);
  }
  const own = simulated[protocol];
  if (!own) throw new Error(`${protocol}: neither captured nor simulated messages to damage`);
  return own().map((each) => (typeof each === 'string' ? Buffer.from(each) : each));
}
