import type { EquipmentKind } from '@ftz/shared/contract/equipment.ts';
import { refuse } from '@ftz/shared/contract/refusal.ts';
import type {
  DeviceAdapter,
  DeviceReply,
  DeviceRequest,
  GatewayHost,
} from '#adapters/device-adapter.ts';
import { isSameSecret } from '#adapters/same-secret.ts';
import { readResult } from './inspection-result.ts';

const gateway = 'inspection-http';
const bodyLimitBytes = 64 * 1024;
const idPattern = /^[A-Za-z0-9._-]{1,64}$/;

/** `keyOf` gives a registered device's key, `kindOf` what it is; null for what nobody registered. */
export type InspectionSettings = {
  keyOf: (deviceId: string) => string | null;
  kindOf: (deviceId: string) => EquipmentKind | null;
};

/**
 * Container scanners, X-ray machines and radiation portals post their results with a key of their own
 * (`docs/protocols/inspection-equipment.md`). 202 means kept, and kept once, however often the same
 * `eventId` comes; 503 means send again; 400 and 401 are never worth a repetition. A device speaks for
 * what it is registered as: a scanner's key raises no radiation alarm, and silences none.
 */
export function inspectionHttpAdapter(settings: InspectionSettings): DeviceAdapter {
  return {
    gateway,
    start: async (host) => ({
      port: null,
      routes: [
        {
          path: '/devices/inspection/:deviceId/results',
          bodyLimitBytes,
          handle: (request) => handleResult(settings, host, request),
        },
        {
          path: '/devices/inspection/:deviceId/heartbeat',
          bodyLimitBytes: 1024,
          handle: (request) => handleHeartbeat(settings, host, request),
        },
      ],
      health: () => ({ ok: true, detail: 'inspection equipment posts to the web server' }),
      close: async () => {},
    }),
  };
}

async function handleResult(
  settings: InspectionSettings,
  host: GatewayHost,
  request: DeviceRequest,
): Promise<DeviceReply> {
  const refused = await refuseStranger(settings, host, request);
  if (refused) return refused;
  const { body, peer, params } = request;
  const deviceId = params.deviceId ?? '';
  const reading = readResult(body, deviceId);
  const reason = reading.ok
    ? reading.kind === settings.kindOf(deviceId)
      ? null
      : 'not-its-kind'
    : reading.reason;
  if (!reading.ok || reason !== null) {
    host.keepBadFrame(body, reason ?? 'not-a-result', peer);
    return { status: 400, body: refuse('bad-request', reason ?? '') };
  }
  const { atMs, said } = reading;
  const receivedAtMs = host.nowMs();
  const reported = { gateway, deviceId, deviceAtMs: atMs, receivedAtMs } as const;
  const observation = { ...reported, kind: 'equipment', report: said } as const;
  return keep({ host, peer }, observation, { eventId: said.eventId });
}

async function handleHeartbeat(
  settings: InspectionSettings,
  host: GatewayHost,
  request: DeviceRequest,
): Promise<DeviceReply> {
  const refused = await refuseStranger(settings, host, request);
  return refused ?? keep({ host, peer: request.peer }, aliveOf(request, host), {});
}

async function keep(
  { host, peer }: { host: GatewayHost; peer: string },
  observation: Parameters<GatewayHost['accept']>[0],
  said: Record<string, unknown>,
): Promise<DeviceReply> {
  try {
    await host.accept(observation, peer);
  } catch {
    return { status: 503, body: refuse('not-ready') };
  }
  host.countFrame('ok');
  return { status: 202, body: { accepted: true, ...said } };
}

const aliveOf = ({ params }: DeviceRequest, host: GatewayHost) => {
  const atMs = host.nowMs();
  const deviceId = params.deviceId ?? '';
  return { gateway, kind: 'alive', deviceId, deviceAtMs: atMs, receivedAtMs: atMs } as const;
};

/** Null when it showed the key of a registered device. A stranger is listed, its word is not taken. */
async function refuseStranger(
  settings: InspectionSettings,
  host: GatewayHost,
  request: DeviceRequest,
): Promise<DeviceReply | null> {
  const deviceId = request.params.deviceId ?? '';
  const expected = settings.keyOf(deviceId);
  if (isSameSecret(request.key, expected)) return null;
  const reason = expected === null ? 'unknown-device' : 'wrong-key';
  host.keepBadFrame(request.body, reason, request.peer);
  if (expected !== null) {
    const { peer } = request;
    host.reportBreach?.({ deviceId, breach: 'wrong-credential', peer, detail: '' });
  } else if (idPattern.test(deviceId)) {
    await host.accept(aliveOf(request, host)).catch(() => {});
  }
  return { status: 401, body: refuse('not-permitted') };
}
