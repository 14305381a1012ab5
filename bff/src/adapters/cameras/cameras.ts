import type { Camera } from '@ftz/shared/contract/site.ts';
import type { DeviceAdapter, GatewayHost, RunningGateway } from '#adapters/device-adapter.ts';
import type { CameraSource } from '#domain/camera-source.ts';
import { createHeadEnd, type HeadEnd } from './head-end.ts';
import { type Supervision, type SupervisionTiming, startSupervision } from './supervision.ts';

export type CamerasSettings = {
  /** Origin of the head-end; `/cameras/<cameraId>/live.m3u8` is asked for below it. */
  baseUrl: string;
  cameras: readonly Camera[];
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
  const headEnd = createHeadEnd({
    ...settings,
    ...timing,
    closing: closing.signal,
    report: {
      understood: () => host?.countFrame('ok'),
      refused: (bytes, reason, peer) => host?.keepBadFrame(bytes, reason, peer),
    },
  });
  return {
    gateway: 'cameras',
    source: headEnd,
    start: async (startedBy) => {
      host = startedBy;
      return running(
        settings.cameras,
        supervise(settings.cameras, headEnd, startedBy, timing),
        closing,
      );
    },
  };
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
): RunningGateway {
  return {
    port: null,
    routes: [],
    health: () => {
      const alive = supervision.aliveCount();
      const detail = `${alive} of ${cameras.length} cameras show a moving picture`;
      return { ok: alive > 0 || cameras.length === 0, detail };
    },
    close: async () => {
      supervision.close();
      closing.abort();
    },
  };
}
