import { connect, type Socket } from 'node:net';
import { framesPerSecond, readSceneFrames, type SceneFrames } from '#feeds/scene-frames.ts';
import { createVideoPacketizer } from './video-packets.ts';

/** What 0x9101 orders, as far as a camera minds it. */
export type VideoOrder = { host: string; port: number; channel: number };

/** The cameras of one terminal: each sends to one place at most, while it is told to. */
export type VideoCamera = {
  send: (order: VideoOrder) => void;
  stop: (channel: number) => void;
  sending: () => number;
  close: () => void;
};

const scene = 'gate';

/** Sends a recorded scene, endless, as H.264 in JT/T 1078 packets over TCP. */
export function createVideoCamera(sim: string, nowMs: () => number): VideoCamera {
  const lines = new Map<number, Socket>();
  let frames: Promise<SceneFrames> | null = null;

  function stop(channel: number): void {
    lines.get(channel)?.destroy();
    lines.delete(channel);
  }

  function send({ host, port, channel }: VideoOrder): void {
    stop(channel);
    const socket = connect({ host, port });
    lines.set(channel, socket);
    socket.on('error', () => {});
    socket.on('close', () => {
      if (lines.get(channel) === socket) lines.delete(channel);
    });
    frames ??= readSceneFrames(scene);
    void frames.then((loop) => play(socket, loop, sim, channel, nowMs)).catch(() => stop(channel));
  }

  return {
    send,
    stop,
    sending: () => lines.size,
    close: () => {
      for (const channel of lines.keys()) stop(channel);
    },
  };
}

function play(
  socket: Socket,
  { sps, pps, frames }: SceneFrames,
  sim: string,
  channel: number,
  nowMs: () => number,
): void {
  const packetize = createVideoPacketizer(sim, channel);
  let count = 0;
  const beat = setInterval(() => {
    // A line that does not carry it gets no more: live pictures are not kept.
    if (socket.writableLength > 1_000_000) return;
    const units = frames[count % frames.length] ?? [];
    const isKey = units.some((unit) => ((unit[0] ?? 0) & 0x1f) === 5);
    count += 1;
    const whole = isKey ? [sps, pps, ...units] : units;
    for (const packet of packetize(whole, { isKey, atMs: nowMs() })) socket.write(packet);
  }, 1000 / framesPerSecond);
  socket.on('close', () => clearInterval(beat));
}
