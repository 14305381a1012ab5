import { createServer, type IncomingMessage, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Camera } from '@ftz/shared/contract/site.ts';
import { assignViews, type CameraView } from './camera-view.ts';
import { placeFragment } from './fragment.ts';
import { holdKeyframe } from './hold-keyframe.ts';
import { livePlaylist, windowSegments } from './playlist.ts';
import { readSceneLoop, type SceneLoop } from './scene-loop.ts';
import { loopPosition, newestSegment, segmentTicks } from './timeline.ts';

export type CamerasSettings = {
  host: string;
  /** 0 takes a free port. */
  port: number;
  cameras: readonly Camera[];
  /** The head-end's clock, milliseconds since 1970; a clock that stops is a picture that freezes. */
  nowMs: () => number;
};

/**
 * How a camera fares. `lost`: the head-end has nothing newer of it than the moment at which it was lost.
 * `frozen`: its encoder is fed one stuck frame, `black`: its lens is covered; both streams run on.
 */
export type CameraState = 'well' | 'lost' | 'frozen' | 'black';

export type CameraHeadEnd = {
  port: number;
  /** Throws at a camera that it does not have. */
  put: (cameraId: string, state: CameraState) => void;
  close: () => Promise<void>;
};

type Channel = CameraView & {
  loop: SceneLoop;
  state: CameraState;
  /** What its state began with, ms. */
  sinceMs: number;
};
type Answer = { mediaType: string; body: string | Uint8Array };

const coveredScene = 'covered';
const playlistType = 'application/vnd.apple.mpegurl';
const pathPattern = /^\/cameras\/([^/]{1,64})\/(?:(live\.m3u8)|(init\.mp4)|(\d{1,15})\.m4s)$/;

/**
 * A camera head-end: every camera of the directory as live HLS with continuous fMP4 at
 * `/cameras/<cameraId>/live.m3u8`, with `init.mp4` and `<number>.m4s` beside it. It keeps no state,
 * so restarting it costs a viewer nothing but the pause. Rejects when the port is taken or when a
 * scene is missing.
 */
export async function startCameras(settings: CamerasSettings): Promise<CameraHeadEnd> {
  const channels = await openChannels(settings.cameras);
  const covered = await readSceneLoop(coveredScene);
  const server = createServer((request, response) => {
    respond(request, response, answer({ channels, covered }, request.url ?? '', settings.nowMs()));
  });
  await listen(server, settings);
  return {
    port: (server.address() as AddressInfo).port,
    put(cameraId, state) {
      const channel = channels.get(cameraId);
      if (!channel) throw new Error(`there is no camera ${cameraId}`);
      channels.set(cameraId, { ...channel, state, sinceMs: settings.nowMs() });
    },
    close: () => closeServer(server),
  };
}

async function openChannels(cameras: readonly Camera[]): Promise<Map<string, Channel>> {
  const views = assignViews(cameras);
  const scenes = [...new Set([...views.values()].map((view) => view.scene))];
  const loops = new Map(
    await Promise.all(scenes.map(async (scene) => [scene, await readSceneLoop(scene)] as const)),
  );
  const channels = new Map<string, Channel>();
  for (const [cameraId, view] of views) {
    const loop = loops.get(view.scene);
    if (loop !== undefined) channels.set(cameraId, { ...view, loop, state: 'well', sinceMs: 0 });
  }
  return channels;
}

type House = { channels: Map<string, Channel>; covered: SceneLoop };

function answer({ channels, covered }: House, url: string, nowMs: number): Answer | null {
  const [, cameraId, playlist, init, number] = pathPattern.exec(url) ?? [];
  const channel = cameraId === undefined ? undefined : channels.get(cameraId);
  if (channel === undefined) return null;
  const newest = newestSegment(channel.state === 'lost' ? channel.sinceMs : nowMs);
  if (playlist !== undefined) return { mediaType: playlistType, body: livePlaylist(newest) };
  // All scenes come from one encoder: one header is good for all.
  if (init !== undefined) return { mediaType: 'video/mp4', body: channel.loop.init };
  return segmentAnswer(channel, covered, Number(number), newest);
}

/** Segments outlive their listing by one window (RFC 8216, 6.2.2): a slow viewer is still served. */
function segmentAnswer(
  channel: Channel,
  covered: SceneLoop,
  number: number,
  newest: number,
): Answer | null {
  if (number > newest || number <= newest - 2 * windowSegments) return null;
  const fragment = fragmentOf(channel, covered, number);
  if (fragment === undefined) return null;
  const placement = { sequence: number, decodeTicks: segmentTicks(number) };
  return { mediaType: 'video/mp4', body: placeFragment(fragment, placement) };
}

function fragmentOf(channel: Channel, covered: SceneLoop, number: number): Uint8Array | undefined {
  const { loop, shift, state } = channel;
  const sinceNumber = newestSegment(channel.sinceMs) + 1;
  const position = loopPosition(number, shift);
  if (number < sinceNumber || state === 'well' || state === 'lost') return loop.fragments[position];
  if (state === 'black') return covered.fragments[position];
  const stuck = loop.fragments[loopPosition(sinceNumber, shift)];
  return stuck && holdKeyframe(stuck, segmentTicks(1));
}

function respond(request: IncomingMessage, response: ServerResponse, found: Answer | null): void {
  const known = request.method === 'GET' || request.method === 'HEAD' ? found : null;
  if (known === null) {
    response.writeHead(404).end();
    return;
  }
  response.writeHead(200, {
    'content-type': known.mediaType,
    'content-length': Buffer.byteLength(known.body),
    'cache-control': 'no-store',
  });
  response.end(request.method === 'HEAD' ? undefined : known.body);
}

function listen(server: Server, settings: CamerasSettings): Promise<void> {
  const { promise, resolve, reject } = Promise.withResolvers<void>();
  server.once('error', reject);
  server.listen(settings.port, settings.host, () => {
    server.off('error', reject);
    resolve();
  });
  return promise;
}

function closeServer(server: Server): Promise<void> {
  const { promise, resolve } = Promise.withResolvers<void>();
  server.close(() => resolve());
  // Viewers keep their connections open; without this the port would stay taken for their sake.
  server.closeAllConnections();
  return promise;
}
