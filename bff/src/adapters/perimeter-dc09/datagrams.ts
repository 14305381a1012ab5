import type { GatewayHost } from '#adapters/device-adapter.ts';
import { openUdpDoor, type UdpDoor } from '#adapters/udp-door.ts';
import type { Answer } from './answer-frame.ts';
import { createSplitter } from './splitter.ts';

/**
 * Panels over UDP (DC-09 clause 4.2): a datagram holds whole frames, each answered to where it came
 * from. Rejects when the port cannot be had.
 */
export async function answerDatagrams(
  place: { host: string; port: number },
  host: GatewayHost,
  answer: Answer,
): Promise<UdpDoor> {
  const door = await openUdpDoor(place, (datagram, from) =>
    answerAll(datagram, `${from.address}:${from.port}`, (reply) => door.send(reply, from)),
  );
  return door;

  async function answerAll(datagram: Uint8Array, peer: string, send: (reply: Uint8Array) => void) {
    const splitter = createSplitter();
    const slices = splitter.push(datagram);
    const rest = splitter.end();
    // A datagram is whole: one that lost its CR is read as it is.
    const all = rest.length > 0 ? [...slices, { bytes: rest, overflow: false }] : slices;
    for (const { bytes, overflow } of all) {
      if (overflow) host.keepBadFrame(bytes, 'too-long', peer);
      const reply = overflow ? null : await answer(bytes, peer);
      if (reply) send(reply);
    }
  }
}
