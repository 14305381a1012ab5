import type { Message } from './frame.ts';

const mostPackets = 64;

/**
 * Puts an order of several packets together; null until the last of them has come. The platform's
 * packets come in their order, so a new beginning forgets the old one.
 */
export function createGatherer(): (message: Message) => Message | null {
  let first: Message | null = null;
  let bodies: Buffer[] = [];
  return (message) => {
    const { packet } = message;
    if (packet === undefined) return message;
    if (packet.index === 1) {
      first = message;
      bodies = [];
    }
    // A copy: what a socket has read is overwritten by the next read.
    bodies.push(Buffer.from(message.body));
    const isWhole = bodies.length === packet.total && packet.index === packet.total;
    if (bodies.length > mostPackets || !isWhole || first === null) return null;
    const { packet: _, ...order } = first;
    first = null;
    return { ...order, body: Buffer.concat(bodies) };
  };
}

/** 0x8003: the number of the first part, a count (BYTE, in 2019 WORD), and the parts. */
export function readPartsWanted(body: Buffer): [firstFlow: number, parts: number[]] {
  if (body.length < 3) return [-1, []];
  const from = body.length % 2 === 1 ? 3 : 4;
  const parts: number[] = [];
  for (let at = from; at + 2 <= body.length; at += 2) parts.push(body.readUInt16BE(at));
  return [body.readUInt16BE(0), parts];
}
