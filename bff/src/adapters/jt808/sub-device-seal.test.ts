import fc from 'fast-check';
import { expect, it } from 'vitest';
import { hearSubDevice } from './hear-sub-device.ts';
import { subDeviceReader } from './sub-device-reader.ts';

const body = `261126083000${'31180000'}${'1213600007'}0010 1a 0c 00000026 57 00440001 2337 03 0820 0002 0c06ffff00010002 100102`;
function frame(change: (inner: Buffer) => void = () => undefined): Buffer {
  const bytes = Buffer.from(body.replaceAll(' ', ''), 'hex');
  const head = Buffer.from([0x55, 0x02, 0x80, bytes.length, 0x74, 1, 0x90, 0x31, 0x11, 0x85, 9]);
  const inner = Buffer.concat([head, bytes]);
  change(inner);
  const sum = inner.reduce((xor, byte) => xor ^ byte, 0);
  const hex = Buffer.from([...inner, sum])
    .toString('hex')
    .replaceAll(/../g, (pair) => (pair === '7d' ? '7d01' : pair === '7e' ? '7d02' : pair));
  return Buffer.from(`7e${hex}7e`, 'hex');
}

it('reads a lock behind a tracker', () => {
  expect(subDeviceReader.read(frame(), {})).toMatchObject([
    {
      ok: true,
      fields: {
        messageId: 0x5502,
        ackWanted: true,
        deviceId: '740190311185',
        index: 9,
        atMs: Date.UTC(2026, 10, 26, 8, 30),
        latDeg: 31.3,
        lonDeg: 121.6,
        fixValid: true,
        product: 3,
        statusWord: 0x0820,
        alarmWord: 2,
        items: [
          { id: 12, hex: 'ffff00010002' },
          { id: 16, hex: '02' },
        ],
      },
    },
  ]);
});

it.each([
  ['a length that lies', (inner: Buffer) => inner.writeUInt8(9, 3), 'body-length-mismatch'],
  ['an item that runs out', (inner: Buffer) => inner.writeUInt8(9, inner.length - 2), 'bad-body'],
  ['a digit that is none', (inner: Buffer) => inner.writeUInt8(0xaa, 12), 'bad-body'],
])('refuses %s', (_, change, reason) => {
  expect(subDeviceReader.read(frame(change), {})).toMatchObject([{ ok: false, reason }]);
});

it('refuses a wrong checksum', () => {
  const bytes = frame();
  bytes[20] = (bytes[20] ?? 0) ^ 1;
  expect(subDeviceReader.read(bytes, {})).toMatchObject([{ ok: false, reason: 'bad-checksum' }]);
});

it('never throws', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 100 }), fc.nat(), fc.nat(255), (bytes, at, byte) => {
      subDeviceReader.read(bytes, {});
      subDeviceReader.read(
        frame((inner) => {
          inner[at % inner.length] = byte;
        }),
        {},
      );
    }),
  );
});

it('is heard to live, and no more; damage is kept', () => {
  const heard: unknown[] = [];
  const bad: string[] = [];
  const host = {
    accept: async (observation: object) => void heard.push(observation),
    countFrame: () => undefined,
    keepBadFrame: (_: Uint8Array, reason: string) => void bad.push(reason),
    nowMs: () => 5,
  };
  const good = frame();
  hearSubDevice(good.subarray(1, -2), host, 'peer');
  hearSubDevice(good.subarray(1, 20), host, 'peer');
  expect(heard).toMatchObject([{ kind: 'alive', gateway: 'jt808', deviceId: '740190311185' }]);
  expect(bad).toEqual(['body-length-mismatch']);
});
