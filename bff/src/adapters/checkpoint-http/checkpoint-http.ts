import { refuse } from '@ftz/shared/contract/refusal.ts';
import type {
  DeviceAdapter,
  DeviceReply,
  DeviceRequest,
  GatewayHost,
} from '#adapters/device-adapter.ts';
import { isSameSecret } from '#adapters/same-secret.ts';
import { readPassage } from './passage.ts';

const gateway = 'checkpoint-http';
const bodyLimitBytes = 256 * 1024;
const laneIdPattern = /^[A-Za-z0-9._-]{1,64}$/;

/** `keyOf` gives a registered lane's key, null for a lane that nobody registered. */
export type CheckpointSettings = { keyOf: (laneId: string) => string | null };

/**
 * Checkpoint lanes post what they saw, `lane.passage.v1`, with their own key. 202 means kept; 503 means
 * not kept, send again; 400 says what is wrong and is never worth a repetition; 401 is a wrong key. A lane
 * that is in no registry is refused and listed for a technician.
 */
export function checkpointHttpAdapter(settings: CheckpointSettings): DeviceAdapter {
  return {
    gateway,
    start: async (host) => ({
      port: null,
      routes: [
        {
          path: '/devices/lanes/:laneId/passages',
          bodyLimitBytes,
          handle: (request) => handlePassage(settings, host, request),
        },
      ],
      health: () => ({ ok: true, detail: 'lanes post to the web server' }),
      close: async () => {},
    }),
  };
}

async function handlePassage(
  settings: CheckpointSettings,
  host: GatewayHost,
  { params, key, body, peer }: DeviceRequest,
): Promise<DeviceReply> {
  const laneId = params.laneId ?? '';
  const laneKey = settings.keyOf(laneId);
  if (!isSameSecret(key, laneKey)) {
    host.keepBadFrame(body, laneKey === null ? 'unknown-lane' : 'wrong-key', peer);
    if (laneKey === null) await listUnknownLane(host, laneId);
    else host.reportBreach?.({ deviceId: laneId, breach: 'wrong-credential', peer, detail: '' });
    return { status: 401, body: refuse('not-permitted') };
  }
  const reading = readPassage(body, laneId);
  if (!reading.ok) {
    host.keepBadFrame(body, reading.reason, peer);
    return { status: 400, body: refuse('bad-request', reading.reason) };
  }
  const { passage } = reading;
  const receivedAtMs = host.nowMs();
  const reported = {
    gateway,
    deviceId: laneId,
    deviceAtMs: passage.closedAtMs,
    receivedAtMs,
  } as const;
  try {
    await host.accept({ ...reported, kind: 'passage', passage }, peer);
  } catch {
    return { status: 503, body: refuse('not-ready') };
  }
  host.countFrame('ok');
  return { status: 202, body: { accepted: true, eventId: passage.eventId } };
}

/** Its word is not taken, only that it spoke; when even that cannot be kept, it will speak again. */
async function listUnknownLane(host: GatewayHost, laneId: string): Promise<void> {
  if (!laneIdPattern.test(laneId)) return;
  const atMs = host.nowMs();
  await host
    .accept({ kind: 'alive', gateway, deviceId: laneId, deviceAtMs: atMs, receivedAtMs: atMs })
    .catch(() => {});
}
