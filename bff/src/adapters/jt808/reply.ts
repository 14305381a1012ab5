import { wrapFrame } from './frame.ts';
import type { Header } from './header.ts';

/** Results of 0x8001 (JT/T 808-2019 table 6). */
export const ackResult = { ok: 0, failed: 1, wrong: 2, unsupported: 3 } as const;
export type AckResult = (typeof ackResult)[keyof typeof ackResult];

const word = (value: number): [number, number] => [(value >> 8) & 0xff, value & 0xff];

/**
 * The header an answer wears: the layout, version byte and flag of the terminal that asked, its
 * oddities included. A terminal reads no other edition than its own.
 */
function encodeHeader(
  asker: Header,
  messageId: number,
  flow: number,
  bodyLength: number,
): number[] {
  const versionFlag = asker.versionFlag ? 1 << 14 : 0;
  return [
    ...word(messageId),
    ...word(versionFlag | bodyLength),
    ...(asker.protocolVersion === null ? [] : [asker.protocolVersion]),
    ...Buffer.from(asker.phone, 'hex'),
    ...word(flow),
  ];
}

function encodeFrame(asker: Header, messageId: number, flow: number, body: number[]): Uint8Array {
  return wrapFrame(
    Uint8Array.from([...encodeHeader(asker, messageId, flow, body.length), ...body]),
  );
}

/** 0x8001, the general answer. `flow` is our own number, the asker's is repeated in the body. */
export function encodeAck(asker: Header, flow: number, result: AckResult): Uint8Array {
  const body = [...word(asker.flow), ...word(asker.messageId), result];
  return encodeFrame(asker, 0x8001, flow, body);
}

/** 0x8100 with result 0: registered, and the code to authenticate with (ASCII, at most 255 bytes). */
export function encodeRegistered(asker: Header, flow: number, authCode: string): Uint8Array {
  const body = [...word(asker.flow), 0, ...Buffer.from(authCode, 'ascii')];
  return encodeFrame(asker, 0x8100, flow, body);
}
