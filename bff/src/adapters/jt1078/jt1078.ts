import type { CameraTrouble } from '@ftz/shared/contract/camera.ts';
import type { DeviceAct, DeviceOrder, OrderFailure } from '@ftz/shared/contract/device-order.ts';
import type {
  DeviceAdapter,
  GatewayHost,
  OrderSending,
  RunningGateway,
} from '#adapters/device-adapter.ts';
import { openTcpDoor, type TcpLine, type TcpTalk } from '#adapters/tcp-door.ts';
import type { TerminalChannel, VehicleVideo, VideoHearer } from '#domain/vehicle-video.ts';
import { createFrameJoiner } from './join-frames.ts';
import type { MediaPacket } from './packet.ts';
import { createPacketCutter } from './packet-cutter.ts';

export type Jt1078Settings = {
  host: string;
  /** 0 lets the system choose. */
  port: number;
  /** The address by which terminals reach this machine, as the order tells it to them. */
  reachedAt: string;
  /** Sends an order on the line by which the terminal speaks (JT/T 808). */
  order: (order: DeviceOrder) => Promise<OrderSending>;
  newId: (prefix: string) => string;
  /** How long a call without pictures waits until the terminal is told again. */
  askAgainMs?: number;
};

type Call = TerminalChannel & {
  hearer: VideoHearer;
  /** The line that brings it. */
  line: TcpLine | null;
  askedAtMs: number;
  /** Of what it was told last. */
  orderId: string;
};

const idleMs = 20_000;
const maxConnections = 64;
const usualAskAgainMs = 15_000;
const orderValidMs = 10_000;
const lookEveryMs = 1_000;
const ours = 'video-';

/**
 * The media port of vehicle terminals, JT/T 1078-2016 over TCP. A line is heard when its first packet is of
 * a camera that was called and that no other line brings; every other is let go. Orders go over JT/T 808.
 */
export function jt1078Adapter(settings: Jt1078Settings): DeviceAdapter & {
  video: VehicleVideo;
  /** Hears what a terminal answered to an order; true: it was one of ours, and is nobody else's business. */
  hearAnswer: (answer: { orderId: string; isRefused: boolean }) => boolean;
} {
  const calls = new Map<string, Call>();
  const askAgainMs = settings.askAgainMs ?? usualAskAgainMs;
  let port = 0;

  async function order(call: Call, act: DeviceAct): Promise<void> {
    const { newId, order: send } = settings;
    const expiresAtMs = Date.now() + orderValidMs;
    const { terminalId: deviceId } = call;
    const orderId = newId(ours);
    call.orderId = orderId;
    const sending = await send({ orderId, gateway: 'jt808', deviceId, act, expiresAtMs });
    if (!sending.sent) call.hearer.trouble(troubleOf(sending.why));
  }

  /** 0x9101: the picture of this channel, to this port; the smaller stream, which radio carries. */
  function ask(call: Call): void {
    call.askedAtMs = performance.now();
    const { channel } = call;
    const to = { host: settings.reachedAt, tcpPort: port, udpPort: 0 };
    void order(call, { name: 'send-video', channel, stream: 'sub', ...to });
  }

  const video: VehicleVideo = {
    call: (from, hearer) => {
      const call: Call = { ...from, hearer, line: null, askedAtMs: 0, orderId: '' };
      calls.set(keyOf(from), call);
      ask(call);
      return {
        hangUp: () => {
          if (calls.get(keyOf(from)) !== call) return;
          calls.delete(keyOf(from));
          call.line?.end();
          void order(call, { name: 'stop-video', channel: from.channel });
        },
      };
    },
  };

  return {
    gateway: 'jt1078',
    video,
    hearAnswer: ({ orderId, isRefused }) => {
      const call = [...calls.values()].find((each) => each.orderId === orderId);
      if (isRefused) call?.hearer.trouble('terminal-refused');
      return orderId.startsWith(ours);
    },
    start: async (host) => {
      const door = await openTcpDoor(
        { host: settings.host, port: settings.port, idleMs, maxConnections },
        (line) => talkTo(line, calls, host),
      );
      port = door.port;
      const looking = setInterval(() => {
        for (const call of calls.values()) {
          if (call.line === null && performance.now() - call.askedAtMs > askAgainMs) ask(call);
        }
      }, lookEveryMs);
      return running(door, calls, () => clearInterval(looking));
    },
  };
}

function running(
  door: Awaited<ReturnType<typeof openTcpDoor>>,
  calls: ReadonlyMap<string, Call>,
  stopLooking: () => void,
): RunningGateway {
  return {
    port: door.port,
    routes: [],
    health: () => {
      const sending = [...calls.values()].filter(({ line }) => line !== null).length;
      return { ok: door.isOpen(), detail: `${sending} of ${calls.size} called cameras send` };
    },
    connections: door.connections,
    close: async () => {
      stopLooking();
      await door.close();
    },
  };
}

/** One line brings one channel: who it is, its first packet says, and an order was given for it or not. */
function talkTo(line: TcpLine, calls: ReadonlyMap<string, Call>, host: GatewayHost): TcpTalk {
  const cut = createPacketCutter();
  const join = createFrameJoiner();
  let call: Call | null = null;

  function take(packet: MediaPacket, body: Uint8Array): void {
    const called = calls.get(keyOf({ terminalId: packet.sim, channel: packet.channel })) ?? null;
    if (call !== null && called !== call)
      throw new Error('hung up, or the camera of somebody else');
    if (called === null) refuse(body, 'not-called');
    if (called.line !== null && called.line !== line) refuse(body, 'brought-already');
    call = called;
    call.line = line;
    host.countFrame('ok');
    const frame = join(packet, body);
    if (frame === null) return;
    call.hearer.trouble(frame === 'not-h264' ? 'codec-unsupported' : null);
    if (frame !== 'not-h264') call.hearer.frame(frame);
  }

  /** The door reads no more of a line whose talk has failed. */
  function refuse(bytes: Uint8Array, reason: string): never {
    host.keepBadFrame(bytes, reason, line.peer);
    throw new Error(reason);
  }

  return {
    take: async (chunk) => {
      for (const piece of cut(chunk)) {
        if (piece.ok) take(piece.packet, piece.body);
        else host.keepBadFrame(piece.bytes, 'no-packet', line.peer);
      }
    },
    end: () => {
      if (call?.line === line) call.line = null;
    },
  };
}

/** A SIM number is padded with zeros, to a length that differs between the two headers. */
const keyOf = ({ terminalId, channel }: TerminalChannel) =>
  `${terminalId.replace(/^0+/, '')}/${channel}`;

const troubleOf = (why: OrderFailure): CameraTrouble =>
  why === 'unsupported' ? 'terminal-refused' : 'vehicle-offline';
