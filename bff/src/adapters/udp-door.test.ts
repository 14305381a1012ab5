import { createSocket } from 'node:dgram';
import { expect, it, onTestFinished } from 'vitest';
import { openUdpDoor, type UdpDoor } from './udp-door.ts';

async function open(take: Parameters<typeof openUdpDoor>[1]) {
  const door = await openUdpDoor({ host: '127.0.0.1', port: 0 }, take);
  const device = createSocket('udp4');
  onTestFinished(() => void device.close());
  const say = (text: string) => device.send(text, door.port, '127.0.0.1');
  const heard = (): Promise<string> =>
    new Promise((resolve) => device.once('message', (bytes) => resolve(bytes.toString())));
  return { door, say, heard };
}

const holder = (): { door: UdpDoor | null } => ({ door: null });

it('lives on when what is done with a datagram fails, at once or later', async () => {
  const held = holder();
  const { door, say, heard } = await open(async (bytes, from) => {
    const text = Buffer.from(bytes).toString();
    if (text === 'bad') throw new Error('not kept');
    held.door?.send(bytes, from);
  });
  held.door = door;
  onTestFinished(door.close);
  const answer = heard();
  say('bad');
  say('good');
  expect(await answer).toBe('good');
});

it('loses what would go to nobody, and what would go out after it closed', async () => {
  const { door } = await open(() => {});
  const bytes = Buffer.from('answer');
  expect(() => door.send(bytes, { address: '127.0.0.1', port: 0 })).not.toThrow();
  await door.close();
  expect(() => door.send(bytes, { address: '127.0.0.1', port: 9 })).not.toThrow();
});
