import { createSocket, type Socket } from 'node:dgram';
import type { GatewayHost } from '#adapters/device-adapter.ts';
import type { Answer } from './answer-frame.ts';
import { createSplitter } from './splitter.ts';

/** More than all panels of a zone say at once. What comes beyond is not answered, and comes again. */
const mostUnderWay = 256;

export type UdpDoor = { close: () => Promise<void> };

/**
 * Panels over UDP (DC-09 clause 4.2): a datagram holds whole frames, each answered to where it came
 * from. Rejects when the port cannot be had.
 */
export async function openUdpDoor(
  { host, port }: { host: string; port: number },
  gateway: GatewayHost,
  answer: Answer,
): Promise<UdpDoor> {
  const socket = createSocket({ type: host.includes(':') ? 'udp6' : 'udp4' });
  let underWay = 0;
  socket.on('message', (datagram, from) => {
    if (underWay >= mostUnderWay) return;
    underWay += 1;
    const send = (reply: Uint8Array) => socket.send(reply, from.port, from.address, () => {});
    void answerAll(datagram, `${from.address}:${from.port}`, send).finally(() => {
      underWay -= 1;
    });
  });
  await bind(socket, host, port);
  // From here on an error is one datagram that could not be sent; the port lives on.
  socket.on('error', () => {});
  return { close: () => new Promise((resolve) => socket.close(() => resolve())) };

  async function answerAll(datagram: Uint8Array, peer: string, send: (reply: Uint8Array) => void) {
    const splitter = createSplitter();
    const slices = splitter.push(datagram);
    const rest = splitter.end();
    // A datagram is whole: one that lost its CR is read as it is.
    const all = rest.length > 0 ? [...slices, { bytes: rest, overflow: false }] : slices;
    for (const { bytes, overflow } of all) {
      if (overflow) gateway.keepBadFrame(bytes, 'too-long', peer);
      const reply = overflow ? null : await answer(bytes, peer);
      if (reply) send(reply);
    }
  }
}

function bind(socket: Socket, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    socket.once('error', reject);
    socket.bind(port, host, () => {
      socket.off('error', reject);
      resolve();
    });
  });
}
