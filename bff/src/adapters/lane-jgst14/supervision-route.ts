import { refuse } from '@ftz/shared/contract/refusal.ts';
import { gcj02ToWgs84 } from '@ftz/shared/geo/gcj02.ts';
import type {
  DeviceReply,
  DeviceRequest,
  DeviceRoute,
  GatewayHost,
} from '#adapters/device-adapter.ts';
import { textOfXml } from '#adapters/read-xml.ts';
import { isSameSecret } from '#adapters/same-secret.ts';
import type { Observation } from '#domain/observation.ts';
import { gateway, type LaneSettings } from './lane-desk.ts';
import { readSupervision, type SupervisedPlace } from './supervision.ts';
import { readMessage } from './xml-message.ts';

/** Some thousand places with all that a body may say. */
const bodyLimitBytes = 1024 * 1024;

/**
 * The push of vehicle positions, chapter 6, by a platform that shows its own key. The datum is not stated
 * in the text: WGS-84, unless the device is registered with another. 202 means all of it is kept.
 */
export function supervisionRoute(host: GatewayHost, settings: LaneSettings): DeviceRoute {
  return {
    path: '/devices/supervision/:senderId',
    bodyLimitBytes,
    handle: (request) => handle(request, host, settings),
  };
}

async function handle(
  { params, key, body, peer }: DeviceRequest,
  host: GatewayHost,
  settings: LaneSettings,
): Promise<DeviceReply> {
  const senderId = params.senderId ?? '';
  const refused = (status: number, reason: string): DeviceReply => {
    host.keepBadFrame(body, reason, peer);
    const why = status === 401 ? refuse('not-permitted') : refuse('bad-request', reason);
    return { status, body: why };
  };
  if (!isSameSecret(key, settings.keyOf(senderId))) {
    host.reportBreach?.({ deviceId: senderId, breach: 'wrong-credential', peer, detail: '' });
    return refused(401, 'wrong-key');
  }
  const message = readMessage(textOfXml(body));
  if (!message.ok) return refused(400, message.reason);
  const reading = readSupervision(message.root);
  if (!reading.ok) return refused(400, reading.reason);
  if (reading.senderId !== senderId) return refused(400, 'other-sender');
  if (reading.refused > 0) host.keepBadFrame(body, 'bad-place', peer);
  const receivedAtMs = host.nowMs();
  try {
    await host.accept({
      kind: 'alive',
      gateway,
      deviceId: senderId,
      deviceAtMs: receivedAtMs,
      receivedAtMs,
    });
    const observed = reading.places.map((place) =>
      observe(place, reading.backfill, receivedAtMs, settings),
    );
    await Promise.all(observed.map((observation) => host.accept(observation)));
  } catch {
    return { status: 503, body: refuse('not-ready') };
  }
  host.countFrame('ok');
  return { status: 202, body: { accepted: reading.places.length, refused: reading.refused } };
}

/** A stranger is listed, and has no place on the map: the platform may name as many as it likes. */
function observe(
  { deviceId, point, ...place }: SupervisedPlace,
  backfill: boolean,
  receivedAtMs: number,
  settings: LaneSettings,
): Observation {
  const datum = settings.datumOf(deviceId);
  const reported = { gateway, deviceId, deviceAtMs: place.deviceAtMs, receivedAtMs } as const;
  if (datum === null) return { ...reported, kind: 'alive' };
  const truePoint = point !== null && datum === 'GCJ02' ? gcj02ToWgs84(point) : point;
  return { ...reported, kind: 'position', ...place, point: truePoint, backfill };
}
