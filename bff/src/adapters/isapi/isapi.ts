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
import { readAlert } from './alert.ts';
import { readAlertStream } from './alert-stream.ts';
import { isOfChannel, newsOf } from './findings.ts';
import { createPartCutter, type Part } from './multipart.ts';
import { moveMount } from './ptz.ts';

const gateway = 'isapi';
const bodyLimitBytes = 10 * 1024 * 1024;
/** `active` is said each second; some devices never say `inactive`. */
const quietMs = 10_000;
const lookEveryMs = 2_000;

export type IsapiSettings = {
  /** Cameras that are asked, by the name under which they are registered. */
  links: CameraLinks;
  /** The key of a registered camera; its push address is derived from it. */
  keyOf: (deviceId: string) => string | null;
};

/**
 * Hikvision cameras (ISAPI): their endless stream of alerts is listened to, and alerts that they push
 * are taken. Every alert shows that the camera lives; what it found is reported once while it lasts.
 */
export function isapiAdapter(settings: IsapiSettings): DeviceAdapter {
  return { gateway, start: async (host) => start(settings, host) };
}

function start({ links, keyOf }: IsapiSettings, host: GatewayHost): RunningGateway {
  const closing = new AbortController();
  const reports = new Map<string, CameraReports>();
  const listening = new Set<string>();
  const reportsOf = (deviceId: string) => {
    const known = reports.get(deviceId);
    const opened =
      known ?? openCameraReports(host, { gateway, deviceId }, { quietMs, againMs: quietMs });
    if (!known) reports.set(deviceId, opened);
    return opened;
  };
  const calls = Object.entries(links).map(([deviceId, link]) => {
    const hear = async (part: Part) => {
      listening.add(deviceId);
      const keepGood = (bytes: Uint8Array) => {
        if (host.wantsFrame?.(deviceId)) host.keepFrame?.(bytes, link.url, deviceId);
      };
      const hearing = { host, reports: reportsOf(deviceId), peer: link.url, keepGood };
      await keepTrying(() => takePart(part, link, hearing), closing.signal);
    };
    const call = (signal: AbortSignal) => readAlertStream(link, hear, signal);
    return keepCalling(call, closing.signal, () => listening.delete(deviceId));
  });
  const look = setInterval(() => {
    for (const each of reports.values()) void each.endQuiet().catch(() => {});
  }, lookEveryMs);
  const asked = calls.length;
  return {
    port: null,
    routes: [
      {
        path: '/devices/isapi/:cameraId/:secret',
        bodyLimitBytes,
        handle: (request) => handlePush(request, { host, keyOf, reportsOf }),
      },
    ],
    // A camera that is not there is an alarm of its own, and no fault of the house.
    health: () => ({ ok: true, detail: `${listening.size} of ${asked} alert streams` }),
    connections: () => listening.size,
    steer: async (deviceId, motion) => {
      const link = links[deviceId];
      if (!link) throw new Error('nobody said where this camera is');
      await moveMount(link, motion, closing.signal);
    },
    close: async () => {
      clearInterval(look);
      closing.abort();
      await Promise.all(calls);
    },
  };
}

type Hearing = {
  host: GatewayHost;
  reports: CameraReports;
  peer: string;
  /** Of what was pushed the web server keeps the whole. */
  keepGood: (bytes: Uint8Array) => void;
};

/** Pictures are left to the camera system. Rejects when there is news that was not kept. */
async function takePart(
  { type, body }: Part,
  link: Pick<CameraLink, 'channel'>,
  { host, reports, peer, keepGood }: Hearing,
): Promise<void> {
  if (type !== null && !/xml|json|text/i.test(type)) return;
  const reading = readAlert(body);
  if (!reading.ok) {
    host.keepBadFrame(body, reading.reason, peer);
    return;
  }
  keepGood(body);
  const { alert } = reading;
  const news = isOfChannel(alert, link.channel) ? newsOf(alert) : null;
  host.countFrame(news ? 'ok' : 'unsupported');
  await reports.alive().catch(() => {});
  if (news) await (news.active ? reports.begins(news.found) : reports.ends(news.found));
}

async function handlePush(
  { params, headers, body, peer }: DeviceRequest,
  {
    host,
    keyOf,
    reportsOf,
  }: {
    host: GatewayHost;
    keyOf: IsapiSettings['keyOf'];
    reportsOf: (deviceId: string) => CameraReports;
  },
): Promise<DeviceReply> {
  const { cameraId: deviceId = '', secret = '' } = params;
  if (!isPushSecret(secret, gateway, keyOf(deviceId))) {
    host.keepBadFrame(body, 'wrong-key', peer);
    host.reportBreach?.({ deviceId, breach: 'wrong-credential', peer, detail: 'push' });
    return { status: 401, text: '', contentType: 'text/plain' };
  }
  const hearing = { host, reports: reportsOf(deviceId), peer, keepGood: () => {} };
  try {
    for (const part of partsOf(headers['content-type'] ?? '', body)) {
      await takePart(part, {}, hearing);
    }
  } catch {
    return { status: 503, text: '', contentType: 'text/plain' };
  }
  return { status: 200, text: '', contentType: 'text/plain' };
}

function partsOf(contentType: string, body: Uint8Array): Part[] {
  const boundary = /^multipart\/.*boundary="?([^";,\s]{1,70})/i.exec(contentType)?.[1];
  if (boundary === undefined) return [{ type: null, body, at: 0 }];
  const cutter = createPartCutter(boundary, () => false, bodyLimitBytes);
  return [...cutter.push(body), ...cutter.end()];
}
