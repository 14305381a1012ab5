import { join } from 'node:path';
import type { CameraTrouble } from '@ftz/shared/contract/camera.ts';
import type { Camera, PictureSource } from '@ftz/shared/contract/site.ts';
import { createAskServer } from './ask-server.ts';
import type { CameraNetworks } from './camera-networks.ts';
import { findStream, httpUrl, rtspUrl, type StreamFinder } from './find-stream.ts';
import { openFolderUpstream } from './folder-upstream.ts';
import { createGuardedFetch, hostOf, portOf } from './guarded-fetch.ts';
import { failed } from './judge-media.ts';
import { type Converter, type FoundStream, startConverter } from './rtsp-converter.ts';
import { openUpstream, type Upstream, type UpstreamSettings } from './upstream.ts';
import { openUrlUpstream } from './url-upstream.ts';
import { openVehicleUpstreams, type VehicleUpstreamsSettings } from './vehicle-upstreams.ts';

export type UpstreamsSettings = UpstreamSettings & {
  cameras: readonly Camera[];
  networks: CameraNetworks;
  /** The key of a server of pictures, by the origin of its API. */
  keyOf: (origin: string) => string | null;
  vehicles: VehicleUpstreamsSettings | null;
  /** The program that turns RTSP into fMP4, and the folder that it may fill. */
  ffmpeg: string;
  picturesDir: string;
};

/** Where each camera's pictures come from. */
export type CameraUpstreams = {
  isKnown: (cameraId: string) => boolean;
  of: (cameraId: string) => Upstream;
  troubleOf: (cameraId: string) => CameraTrouble | null;
  start: () => void;
  close: () => Promise<void>;
};

const nowhere: Upstream = {
  playlist: async () => failed('unreachable'),
  init: async () => failed('unreachable'),
  segment: async () => failed('unreachable'),
};

/** One upstream for all cameras of the head-end, and one for each that has an address of its own. */
export function openCameraUpstreams(settings: UpstreamsSettings): CameraUpstreams {
  const { networks, report } = settings;
  const headEnd = openUpstream(settings);
  const fetch = createGuardedFetch(networks);
  const finder = { ask: createAskServer(fetch, settings.closing), keyOf: settings.keyOf };
  const own = new Map<string, Upstream>();
  const troubles = new Map<string, () => CameraTrouble | null>();
  const converters: Converter[] = [];
  const starts: (() => void)[] = [];

  function refuse(cameraId: string, trouble: CameraTrouble): void {
    own.set(cameraId, nowhere);
    troubles.set(cameraId, () => trouble);
  }

  function convert(cameraId: string, find: () => Promise<FoundStream>): void {
    const folder = join(settings.picturesDir, encodeURIComponent(cameraId));
    own.set(cameraId, openFolderUpstream(folder, report));
    starts.push(() => {
      const converter = startConverter({ ffmpeg: settings.ffmpeg, find, folder, networks });
      converters.push(converter);
      troubles.set(cameraId, converter.trouble);
    });
  }

  function playUrl(cameraId: string, url: URL): void {
    const upstream = openUrlUpstream(url, fetch, settings);
    own.set(cameraId, upstream);
    // A name is asked for at each fetch; of an address it is known beforehand.
    const isRefused = /^[\d.]+$|:/.test(hostOf(url)) && !networks.allows(hostOf(url), portOf(url));
    troubles.set(cameraId, () => (isRefused ? 'address-not-allowed' : upstream.trouble()));
  }

  function open(id: string, source: PictureSource): void {
    const way = wayOf(source, finder);
    if (way.by === 'none') refuse(id, way.trouble);
    else if (way.by === 'http') playUrl(id, way.url);
    else convert(id, way.find);
  }

  for (const { id, source } of settings.cameras) if (source !== undefined) open(id, source);
  const ofSite = new Set(settings.cameras.map(({ id }) => id));
  const ofVehicles =
    settings.vehicles && openVehicleUpstreams({ ...settings, ...settings.vehicles });
  return {
    isKnown: (cameraId) => ofSite.has(cameraId) || (ofVehicles?.of(cameraId) ?? null) !== null,
    of: (cameraId) =>
      ofSite.has(cameraId) ? (own.get(cameraId) ?? headEnd) : (ofVehicles?.of(cameraId) ?? nowhere),
    troubleOf: (cameraId) =>
      ofSite.has(cameraId)
        ? (troubles.get(cameraId)?.() ?? null)
        : (ofVehicles?.troubleOf(cameraId) ?? null),
    start: () => {
      ofVehicles?.start();
      for (const start of starts.splice(0)) start();
    },
    close: async () => {
      await Promise.all([...converters.map((converter) => converter.close()), ofVehicles?.close()]);
    },
  };
}

type Way =
  | { by: 'none'; trouble: CameraTrouble }
  | { by: 'http'; url: URL }
  | { by: 'rtsp'; find: () => Promise<FoundStream> };

/** How the pictures of a source are got at; servers of pictures are asked where they have them. */
function wayOf(source: PictureSource, finder: StreamFinder): Way {
  if (source.kind === 'hls' || source.kind === 'rtsp') {
    const url = source.kind === 'hls' ? httpUrl(source.url) : rtspUrl(source.url);
    if (url === null) return { by: 'none', trouble: 'wrong-address' };
    return source.kind === 'hls'
      ? { by: 'http', url }
      : { by: 'rtsp', find: async () => ({ ok: true, url }) };
  }
  if (source.kind !== 'gb28181') return { by: 'rtsp', find: () => findStream(source, finder) };
  const { via } = source;
  if (via === undefined) return { by: 'none', trouble: 'no-media-gateway' };
  return { by: 'rtsp', find: () => findStream({ ...source, via }, finder) };
}
