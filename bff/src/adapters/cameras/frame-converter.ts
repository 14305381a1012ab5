import { type ChildProcessByStdio, spawn } from 'node:child_process';
import { rmSync } from 'node:fs';
import type { Writable } from 'node:stream';
import type { CameraTrouble } from '@ftz/shared/contract/camera.ts';
import type { VideoFrame } from '#domain/vehicle-video.ts';
import { emptyFolder, hlsOutput, quietly } from './hls-folder.ts';

export type FrameConverter = {
  feed: (frame: VideoFrame) => void;
  trouble: () => CameraTrouble | null;
  close: () => Promise<void>;
};
type Running = ChildProcessByStdio<Writable, null, null>;

/** What may wait for the program: some seconds of a picture. */
const mostWaitingBytes = 4 * 1024 * 1024;
const restartAfterMs = 2_000;
const killAfterMs = 3_000;

/**
 * Turns frames that somebody hands in into live HLS in `folder`, without touching the pictures. A frame is
 * dated when it comes: what a terminal's clock says is not asked. The program reads a pipe of ours, so that it
 * ends when this house does, however it does.
 */
export function startFrameConverter(ffmpeg: string, folder: string): FrameConverter {
  let child: Running | null = null;
  let trouble: CameraTrouble | null = null;
  let endedAtMs = Number.NEGATIVE_INFINITY;
  let waitsForKey = true;
  let ended = Promise.resolve();
  let closed = false;

  function start(): Running {
    emptyFolder(folder);
    const running = spawn(ffmpeg, argumentsOf(folder), { stdio: ['pipe', 'ignore', 'ignore'] });
    const gone = Promise.withResolvers<void>();
    ended = gone.promise;
    running.on('error', (error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') trouble = 'ffmpeg-missing';
    });
    running.stdin.on('error', () => {});
    running.once('close', () => {
      child = null;
      endedAtMs = performance.now();
      waitsForKey = true;
      gone.resolve();
    });
    return running;
  }

  return {
    trouble: () => trouble,
    feed: ({ bytes, isKey }) => {
      if (closed || (waitsForKey && !isKey)) return;
      if (child === null && performance.now() - endedAtMs < restartAfterMs) return;
      child ??= start();
      // A program that does not keep up loses frames, and then needs a whole one.
      waitsForKey = child.stdin.writableLength > mostWaitingBytes;
      if (!waitsForKey) child.stdin.write(bytes);
    },
    close: async () => {
      closed = true;
      const running = child;
      running?.stdin.end();
      const force = setTimeout(() => running?.kill('SIGKILL'), killAfterMs);
      await ended;
      clearTimeout(force);
      rmSync(folder, { recursive: true, force: true });
    },
  };
}

function argumentsOf(folder: string): string[] {
  const probing = ['-probesize', '65536', '-analyzeduration', '1000000'];
  const input = ['-f', 'h264', '-use_wallclock_as_timestamps', '1', ...probing, '-i', 'pipe:0'];
  return [...quietly, '-protocol_whitelist', 'pipe', ...input, ...hlsOutput(folder)];
}
