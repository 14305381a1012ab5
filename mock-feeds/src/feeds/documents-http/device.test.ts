import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { expect, it, onTestFinished } from 'vitest';
import { createRandom } from '#sim/random.ts';
import { startDocumentFeed } from './device.ts';

const journey = {
  id: 'J-1',
  vehicleId: 'V00001',
  plate: '沪B6FV21',
  containerNo: 'CSQU1000372',
  sealId: null,
  fromGateId: 'YSP-L2',
  toGateId: 'WGQ-G1',
  corridor: [],
  corridorM: 300,
  departedAtMs: 0,
  dueAtMs: 1,
};

it.each([
  [202, ['sent journey/J-1', 'acked journey/J-1']],
  [422, ['sent journey/J-1']],
])('notes what the centre said to a declaration: %i', async (status, expected) => {
  const noted: string[] = [];
  const centre = createServer((_request, response) => response.writeHead(status).end('{}'));
  centre.listen(0, '127.0.0.1');
  await once(centre, 'listening');
  onTestFinished(() => void centre.close());
  const feed = startDocumentFeed({
    httpUrl: `http://127.0.0.1:${(centre.address() as AddressInfo).port}`,
    documentsKey: 'd',
    random: createRandom(1),
    signal: new AbortController().signal,
    journal: {
      sent: (key) => noted.push(`sent ${key}`),
      acked: (key) => noted.push(`acked ${key}`),
      close: () => {},
    },
  });
  await feed.declare(journey);
  expect(noted).toEqual(expected);
});
