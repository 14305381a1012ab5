import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { Camera } from '@ftz/shared/contract/site.ts';
import type { DeviceAdapter, GatewayHost, RunningGateway } from '#adapters/device-adapter.ts';
import type { CameraSource } from '#domain/camera-source.ts';
import { type CameraNetworks, parseNetworks } from './camera-networks.ts';
import { type CameraUpstreams, openCameraUpstreams } from './camera-upstreams.ts';
import { createHeadEnd, type HeadEnd } from './head-end.ts';
import { type Supervision, type SupervisionTiming, startSupervision } from './supervision.ts';
import type { VehicleUpstreamsSettings } from './vehicle-upstreams.ts';

export type CamerasSettings = {
  /** Origin of the head-end; `/cameras/<cameraId>/live.m3u8` is asked for below it. */
  baseUrl: string;
  cameras: readonly Camera[];
  /** Where cameras with an address of their own may be reached; nowhere unless it is said. */
  networks?: CameraNetworks | null;
  /** The key of a server of pictures, by the origin of its API (`http://10.20.0.5:9997`). */
  keyOf?: (origin: string) => string | null;
  /** The cameras that ride on vehicles; none unless it is said. */
  vehicles?: VehicleUpstreamsSettings;
  ffmpeg?: string;
  /** A folder for the pictures of RTSP cameras: only ours, emptied as we go. */
  picturesDir?: string;
  timing?: Partial<SupervisionTiming & { playlistTimeoutMs: number }>;
};

const usualTiming = { pollEveryMs: 5000, goneAfterMs: 15_000, playlistTimeoutMs: 3000 };

/**
 * The camera gateway: watches that every camera of the directory shows a picture that moves, and is
 * the source of the pictures for browsers. The head-end may be down at any time, at the start too:
 * it is asked again and again. `source` works from the beginning; nothing is counted before `start`.
 * Throws a `TypeError` when `baseUrl` is no URL.
 */
export function camerasAdapter(
  settings: CamerasSettings,
): DeviceAdapter & { source: CameraSource } {
  const timing = { ...usualTiming, ...settings.timing };
  const closing = new AbortController();
  let host: GatewayHost | null = null;
  const upstreams = openCameraUpstreams({
    ...settings,
    ...timing,
    networks: settings.networks ?? nowhere,
    keyOf: settings.keyOf ?? (() => null),
    vehicles: settings.vehicles ?? null,
    ffmpeg: settings.ffmpeg ?? 'ffmpeg',
    picturesDir: settings.picturesDir ?? join(tmpdir(), `ftz-pictures-${process.pid}`),
    closing: closing.signal,
    report: {
      understood: () => host?.countFrame('ok'),
      refused: (bytes, reason, peer) => host?.keepBadFrame(bytes, reason, peer),
    },
  });
  const headEnd = createHeadEnd({ isKnown: upstreams.isKnown, upstreamOf: upstreams.of });
  return {
    gateway: 'cameras',
    source: { ...headEnd, troubleOf: upstreams.troubleOf },
    start: async (startedBy) => {
      host = startedBy;
      upstreams.start();
      return running(
        settings.cameras,
        supervise(settings.cameras, headEnd, startedBy, timing),
        closing,
        upstreams,
      );
    },
  };
}

const nowhere = parseNetworks('') ?? { allows: () => false };

/** What a technician has to mend, in the line that he looks at first. */
function troublesOf(cameras: readonly Camera[], { troubleOf }: CameraUpstreams): string {
  const troubles = cameras.flatMap(({ id }) => troubleOf(id) ?? []);
  return [...new Set(troubles)]
    .map((trouble) => `; ${troubles.filter((each) => each === trouble).length} ${trouble}`)
    .join('');
}

function supervise(
  cameras: readonly Camera[],
  headEnd: HeadEnd,
  host: GatewayHost,
  timing: SupervisionTiming,
): Supervision {
  const cameraIds = cameras.map((camera) => camera.id);
  return startSupervision({ ...timing, cameraIds, host, look: headEnd.newestFrameMs });
}

function running(
  cameras: readonly Camera[],
  supervision: Supervision,
  closing: AbortController,
  upstreams: CameraUpstreams,
): RunningGateway {
  return {
    port: null,
    routes: [],
    health: () => {
      const alive = supervision.aliveCount();
      const detail = `${alive} of ${cameras.length} cameras show a moving picture${troublesOf(cameras, upstreams)}`;
      return { ok: alive > 0 || cameras.length === 0, detail };
    },
    close: async () => {
      supervision.close();
      closing.abort();
      await upstreams.close();
    },
  };
}
