import { createConnection } from 'node:net';
import { encodeFrame, type LaneDialect, type LaneName } from './encode.ts';

const patienceMs = 10_000;

/** Connects, sends one frame and waits for one frame, as such lanes do for every message. */
export function exchange(
  { host, port }: { host: string; port: number },
  frame: Uint8Array,
  awaits: 'an answer' | 'nothing',
): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    const socket = createConnection({ host, port }, () => {
      socket.write(frame);
      if (awaits === 'nothing') socket.end();
    });
    const finish = (answer: Buffer | null) => {
      socket.destroy();
      resolve(answer);
    };
    socket.setTimeout(patienceMs, () => finish(null));
    socket.on('error', () => finish(null));
    socket.on('close', () => resolve(awaits === 'nothing' ? Buffer.concat(chunks) : null));
    socket.on('data', (chunk: Buffer) => {
      chunks.push(chunk);
      const bytes = Buffer.concat(chunks);
      if (isWhole(bytes)) finish(bytes);
    });
  });
}

/** The length in either order of bytes: no answer is long enough to be taken for the other. */
function isWhole(bytes: Buffer): boolean {
  return bytes.length >= 8 && [bytes.readUInt32LE(4), bytes.readUInt32BE(4)].includes(bytes.length);
}

/** The centre's answer as text, its words being ASCII; null when there was none. */
export async function ask(
  address: { host: string; port: number },
  dialect: LaneDialect,
  code: number,
  lane: LaneName,
  xml: string,
): Promise<string | null> {
  const answer = await exchange(address, encodeFrame(dialect, code, lane, xml), 'an answer');
  return answer?.toString('latin1') ?? null;
}
