import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { createConnection, type Socket } from 'node:net';
import { encodeLinkTest } from '@ftz/mock-feeds/feeds/perimeter-dc09/encode.ts';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { metric, until } from '#house.ts';
import {
  endForcibly,
  isolatedSettings,
  type LaunchedProduct,
  launchBff,
} from '#launched-product.ts';

let product: LaunchedProduct;
let url: string;
beforeAll(async () => {
  product = await launchBff({ ...(await isolatedSettings()), FEEDS: 'none' });
  url = `http://127.0.0.1:${product.settings.PORT}`;
});
afterAll(() => product && endForcibly(product));

const ports = ['JT808_PORT', 'DC09_PORT', 'MQTT_PORT'] as const;
const gatewayOf = { JT808_PORT: 'jt808', DC09_PORT: 'perimeter-dc09', MQTT_PORT: 'eseal-mqtt' };

async function open(port: (typeof ports)[number]): Promise<Socket> {
  const socket = createConnection(Number(product.settings[port]), '127.0.0.1');
  socket.on('error', () => undefined);
  await once(socket, 'connect');
  return socket;
}

/** Sends and waits until the other side has taken or refused every byte. */
async function pour(socket: Socket, bytes: Uint8Array): Promise<void> {
  await new Promise<void>((resolve) => {
    socket.once('close', () => resolve());
    socket.end(bytes, () => resolve());
  });
}

const bad = (port: (typeof ports)[number]) =>
  metric(url, 'ftz_device_frames_total', `gateway="${gatewayOf[port]}",result="bad"`);

async function expectReady() {
  const response = await fetch(`${url}/health/ready`);
  expect(response.status, await response.text()).toBe(200);
}

async function residentMb(): Promise<number> {
  const text = await (await fetch(`${url}/metrics`)).text();
  return Number(/^process_resident_memory_bytes (\S+)/m.exec(text)?.[1]) / 1e6;
}

describe.each(ports)('garbage on %s', (port) => {
  it('random bytes are counted and kept', async () => {
    const before = await bad(port);
    for (let i = 0; i < 10; i++) {
      // Starts like a frame of each protocol, so that it gets as far as the decoder.
      await pour(
        await open(port),
        Buffer.concat([Buffer.from('7e0a', 'hex'), randomBytes(4096), Buffer.from('7e0d', 'hex')]),
      );
    }
    await until(
      () => bad(port),
      (count) => count > before,
    );
    await expectReady();
  });

  it('a megabyte without a delimiter takes no memory', async () => {
    const before = await residentMb();
    for (let i = 0; i < 20; i++) await pour(await open(port), Buffer.alloc(1_000_000, 0x41));
    const after = await residentMb();
    expect(after - before).toBeLessThan(60);
    await expectReady();
  });

  it('half a frame and silence holds nothing up, nor do 200 connections', async () => {
    const half = await open(port);
    half.write(
      Buffer.from(port === 'DC09_PORT' ? '\n1234001F"SIA-D' : '\x7e\x02\x00\x00', 'latin1'),
    );
    const crowd = await Promise.all(Array.from({ length: 200 }, () => open(port)));
    await expectReady();
    for (const socket of [half, ...crowd]) socket.destroy();
  });
});

it('a panel is still answered after all of it', async () => {
  const socket = await open('DC09_PORT');
  socket.write(encodeLinkTest({ account: '1001', seq: 7, atMs: Date.now() }), 'latin1');
  const [answer] = await once(socket, 'data');
  expect(String(answer)).toContain('"ACK"0007');
  socket.destroy();
});

it('garbage over HTTP is refused with a reason', async () => {
  for (const path of [
    '/devices/lanes/WGQ-G1-L1/passages',
    '/devices/journeys',
    '/api/session',
    '/api/commands',
  ]) {
    for (const body of [randomBytes(2000), Buffer.from('{"a":'), Buffer.alloc(2_000_000, 0x41)]) {
      const response = await fetch(`${url}${path}`, {
        method: 'POST',
        body,
        headers: { 'content-type': 'application/json' },
      }).catch(() => null);
      // A body beyond the limit may be cut off while it is being sent.
      if (response === null) continue;
      expect(response.status, path).toBeGreaterThanOrEqual(400);
      expect(response.status, path).toBeLessThan(500);
      expect(await response.text(), path).toMatch(/"code"|"reason"/);
    }
  }
  await expectReady();
});
