import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import { expect, it, onTestFinished, vi } from 'vitest';
import { createRandom } from '#sim/random.ts';
import { startPanel } from './device.ts';
import { encodeFrame } from './encode.ts';

it('notes what it sent, and what was answered, by the name that the centre gives it', async () => {
  const noted: string[] = [];
  let answers = false;
  const receiver = createServer((socket) => {
    socket.on('error', () => {});
    socket.on('data', (chunk) => {
      for (const [, seq] of chunk.toString('latin1').matchAll(/"(?:SIA-DCS|NULL)"(\d{4})/g)) {
        if (answers) socket.write(encodeFrame(`"ACK"${seq}L0#1001[]`), 'latin1');
      }
    });
  });
  receiver.listen(0, '127.0.0.1');
  await once(receiver, 'listening');
  const panel = startPanel({
    host: '127.0.0.1',
    port: (receiver.address() as AddressInfo).port,
    account: '1001',
    nullPeriodS: 3600,
    firstSeq: 7,
    random: createRandom(1),
    nowMs: () => 1_772_438_400_000,
    journal: {
      sent: (key) => noted.push(`sent ${key}`),
      acked: (key) => noted.push(`acked ${key}`),
      close: () => {},
    },
  });
  onTestFinished(() => {
    panel.close();
    receiver.close();
  });
  answers = true;
  panel.sendZoneEvent({ zone: 5, code: 'BA', atMs: 1_772_438_415_250 });
  const name = 'fence/1001/7/BA/5/1772438415000';
  await vi.waitFor(() => expect(noted).toEqual([`sent ${name}`, `acked ${name}`]));
});
