import { connect, type Socket } from 'node:net';

/**
 * A WebSocket client (RFC 6455) that reads as little as possible, so that it is never what a bench
 * measures: it counts bytes and frames, and keeps the first bytes of each frame.
 */
export const headBytes = 64;

export type WireFrame = {
  isText: boolean;
  /** The first bytes, at most `headBytes`; used again for the next frame. */
  head: Uint8Array;
  headLength: number;
  /** Of the payload. */
  length: number;
  /** All of it, where it is kept; else null. */
  whole: Buffer | null;
};

export type Wire = {
  socket: Socket;
  /** Everything since the upgrade, frame headers included. */
  bytes: () => number;
  sendText: (text: string) => void;
  sendBinary: (bytes: Uint8Array) => void;
};

type Settings = {
  port: number;
  path: string;
  headers?: Record<string, string>;
  /** Which frames are kept whole; none unless told otherwise. */
  keeps?: 'text' | 'all';
  onFrame: (frame: WireFrame, wire: Wire) => void;
  onUpgraded?: (wire: Wire) => void;
  onClose?: () => void;
};

const opcode = { text: 1, binary: 2, ping: 9, pong: 10 };
/** All sockets of a process share it: what was read is looked at before the next read. */
const readBuffer = Buffer.alloc(256 * 1024);

export function openWire(settings: Settings): Wire {
  let bytes = 0;
  let isUpgraded = false;
  let handshake = '';
  const reader = createFrameReader(settings.keeps, (code, frame) => {
    if (code === opcode.ping) return void socket.write(clientFrame(opcode.pong, Buffer.alloc(0)));
    if (code === opcode.text || code === opcode.binary) settings.onFrame(frame, wire);
  });
  const take = (count: number): void => {
    let from = 0;
    if (!isUpgraded) {
      handshake += readBuffer.toString('latin1', 0, count);
      const end = handshake.indexOf('\r\n\r\n');
      if (end === -1) return;
      if (!handshake.startsWith('HTTP/1.1 101')) {
        socket.destroy(new Error(`refused: ${handshake.slice(0, 200)}`));
        return;
      }
      isUpgraded = true;
      from = count - (handshake.length - end - 4);
      settings.onUpgraded?.(wire);
    }
    bytes += count - from;
    reader(readBuffer, from, count);
  };
  const socket = connect({
    port: settings.port,
    host: '127.0.0.1',
    noDelay: true,
    onread: {
      buffer: readBuffer,
      callback: (count: number) => {
        take(count);
        return true;
      },
    },
  });
  const wire: Wire = {
    socket,
    bytes: () => bytes,
    sendText: (text) => void socket.write(clientFrame(opcode.text, Buffer.from(text))),
    sendBinary: (bytes) => void socket.write(clientFrame(opcode.binary, bytes)),
  };
  socket.on('error', () => undefined);
  socket.on('close', () => settings.onClose?.());
  socket.write(upgradeRequest(settings));
  return wire;
}

function upgradeRequest({ port, path, headers = {} }: Settings): string {
  const lines = Object.entries({
    host: `127.0.0.1:${port}`,
    upgrade: 'websocket',
    connection: 'Upgrade',
    'sec-websocket-key': 'dGhlIHNhbXBsZSBub25jZQ==',
    'sec-websocket-version': '13',
    ...headers,
  }).map(([name, value]) => `${name}: ${value}\r\n`);
  return `GET ${path} HTTP/1.1\r\n${lines.join('')}\r\n`;
}

/** A client masks what it sends; a mask of noughts changes nothing. */
function clientFrame(code: number, payload: Uint8Array): Buffer {
  const length = payload.length < 126 ? [0x80 | payload.length] : [0x80 | 126, 0, 0];
  const head = Buffer.from([0x80 | code, ...length, 0, 0, 0, 0]);
  if (payload.length >= 126) head.writeUInt16BE(payload.length, 2);
  return Buffer.concat([head, payload]);
}

function createFrameReader(
  keeps: Settings['keeps'],
  onFrame: (code: number, frame: WireFrame) => void,
) {
  const header = Buffer.alloc(10);
  let headerLength = 0;
  let left = 0;
  let code = 0;
  let parts: Buffer[] | null = null;
  const frame: WireFrame = {
    isText: false,
    head: new Uint8Array(headBytes),
    headLength: 0,
    length: 0,
    whole: null,
  };

  function finish(): void {
    frame.whole = parts && Buffer.concat(parts);
    onFrame(code, frame);
    headerLength = 0;
    parts = null;
  }

  function begin(): void {
    code = (header[0] ?? 0) & 15;
    frame.isText = code === opcode.text;
    frame.length = lengthIn(header);
    frame.headLength = 0;
    left = frame.length;
    parts = keeps === 'all' || (keeps === 'text' && frame.isText) ? [] : null;
    if (left === 0) finish();
  }

  /** Takes what belongs to this frame, up to `to`; returns up to where. */
  function takePayload(bytes: Buffer, at: number, to: number): number {
    const end = Math.min(to, at + left);
    for (let i = at; frame.headLength < headBytes && i < end; i++)
      frame.head[frame.headLength++] = bytes[i] ?? 0;
    parts?.push(Buffer.from(bytes.subarray(at, end)));
    left -= end - at;
    if (left === 0) finish();
    return end;
  }

  return (bytes: Buffer, from: number, to: number): void => {
    let at = from;
    while (at < to) {
      if (left > 0) at = takePayload(bytes, at, to);
      else {
        header[headerLength++] = bytes[at++] ?? 0;
        if (headerLength >= 2 && headerLength === headerSize(header)) begin();
      }
    }
  };
}

function headerSize(header: Buffer): number {
  const length = (header[1] ?? 0) & 127;
  return length === 126 ? 4 : length === 127 ? 10 : 2;
}

function lengthIn(header: Buffer): number {
  const length = (header[1] ?? 0) & 127;
  if (length === 126) return header.readUInt16BE(2);
  return length === 127 ? Number(header.readBigUInt64BE(2)) : length;
}

/** A frame as a server sends it: unmasked. */
export function serverFrame(kind: 'text' | 'binary', payload: Buffer): Buffer {
  const { length } = payload;
  const head = Buffer.alloc(length < 126 ? 2 : length < 65_536 ? 4 : 10);
  head[0] = 0x80 | opcode[kind];
  head[1] = length < 126 ? length : length < 65_536 ? 126 : 127;
  if (head.length === 4) head.writeUInt16BE(length, 2);
  if (head.length === 10) head.writeBigUInt64BE(BigInt(length), 2);
  return Buffer.concat([head, payload]);
}

/** Follows a server's stream, to know when something may be put between two frames. */
export function watchBoundaries() {
  const header = Buffer.alloc(10);
  let headerLength = 0;
  let left = 0;
  return {
    take: (bytes: Buffer): void => {
      for (let at = 0; at < bytes.length; ) {
        const taken = Math.min(left, bytes.length - at);
        left -= taken;
        at += taken;
        if (at === bytes.length) return;
        header[headerLength++] = bytes[at++] ?? 0;
        if (headerLength < 2 || headerLength < headerSize(header)) continue;
        left = lengthIn(header);
        headerLength = 0;
      }
    },
    isBetweenFrames: (): boolean => left === 0 && headerLength === 0,
  };
}
