import { randomUUID } from 'node:crypto';
import { join } from 'node:path';
import type { CameraTrouble } from '@ftz/shared/contract/camera.ts';
import type { TerminalChannel, VehicleVideo } from '#domain/vehicle-video.ts';
import { openFolderUpstream } from './folder-upstream.ts';
import { type FrameConverter, startFrameConverter } from './frame-converter.ts';
import type { UpstreamReport } from './judge-media.ts';
import type { Upstream } from './upstream.ts';

export type VehicleStreamsSettings = {
  video: VehicleVideo;
  ffmpeg: string;
  picturesDir: string;
  report: UpstreamReport;
  /** How many vehicles may send at once: each takes of the radio network and of this machine. */
  mostStreams?: number;
  /** So long nobody looks, and the terminal is told to stop. */
  idleMs?: number;
};

export type VehicleStreams = {
  /** Whoever asks keeps the stream alive, and begins it where there is none; null: there is no room. */
  use: (cameraId: string, from: TerminalChannel) => Upstream | null;
  troubleOf: (cameraId: string) => CameraTrouble | null;
  close: () => Promise<void>;
};

type Stream = {
  upstream: Upstream;
  converter: FrameConverter;
  hangUp: () => void;
  askedAtMs: number;
  told: CameraTrouble | null;
};

const usualMost = 8;
const usualIdleMs = 30_000;
const lookEveryMs = 500;
const mostRefused = 64;
const refusedForMs = 30_000;

/** Calls for pictures while somebody asks for them, and hangs up when nobody does. */
export function createVehicleStreams(settings: VehicleStreamsSettings): VehicleStreams {
  const { mostStreams = usualMost, idleMs = usualIdleMs } = settings;
  const streams = new Map<string, Stream>();
  /** Whom there was no room for, and when; the oldest are forgotten. */
  const refused = new Map<string, number>();
  const ending = new Set<Promise<void>>();

  function end(cameraId: string, { hangUp, converter }: Stream): void {
    streams.delete(cameraId);
    hangUp();
    const ended = converter.close().finally(() => ending.delete(ended));
    ending.add(ended);
  }

  function refuse(cameraId: string): null {
    const [oldest = ''] = refused.keys();
    if (refused.size >= mostRefused) refused.delete(oldest);
    refused.set(cameraId, performance.now());
    return null;
  }

  function start(cameraId: string, from: TerminalChannel): Stream {
    refused.delete(cameraId);
    const stream = callFor(from, settings);
    streams.set(cameraId, stream);
    return stream;
  }

  const looking = setInterval(() => {
    const idleSinceMs = performance.now() - idleMs;
    for (const [cameraId, stream] of streams) {
      if (stream.askedAtMs < idleSinceMs) end(cameraId, stream);
    }
  }, lookEveryMs);

  return {
    use: (cameraId, from) => {
      const running = streams.get(cameraId);
      if (!running && streams.size >= mostStreams) return refuse(cameraId);
      const stream = running ?? start(cameraId, from);
      stream.askedAtMs = performance.now();
      return stream.upstream;
    },
    troubleOf: (cameraId) => {
      const stream = streams.get(cameraId);
      if (stream) return stream.converter.trouble() ?? stream.told;
      const refusedAtMs = refused.get(cameraId) ?? Number.NEGATIVE_INFINITY;
      return performance.now() - refusedAtMs < refusedForMs ? 'too-many-streams' : null;
    },
    close: async () => {
      clearInterval(looking);
      for (const [cameraId, stream] of streams) end(cameraId, stream);
      await Promise.all(ending);
    },
  };
}

function callFor(
  from: TerminalChannel,
  { video, ffmpeg, picturesDir, report }: VehicleStreamsSettings,
): Stream {
  // A folder of its own for each call, since the one before may still be on its way out; without a per cent
  // sign, which ffmpeg would take for a place to put a number in.
  const folder = join(picturesDir, randomUUID());
  const converter = startFrameConverter(ffmpeg, folder);
  let told: CameraTrouble | null = null;
  const { hangUp } = video.call(from, {
    frame: converter.feed,
    trouble: (trouble) => {
      told = trouble;
    },
  });
  return {
    upstream: openFolderUpstream(folder, report),
    converter,
    hangUp,
    askedAtMs: performance.now(),
    get told() {
      return told;
    },
  };
}
