import { once } from 'node:events';
import { connect, type Socket } from 'node:net';
import type { FrameResult, GatewayHost } from '#adapters/device-adapter.ts';
import type { Observation } from '#domain/observation.ts';

// Support of the tests beside it: a house that writes down what it is told, and a terminal's socket.

export class NotingHost implements GatewayHost {
  readonly accepted: Observation[] = [];
  readonly counted: FrameResult[] = [];
  readonly bad: { reason: string; length: number; peer: string }[] = [];
  /** Replace it to refuse or to delay. */
  keep: (observation: Observation) => Promise<void> = async () => {};

  accept = async (observation: Observation): Promise<void> => {
    await this.keep(observation);
    this.accepted.push(observation);
  };
  countFrame = (result: FrameResult): void => {
    this.counted.push(result);
  };
  keepBadFrame = (bytes: Uint8Array, reason: string, peer: string): void => {
    this.bad.push({ reason, length: bytes.length, peer });
  };
  nowMs = (): number => 1_795_000_000_000;

  kinds(): string[] {
    return this.accepted.map(({ kind }) => kind);
  }
}

/** A terminal's end of the line; `heard` is all that came back, in hex. */
export type TestTerminal = {
  socket: Socket;
  heard: () => string;
  send: (bytes: Uint8Array) => void;
};

export async function dial(port: number | null): Promise<TestTerminal> {
  const socket = connect(port ?? 0, '127.0.0.1');
  let heard = '';
  socket.on('data', (chunk: Buffer) => {
    heard += chunk.toString('hex');
  });
  // Resets are what some tests provoke.
  socket.on('error', () => {});
  await once(socket, 'connect');
  return { socket, heard: () => heard, send: (bytes) => socket.write(bytes) };
}

/** A frame that needs no escapes, with its checksum worked out apart from the product's own code. */
export function plainFrame(payloadHex: string): string {
  const sum = Buffer.from(payloadHex, 'hex').reduce((total, byte) => total ^ byte, 0);
  return `7e${payloadHex}${sum.toString(16).padStart(2, '0')}7e`;
}
