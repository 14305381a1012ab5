import { createHash } from 'node:crypto';
import { refuse } from '@ftz/shared/contract/refusal.ts';
import type {
  DeviceAdapter,
  DeviceReply,
  DeviceRequest,
  GatewayHost,
} from '#adapters/device-adapter.ts';
import { isSameSecret } from '#adapters/same-secret.ts';
import type { EquipmentSaid, Observation } from '#domain/observation.ts';
import { answerTo } from './camera-answer.ts';
import type { CameraMessage } from './camera-message.ts';
import { readCamera } from './read-camera.ts';
import { saidBy } from './said-by-camera.ts';

const gateway = 'plate-cameras';
/** An overview and a close picture, in Base64. */
const bodyLimitBytes = 10 * 1024 * 1024;
const idPattern = /^[A-Za-z0-9._-]{1,64}$/;

/** `keyOf` gives a registered camera's secret, null for a camera that nobody registered. */
export type PlateCameraSettings = { keyOf: (cameraId: string) => string | null };

/**
 * Plate cameras post what they read to a path of their own that ends in their secret. It stands in the
 * path because the cameras of this trade have a field for an address and none for a header; so the
 * path is a credential, is written into no log of ours, and belongs behind TLS or in the device network.
 * An answer is given when the reading was kept, and never one that opens a barrier.
 */
export function plateCamerasAdapter(settings: PlateCameraSettings): DeviceAdapter {
  return {
    gateway,
    start: async (host) => ({
      port: null,
      routes: [
        {
          path: '/devices/plate-cameras/:cameraId/:secret',
          bodyLimitBytes,
          handle: (request) => handlePush(settings, host, request),
        },
      ],
      health: () => ({ ok: true, detail: 'cameras post to the web server' }),
      close: async () => {},
    }),
  };
}

async function handlePush(
  settings: PlateCameraSettings,
  host: GatewayHost,
  { params, headers, body, peer }: DeviceRequest,
): Promise<DeviceReply> {
  const cameraId = params.cameraId ?? '';
  const key = settings.keyOf(cameraId);
  if (!isSameSecret(params.secret ?? null, key)) {
    host.keepBadFrame(body, key === null ? 'unknown-camera' : 'wrong-key', peer);
    if (key !== null) {
      const breach = 'wrong-credential';
      host.reportBreach?.({ deviceId: cameraId, breach, peer, detail: 'push' });
    } else if (idPattern.test(cameraId)) {
      await host.accept({ ...reported(cameraId, host.nowMs()), kind: 'alive' }).catch(() => {});
    }
    return { status: 401, body: refuse('not-permitted') };
  }
  const reading = readCamera(body, headers['content-type'] ?? '');
  if (!reading.ok) {
    host.keepBadFrame(body, reading.reason, peer);
    return { status: 400, body: refuse('bad-request', reading.reason) };
  }
  const nowMs = host.nowMs();
  try {
    await host.accept(observe(cameraId, reading.message, body, nowMs), peer);
  } catch {
    return { status: 503, body: refuse('not-ready') };
  }
  host.countFrame('ok');
  return answerTo(reading.message.format);
}

const reported = (deviceId: string, nowMs: number, deviceAtMs = nowMs) =>
  ({ gateway, deviceId, deviceAtMs, receivedAtMs: nowMs }) as const;

function observe(
  cameraId: string,
  message: CameraMessage,
  body: Uint8Array,
  nowMs: number,
): Observation {
  if (message.kind === 'alive') return { ...reported(cameraId, nowMs), kind: 'alive' };
  const atMs = message.kind === 'plate' ? message.atMs : null;
  const report: EquipmentSaid = saidBy(message, eventIdOf(message, body, nowMs));
  return { ...reported(cameraId, nowMs, atMs ?? nowMs), kind: 'equipment', report };
}

const longestId = 64;

/**
 * A camera that names its events names a repetition alike. One that does not repeats the same bytes;
 * where these bear no time either, the second of their arrival tells two vehicles apart.
 */
function eventIdOf(message: CameraMessage, body: Uint8Array, nowMs: number): string {
  if (message.kind === 'plate' && message.eventId !== null) {
    return message.eventId.slice(0, longestId);
  }
  const hash = createHash('sha256').update(body).digest('base64url').slice(0, 22);
  const hasTime = message.kind === 'plate' && message.atMs !== null;
  return hasTime ? hash : `${hash}.${Math.floor(nowMs / 1000)}`;
}
