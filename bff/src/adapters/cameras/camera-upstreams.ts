import { join } from 'node:path';
import type { CameraTrouble } from '@ftz/shared/contract/camera.ts';
import type { Camera } from '@ftz/shared/contract/site.ts';
import type { CameraNetworks } from './camera-networks.ts';
import { openFolderUpstream } from './folder-upstream.ts';
import { createGuardedFetch, hostOf, portOf } from './guarded-fetch.ts';
import { failed } from './judge-media.ts';
import { type Converter, startConverter } from './rtsp-converter.ts';
import { openUpstream, type Upstream, type UpstreamSettings } from './upstream.ts';
import { openUrlUpstream } from './url-upstream.ts';

export type UpstreamsSettings = UpstreamSettings & {
  cameras: readonly Camera[];
  networks: CameraNetworks;
  /** The program that turns RTSP into fMP4, and the folder that it may fill. */
  ffmpeg: string;
  picturesDir: string;
};

/** Where each camera's pictures come from. */
export type CameraUpstreams = {
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
  const own = new Map<string, Upstream>();
  const troubles = new Map<string, () => CameraTrouble | null>();
  const converters: Converter[] = [];
  const starts: (() => void)[] = [];

  function refuse(cameraId: string, trouble: CameraTrouble): void {
    own.set(cameraId, nowhere);
    troubles.set(cameraId, () => trouble);
  }

  function convert(cameraId: string, url: URL): void {
    const folder = join(settings.picturesDir, encodeURIComponent(cameraId));
    own.set(cameraId, openFolderUpstream(folder, report));
    starts.push(() => {
      const converter = startConverter({ ffmpeg: settings.ffmpeg, url, folder, networks });
      converters.push(converter);
      troubles.set(cameraId, converter.trouble);
    });
  }

  for (const { id, source } of settings.cameras) {
    if (source === undefined) continue;
    if (source.kind === 'gb28181') {
      refuse(id, 'no-media-gateway');
      continue;
    }
    const url = urlOf(source.url, source.kind);
    if (url === null) refuse(id, 'wrong-address');
    else if (source.kind === 'rtsp') convert(id, url);
    else {
      own.set(id, openUrlUpstream(url, fetch, settings));
      // A name is asked for at each fetch; of an address it is known beforehand.
      const isRefused =
        /^[\d.]+$|:/.test(hostOf(url)) && !networks.allows(hostOf(url), portOf(url));
      troubles.set(id, () => (isRefused ? 'address-not-allowed' : null));
    }
  }
  return {
    of: (cameraId) => own.get(cameraId) ?? headEnd,
    troubleOf: (cameraId) => troubles.get(cameraId)?.() ?? null,
    start: () => {
      for (const start of starts.splice(0)) start();
    },
    close: async () => {
      await Promise.all(converters.map((converter) => converter.close()));
    },
  };
}

const schemes = { hls: ['http:', 'https:'], rtsp: ['rtsp:'] };

function urlOf(text: string, kind: 'hls' | 'rtsp'): URL | null {
  const url = URL.parse(text);
  return url !== null && schemes[kind].includes(url.protocol) ? url : null;
}
