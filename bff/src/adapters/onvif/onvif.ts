import { type CameraLink, type CameraLinks, keepCalling } from '#adapters/camera-link.ts';
import { type CameraReports, keepTrying, openCameraReports } from '#adapters/camera-reports.ts';
import type {
  DeviceAdapter,
  DeviceReply,
  DeviceRequest,
  GatewayHost,
  RunningGateway,
} from '#adapters/device-adapter.ts';
import { isPushSecret } from '#adapters/push-secret.ts';
import { newsOf } from './findings.ts';
import { notificationsIn, type OnvifNotification, readNotifications } from './notification.ts';
import { createMover } from './ptz.ts';
import { followPullPoint } from './pull-point.ts';
import { createSoapClient, type SoapClient } from './soap-call.ts';

const gateway = 'onvif';
const bodyLimitBytes = 10 * 1024 * 1024;
/** What is said again within this time is the same: devices repeat, and queues are delivered twice. */
const againMs = 10_000;

export type OnvifSettings = {
  /** Cameras that are asked, by the name under which they are registered; the URL is their event service. */
  links: CameraLinks;
  /** The key of a registered camera; its push address is derived from it. */
  keyOf: (deviceId: string) => string | null;
};

/**
 * Cameras that speak ONVIF: their events are pulled (PullPoint) and those that they push (Basic
 * Notification) are taken. What it found is reported once while it lasts.
 */
export function onvifAdapter(settings: OnvifSettings): DeviceAdapter {
  return { gateway, start: async (host) => start(settings, host) };
}

function start({ links, keyOf }: OnvifSettings, host: GatewayHost): RunningGateway {
  const closing = new AbortController();
  const reports = new Map<string, CameraReports>();
  const subscribed = new Set<string>();
  const reportsOf = (deviceId: string) => {
    const known = reports.get(deviceId);
    const bounds = { quietMs: null, againMs };
    const opened = known ?? openCameraReports(host, { gateway, deviceId }, bounds);
    if (!known) reports.set(deviceId, opened);
    return opened;
  };
  // One conversation for events and motions: what is learnt of a camera's clock serves both.
  const clients = new Map(
    Object.entries(links).map(([deviceId, link]) => [
      deviceId,
      { link, client: createSoapClient(link, host.nowMs) },
    ]),
  );
  const mounts = new Map(
    [...clients].map(([deviceId, { link, client }]) => [
      deviceId,
      createMover(link, client, closing.signal),
    ]),
  );
  const calls = [...clients].map(([deviceId, { link, client }]) =>
    pull(
      { link, client },
      { deviceId, reports: reportsOf(deviceId), peer: link.url, host },
      closing.signal,
      subscribed,
    ),
  );
  const asked = calls.length;
  return {
    port: null,
    routes: [
      {
        path: '/devices/onvif/:cameraId/notify/:secret',
        bodyLimitBytes,
        handle: (request) => handlePush(request, { host, keyOf, reportsOf }),
      },
    ],
    // A camera that is not there is an alarm of its own, and no fault of the house.
    health: () => ({ ok: true, detail: `${subscribed.size} of ${asked} subscriptions` }),
    connections: () => subscribed.size,
    steer: async (deviceId, motion) => {
      const mount = mounts.get(deviceId);
      if (!mount) throw new Error('nobody said where this camera is');
      await mount(motion);
    },
    close: async () => {
      closing.abort();
      await Promise.all(calls);
    },
  };
}

type Hearing = { host: GatewayHost; reports: CameraReports; deviceId: string; peer: string };

function pull(
  { link, client }: { link: CameraLink; client: SoapClient },
  hearing: Hearing,
  signal: AbortSignal,
  subscribed: Set<string>,
): Promise<void> {
  const { deviceId, host, reports, peer } = hearing;
  const call = () =>
    followPullPoint(
      link,
      client,
      async (bytes, content) => {
        subscribed.add(deviceId);
        await reports.alive().catch(() => {});
        const notifications = notificationsIn(content);
        // Nothing new is an answer, too: a technician sees that the camera speaks.
        if (notifications.length === 0) host.countFrame('ok');
        if (notifications.length > 0 && host.wantsFrame?.(deviceId)) {
          host.keepFrame?.(bytes, peer, deviceId);
        }
        for (const notification of notifications)
          await keepTrying(() => take(notification, hearing), signal);
      },
      signal,
    );
  return keepCalling(call, signal, () => subscribed.delete(deviceId));
}

/** Rejects when there is news that was not kept. */
async function take(notification: OnvifNotification, { host, reports }: Hearing): Promise<void> {
  const news = newsOf(notification);
  host.countFrame(news ? 'ok' : 'unsupported');
  if (!news) return;
  const { found, state, initial } = news;
  // A state as it is at the time of subscribing is no news, unless it is known to have been otherwise:
  // then it began while nobody listened.
  if (initial && state === true && !reports.wasOver(found)) return;
  await (state === false ? reports.ends(found) : reports.begins(found));
}

async function handlePush(
  { params, body, peer }: DeviceRequest,
  {
    host,
    keyOf,
    reportsOf,
  }: {
    host: GatewayHost;
    keyOf: OnvifSettings['keyOf'];
    reportsOf: (deviceId: string) => CameraReports;
  },
): Promise<DeviceReply> {
  const { cameraId: deviceId = '', secret = '' } = params;
  const answer = (status: number): DeviceReply => ({ status, text: '', contentType: 'text/plain' });
  if (!isPushSecret(secret, gateway, keyOf(deviceId))) {
    host.keepBadFrame(body, 'wrong-key', peer);
    host.reportBreach?.({ deviceId, breach: 'wrong-credential', peer, detail: 'push' });
    return answer(401);
  }
  const reading = readNotifications(body);
  if (!reading.ok) {
    host.keepBadFrame(body, reading.reason, peer);
    return answer(400);
  }
  const reports = reportsOf(deviceId);
  try {
    await reports.alive();
    for (const notification of reading.notifications) {
      await take(notification, { host, reports, deviceId, peer });
    }
  } catch {
    return answer(503);
  }
  return answer(200);
}
