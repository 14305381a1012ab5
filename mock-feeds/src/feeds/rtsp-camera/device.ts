import { type AddressInfo, createServer, type Socket } from 'node:net';
import { framesPerSecond, readSceneFrames, type SceneFrames } from '#feeds/scene-frames.ts';
import { createPacketizer, encodeReply, encodeSdp } from './encode.ts';
import { createLogin, type Login } from './login.ts';

export type RtspCamera = {
  port: number;
  viewers: () => number;
  /** A picture that stands still while the line stays open. */
  freeze: () => void;
  close: () => Promise<void>;
};

const clockRate = 90_000;
const sessionId = '5310';

/** An IP camera: one recorded scene, endless, as H.264 in RTSP over TCP. */
export async function startRtspCamera(settings: {
  host: string;
  port: number;
  scene: string;
  /** The one path that it plays; any unless it is said. */
  path?: string;
  login?: Login;
}): Promise<RtspCamera> {
  const scene = await readSceneFrames(settings.scene);
  const viewers = new Set<() => void>();
  const sockets = new Set<Socket>();
  let isFrozen = false;
  const server = createServer((socket) => {
    sockets.add(socket);
    socket.on('close', () => sockets.delete(socket));
    const watch = (play: () => void) => {
      viewers.add(play);
      socket.on('close', () => viewers.delete(play));
    };
    serve(socket, { scene, refuses: createGate(settings), watch });
  });
  await new Promise<void>((resolve, reject) => {
    server.once('error', reject);
    server.listen(settings.port, settings.host, resolve);
  });
  const beat = setInterval(() => {
    if (isFrozen) return;
    for (const play of viewers) play();
  }, 1000 / framesPerSecond);
  return {
    port: (server.address() as AddressInfo).port,
    viewers: () => viewers.size,
    freeze: () => {
      isFrozen = true;
    },
    close: () => {
      clearInterval(beat);
      for (const socket of sockets) socket.destroy();
      return new Promise((resolve) => server.close(() => resolve()));
    },
  };
}

/** What is answered instead, to whom nothing is shown; null: he may look. */
type Gate = (method: string, uri: string, authorization: string) => readonly string[] | null;

function createGate({ path, login }: { path?: string; login?: Login }): Gate {
  const guard = login ? createLogin(login) : null;
  return (method, uri, authorization) => {
    if (method === 'OPTIONS') return null;
    if (guard !== null && !guard.admits(authorization, method, uri)) {
      return ['401 Unauthorized', `WWW-Authenticate: ${guard.challenge}`];
    }
    const { pathname } = new URL(uri);
    const isHere = path === undefined || pathname === path || pathname.startsWith(`${path}/`);
    return isHere ? null : ['404 Not Found'];
  };
}

/** One viewer: OPTIONS, DESCRIBE, SETUP, PLAY; then a frame at each beat. */
function serve(
  socket: Socket,
  {
    scene,
    refuses,
    watch,
  }: { scene: SceneFrames; refuses: Gate; watch: (play: () => void) => void },
): void {
  let text = '';
  socket.on('error', () => {});
  socket.on('data', (chunk) => {
    // Receiver reports come between the requests, marked by a dollar sign.
    text = (text + chunk.toString('latin1')).replace(
      /\$[\s\S]{3}[\s\S]*?(?=[A-Z]{4,} rtsp|$)/g,
      '',
    );
    for (let end = text.indexOf('\r\n\r\n'); end >= 0; end = text.indexOf('\r\n\r\n')) {
      answer(text.slice(0, end));
      text = text.slice(end + 4);
    }
  });

  function answer(request: string): void {
    const [method = '', uri = ''] = request.split(' ');
    const cseq = /^cseq:\s*(\d+)/im.exec(request)?.[1] ?? '0';
    const say = (headers: readonly string[], body = '') =>
      socket.write(encodeReply(cseq, headers, body));
    const authorization = /^authorization:\s*(.*)$/im.exec(request)?.[1] ?? '';
    const [status, ...more] = refuses(method, uri, authorization) ?? [];
    if (status !== undefined) return void socket.write(encodeReply(cseq, more, '', status));
    const session = `Session: ${sessionId};timeout=60`;
    if (method === 'OPTIONS')
      say(['Public: OPTIONS, DESCRIBE, SETUP, PLAY, TEARDOWN, GET_PARAMETER']);
    else if (method === 'DESCRIBE')
      say(['Content-Type: application/sdp'], encodeSdp(scene.sps, scene.pps));
    else if (method === 'SETUP') say(['Transport: RTP/AVP/TCP;unicast;interleaved=0-1', session]);
    else if (method === 'PLAY') {
      say([session, 'Range: npt=0.000-']);
      watch(playTo(socket, scene));
    } else say([session]);
  }
}

/** Begins with a whole picture, as an encoder does for a new viewer. */
function playTo(socket: Socket, { sps, pps, frames }: SceneFrames): () => void {
  const packetize = createPacketizer(0x5310);
  let count = 0;
  return () => {
    const units = frames[count % frames.length] ?? [];
    const timestamp = count * (clockRate / framesPerSecond);
    const isWhole = units.some((unit) => ((unit[0] ?? 0) & 0x1f) === 5);
    count += 1;
    // A viewer that does not read gets no more: live pictures are not kept.
    if (socket.writableLength > 1_000_000) return;
    for (const packet of packetize(isWhole ? [sps, pps, ...units] : units, timestamp)) {
      socket.write(packet);
    }
  };
}
