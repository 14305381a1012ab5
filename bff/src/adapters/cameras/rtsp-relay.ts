import { randomBytes } from 'node:crypto';
import { once } from 'node:events';
import { type AddressInfo, connect, createServer, type Socket } from 'node:net';
import type { CameraTrouble } from '@ftz/shared/contract/camera.ts';
import { portOf } from './guarded-fetch.ts';
import {
  createRtspCutter,
  headerOf,
  headersOf,
  type RtspPiece,
  withoutHeaders,
  writeMessage,
} from './rtsp-cutter.ts';
import { createRtspLogin } from './rtsp-login.ts';

export type RelaySettings = {
  /** The camera, with its user and password if it has any. */
  camera: URL;
  /** Its address, looked up and allowed. No other is ever called. */
  address: string;
  onTrouble: (trouble: CameraTrouble) => void;
};
/** `url` is what the program is given: nothing of the camera stands in it. */
export type RtspRelay = { url: string; close: () => void };

type Message = Extract<RtspPiece, { kind: 'message' }>;
/** What the program asked and the camera has not answered yet. */
type Asked = { method: string; uri: string; cseq: string; message: Message; hasProved: boolean };

const silentAfterMs = 20_000;
const mostUnanswered = 16;

/**
 * A door on this machine for one program that plays one camera: what the program asks goes to the checked
 * address and to nowhere else. An answer that leads elsewhere (3xx, REDIRECT) ends both lines, so that no
 * program has a redirect to follow; user and password stay here and are in nobody's list of processes.
 */
export async function openRtspRelay(settings: RelaySettings): Promise<RtspRelay> {
  const server = createServer();
  const sockets: Socket[] = [];
  const close = () => {
    server.close();
    for (const socket of sockets) socket.destroy();
  };
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  const door = `rtsp://127.0.0.1:${port}/${randomBytes(12).toString('base64url')}`;
  // One program, one line: whoever comes second was not meant.
  server.once('connection', (program) => {
    server.close();
    const camera = connect({ host: settings.address, port: portOf(settings.camera) });
    sockets.push(program, camera);
    for (const socket of sockets) {
      socket.setNoDelay(true);
      socket.on('error', () => {});
      socket.on('close', close);
    }
    camera.setTimeout(silentAfterMs, close);
    const talk = createTalk(door, settings);
    carry(program, camera, (piece) => talk.fromProgram(piece), close);
    carry(
      camera,
      program,
      (piece) => talk.fromCamera(piece, (again) => camera.write(again)),
      close,
    );
  });
  return { url: door, close };
}

/** Hands each piece of one line, as `translate` changes it, to the other; null ends both. */
function carry(
  from: Socket,
  to: Socket,
  translate: (piece: RtspPiece) => Buffer | null,
  end: () => void,
): void {
  const cut = createRtspCutter();
  from.on('data', (chunk: Buffer) => {
    try {
      for (const piece of cut(chunk)) {
        const bytes = piece.kind === 'packet' ? piece.bytes : translate(piece);
        if (bytes === null) return end();
        to.write(bytes);
      }
    } catch {
      // Not RTSP, or longer than any camera needs.
      return end();
    }
    // A program that does not read must not fill our memory.
    if (to.writableNeedDrain) {
      from.pause();
      to.once('drain', () => from.resume());
    }
  });
}

const nothing = Buffer.alloc(0);

/** What is said on one line: each request in the camera's words, each answer judged before it is passed on. */
function createTalk(door: string, { camera, onTrouble }: RelaySettings) {
  const plain = new URL(camera);
  plain.username = '';
  plain.password = '';
  const login = createRtspLogin(
    decodeURIComponent(camera.username),
    decodeURIComponent(camera.password),
  );
  const unanswered = new Map<string, Asked>();
  let cseq = 0;
  let isKnown = false;

  function ask(asked: Asked): Buffer {
    cseq += 1;
    unanswered.set(String(cseq), asked);
    const { method, uri, message } = asked;
    const proof = login.authorize(method, uri);
    asked.hasProved = proof !== null;
    const [, ...headers] = withoutHeaders(message.lines, 'cseq', 'authorization');
    const lines = [
      `${method} ${uri} RTSP/1.0`,
      `CSeq: ${cseq}`,
      ...headers,
      ...(proof === null ? [] : [`Authorization: ${proof}`]),
    ];
    return writeMessage(lines, message.body);
  }

  function fromProgram(piece: RtspPiece): Buffer | null {
    if (piece.kind === 'packet') return piece.bytes;
    const [method = '', uri = ''] = (piece.lines[0] ?? '').split(' ');
    // What the program was given has a word in it that nobody else on this machine knows.
    isKnown ||= uri.startsWith(door);
    if (!isKnown || unanswered.size >= mostUnanswered) return null;
    const theirs = uri.startsWith(door) ? `${plain.href}${uri.slice(door.length)}` : uri;
    const asked = headerOf(piece.lines, 'cseq') ?? '0';
    return ask({ method, uri: theirs, cseq: asked, message: piece, hasProved: false });
  }

  function fromCamera(piece: RtspPiece, askAgain: (bytes: Buffer) => void): Buffer | null {
    if (piece.kind === 'packet') return piece.bytes;
    const status = statusOf(piece);
    if (leadsAway(piece)) {
      onTrouble('redirected');
      return null;
    }
    // A camera's own questions are left to its patience; an answer to nothing is no answer.
    const number = headerOf(piece.lines, 'cseq') ?? '';
    const asked = unanswered.get(number);
    if (status === 0 || asked === undefined) return nothing;
    unanswered.delete(number);
    if (status === 401 && !asked.hasProved && login.challenge(challengesIn(piece))) {
      askAgain(ask(asked));
      return nothing;
    }
    const trouble = troubles[status];
    if (trouble !== undefined) onTrouble(trouble);
    const [first = '', ...headers] = withoutHeaders(piece.lines, 'cseq');
    return writeMessage([first, `CSeq: ${asked.cseq}`, ...headers], piece.body);
  }

  return { fromProgram, fromCamera };
}

const troubles: Readonly<Record<number, CameraTrouble>> = {
  401: 'key-refused',
  403: 'key-refused',
  404: 'stream-unknown',
};

/** 0: a question of the camera's own. */
const statusOf = ({ lines }: Message) =>
  Number(/^RTSP\/1\.\d (\d{3})\b/.exec(lines[0] ?? '')?.[1] ?? 0);

const leadsAway = (message: Message) =>
  Math.floor(statusOf(message) / 100) === 3 || /^REDIRECT /i.test(message.lines[0] ?? '');

const challengesIn = ({ lines }: Message) => headersOf(lines, 'www-authenticate');
