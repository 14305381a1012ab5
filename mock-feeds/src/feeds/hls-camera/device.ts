import { createServer, type Server, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import { setTimeout as pause } from 'node:timers/promises';
import type { Camera } from '@ftz/shared/contract/site.ts';
import { type Awaited, awaitedPart, awaitedPlaylist, longestWaitMs } from './blocking-reload.ts';
import { assignViews } from './camera-view.ts';
import { type CameraState, type Channel, partOf, segmentOf } from './channel-media.ts';
import { partsPlaylist } from './parts-playlist.ts';
import { livePlaylist } from './playlist.ts';
import { readSceneLoop, type SceneLoop } from './scene-loop.ts';
import { openSegment } from './timeline.ts';

export type CamerasSettings = {
  host: string;
  /** 0 takes a free port. */
  port: number;
  cameras: readonly Camera[];
  /** Which of them hand out parts before a segment is complete (low-latency HLS); none unless it is said. */
  inParts?: (camera: Camera) => boolean;
  /** The head-end's clock, milliseconds since 1970; a clock that stops is a picture that freezes. */
  nowMs: () => number;
};

export type CameraHeadEnd = {
  port: number;
  /** Throws at a camera that it does not have. */
  put: (cameraId: string, state: CameraState) => void;
  close: () => Promise<void>;
};

type Answer = { mediaType: string; body: string | Uint8Array };
/** An answer, or the status that says why there is none. */
type Found = Answer | 400 | 404 | 503;
type House = { channels: Map<string, Channel>; covered: SceneLoop; nowMs: () => number };

const coveredScene = 'covered';
const playlistType = 'application/vnd.apple.mpegurl';
const pathPattern =
  /^\/cameras\/([^/]{1,64})\/(?:(live\.m3u8)|(init\.mp4)|(\d{1,15})(?:\.(\d{1,6}))?\.m4s)$/;
/** A clock that is moved by hand is looked at again so often. */
const lookAgainMs = 50;

/**
 * A camera head-end: every camera of the directory as live HLS with continuous fMP4 at
 * `/cameras/<cameraId>/live.m3u8`, with `init.mp4` and `<number>.m4s` beside it, and `<number>.<part>.m4s` where it
 * hands out parts. It keeps no state, so restarting it costs a viewer nothing but the pause. Rejects when the port
 * is taken or when a scene is missing.
 */
export async function startCameras(settings: CamerasSettings): Promise<CameraHeadEnd> {
  const { nowMs } = settings;
  const channels = await openChannels(settings);
  const house = { channels, covered: await readSceneLoop(coveredScene), nowMs };
  const server = createServer(async (request, response) => {
    const isRead = request.method === 'GET' || request.method === 'HEAD';
    const found = isRead ? await answer(house, request.url ?? '', response) : 404;
    respond(response, found, request.method === 'HEAD');
  });
  await listen(server, settings);
  return {
    port: (server.address() as AddressInfo).port,
    put(cameraId, state) {
      const channel = channels.get(cameraId);
      if (!channel) throw new Error(`there is no camera ${cameraId}`);
      channels.set(cameraId, { ...channel, state, sinceMs: nowMs() });
    },
    close: () => closeServer(server),
  };
}

async function openChannels({ cameras, inParts }: CamerasSettings): Promise<Map<string, Channel>> {
  const views = assignViews(cameras);
  const scenes = [...new Set([...views.values()].map((view) => view.scene))];
  const loops = new Map(
    await Promise.all(scenes.map(async (scene) => [scene, await readSceneLoop(scene)] as const)),
  );
  const channels = new Map<string, Channel>();
  for (const camera of cameras) {
    const view = views.get(camera.id);
    const loop = view && loops.get(view.scene);
    const handsOutParts = inParts?.(camera) ?? false;
    if (view && loop)
      channels.set(camera.id, { ...view, loop, state: 'well', sinceMs: 0, inParts: handsOutParts });
  }
  return channels;
}

async function answer(house: House, url: string, response: ServerResponse): Promise<Found> {
  const asked = readAddress(url);
  const channel = asked && house.channels.get(asked.cameraId);
  if (!channel) return 404;
  const refusedWith = channel.inParts ? await waitFor(house, asked, response) : null;
  return refusedWith ?? fileOf(house, asked);
}

type Asked = { cameraId: string } & (
  | { file: 'playlist'; query: URLSearchParams }
  | { file: 'init' }
  | { file: 'segment'; number: number }
  | { file: 'part'; number: number; part: number }
);

function readAddress(url: string): Asked | null {
  const [path = '', query = ''] = url.split('?', 2);
  const [, cameraId, playlist, init, digits, part] = pathPattern.exec(path) ?? [];
  if (cameraId === undefined) return null;
  if (playlist !== undefined)
    return { cameraId, file: 'playlist', query: new URLSearchParams(query) };
  if (init !== undefined) return { cameraId, file: 'init' };
  const number = Number(digits);
  return part === undefined
    ? { cameraId, file: 'segment', number }
    : { cameraId, file: 'part', number, part: Number(part) };
}

/** Null as soon as the camera has got there; a status where it may not be waited for, or in vain. */
async function waitFor(house: House, asked: Asked, response: ServerResponse) {
  const clockMs = () => clockOf(house, asked.cameraId);
  if (asked.file === 'playlist') {
    const reached = await reach(awaitedPlaylist(asked.query, clockMs()), clockMs, response);
    return reached === 'reached' ? null : ({ wrong: 400, late: 503 } as const)[reached];
  }
  if (asked.file !== 'part') return null;
  const reached = await reach(awaitedPart(asked, clockMs()), clockMs, response);
  return reached === 'reached' ? null : ({ wrong: 404, late: 503 } as const)[reached];
}

/** Looked up anew: while somebody waited, the camera may have been lost or covered. */
function fileOf(house: House, asked: Asked): Found {
  const channel = house.channels.get(asked.cameraId);
  if (channel === undefined) return 404;
  const { covered } = house;
  const open = openSegment(clockOf(house, asked.cameraId));
  const newest = open.number - 1;
  if (asked.file === 'playlist') {
    const body = channel.inParts ? partsPlaylist(open) : livePlaylist(newest);
    return { mediaType: playlistType, body };
  }
  // All scenes come from one encoder: one header is good for all.
  if (asked.file === 'init') return videoFile(channel.loop.init);
  if (asked.file === 'segment') return videoFile(segmentOf(channel, covered, asked.number, newest));
  return channel.inParts ? videoFile(partOf(channel, covered, asked, open)) : 404;
}

const videoFile = (body: Uint8Array | null): Found =>
  body === null ? 404 : { mediaType: 'video/mp4', body };

/** The time up to which the head-end has something of a camera. */
function clockOf({ channels, nowMs }: House, cameraId: string): number {
  const channel = channels.get(cameraId);
  return channel?.state === 'lost' ? channel.sinceMs : nowMs();
}

/** Holds a request back until the camera has got there; nobody is waited for who has hung up. */
async function reach(
  awaited: Awaited,
  clockMs: () => number,
  response: ServerResponse,
): Promise<'reached' | 'late' | 'wrong'> {
  if (awaited === 'wrong') return 'wrong';
  const latestMs = performance.now() + longestWaitMs;
  while (clockMs() < awaited.dueMs) {
    if (response.destroyed || performance.now() >= latestMs) return 'late';
    await pause(Math.min(lookAgainMs, awaited.dueMs - clockMs()));
  }
  return 'reached';
}

function respond(response: ServerResponse, found: Found, isHead: boolean): void {
  if (typeof found === 'number') {
    response.writeHead(found).end();
    return;
  }
  response.writeHead(200, {
    'content-type': found.mediaType,
    'content-length': Buffer.byteLength(found.body),
    'cache-control': 'no-store',
  });
  response.end(isHead ? undefined : found.body);
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
