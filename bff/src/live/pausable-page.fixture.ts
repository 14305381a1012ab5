import { once } from 'node:events';
import { type IncomingMessage, request } from 'node:http';
import type { Socket } from 'node:net';
import type { LiveDown } from '@ftz/shared/contract/live-down.ts';
import type { Vehicle } from '@ftz/shared/contract/vehicle.ts';
import { onTestFinished } from 'vitest';
import { meetVehicles, openModelPage, takeFrame } from './model-page.fixture.ts';

type Beat = Parameters<LiveDown['beat']>[0];

/** A page on a real connection that stops reading when the test says so (`socket.pause()`). */
export async function openPausablePage(port: number, path: string) {
  const socket = await connect(port, path);
  onTestFinished(() => void socket.destroy());
  const model = openModelPage([]);
  const page = {
    socket,
    model,
    /** `afterNumber` of each frame. */
    continued: [] as number[],
    beats: [] as Beat[],
    faults: [] as unknown[],
  };
  const joined = Promise.withResolvers<void>();
  readMessages(socket, (message) => {
    try {
      if (typeof message !== 'string') page.continued.push(takeFrame(model, message).afterNumber);
      else hear(message);
    } catch (error) {
      page.faults.push(error);
    }
  });
  function hear(text: string): void {
    if (text.startsWith('0')) socket.write(masked('40'));
    if (text === '2') socket.write(masked('3'));
    if (text.startsWith('40')) joined.resolve();
    if (!text.startsWith('42')) return;
    const [event, message] = JSON.parse(text.slice(2)) as [string, unknown];
    if (event === 'vehicles') meetVehicles(model, (message as { vehicles: Vehicle[] }).vehicles);
    if (event === 'beat') page.beats.push(message as Beat);
  }
  await joined.promise;
  return page;
}

async function connect(port: number, path: string): Promise<Socket> {
  const asked = request({
    port,
    host: '127.0.0.1',
    path: `/socket.io/?EIO=4&transport=websocket&${path}`,
    headers: {
      connection: 'Upgrade',
      upgrade: 'websocket',
      'sec-websocket-version': '13',
      'sec-websocket-key': btoa('0123456789abcdef'),
    },
  });
  asked.end();
  const [, socket, head] = (await once(asked, 'upgrade')) as [IncomingMessage, Socket, Buffer];
  if (head.length > 0) socket.unshift(head);
  socket.on('error', () => undefined);
  return socket;
}

/** Whole, unmasked messages of RFC 6455: text as a string, bytes as they are. */
function readMessages(socket: Socket, take: (message: string | Buffer) => void): void {
  let chunks: Buffer[] = [];
  let waiting = 0;
  let needed = 2;
  socket.on('data', (chunk: Buffer) => {
    chunks.push(chunk);
    waiting += chunk.length;
    if (waiting < needed) return;
    let bytes = Buffer.concat(chunks);
    for (;;) {
      const { start, end } = bytes.length < 10 ? shortFrame(bytes) : frameIn(bytes);
      needed = end;
      if (bytes.length < end) break;
      const payload = bytes.subarray(start, end);
      take((bytes[0] ?? 0) % 16 === 1 ? payload.toString() : Buffer.from(payload));
      bytes = bytes.subarray(end);
    }
    chunks = [bytes];
    waiting = bytes.length;
  });
}

/** Where the payload of the first frame lies. */
function frameIn(bytes: Buffer): { start: number; end: number } {
  const length = bytes[1] ?? 0;
  if (length < 126) return { start: 2, end: 2 + length };
  if (length === 126) return { start: 4, end: 4 + bytes.readUInt16BE(2) };
  return { start: 10, end: 10 + Number(bytes.readBigUInt64BE(2)) };
}

/** Too few bytes for the longest head: only a frame of less than 126 bytes can be whole. */
function shortFrame(bytes: Buffer): { start: number; end: number } {
  const length = bytes[1];
  if (length === undefined) return { start: 2, end: 2 };
  return { start: 2, end: length < 126 ? 2 + length : 10 };
}

/** A short text frame of RFC 6455, masked with zeros. */
function masked(text: string): Buffer {
  return Buffer.concat([Buffer.from([0x81, 0x80 | text.length, 0, 0, 0, 0]), Buffer.from(text)]);
}
