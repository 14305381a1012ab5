import { createHash, timingSafeEqual } from 'node:crypto';
import { refuse } from '@ftz/shared/contract/refusal.ts';
import type {
  DeviceAdapter,
  DeviceReply,
  DeviceRequest,
  GatewayHost,
} from '#adapters/device-adapter.ts';
import { readDeclaration } from './declaration.ts';

const gateway = 'documents-http';
/** The feed has one source and no devices: this is the name that it is listed under. */
const deviceId = 'documents';
const bodyLimitBytes = 64 * 1024;

export type DocumentsSettings = { key: string };

/**
 * The documents feed posts journeys, `journey.declaration.v1`. 202 means kept; 503 means not kept, send
 * again; 400 says what is wrong; 401 is a wrong key. The same declaration may come twice.
 */
export function documentsHttpAdapter(settings: DocumentsSettings): DeviceAdapter {
  return {
    gateway,
    start: async (host) => ({
      port: null,
      routes: [
        {
          path: '/devices/journeys',
          bodyLimitBytes,
          handle: (request) => handleDeclaration(settings.key, host, request),
        },
      ],
      health: () => ({ ok: true, detail: 'declarations are posted to the web server' }),
      close: async () => {},
    }),
  };
}

async function handleDeclaration(
  expectedKey: string,
  host: GatewayHost,
  { key, body, peer }: DeviceRequest,
): Promise<DeviceReply> {
  if (!isSameKey(key, expectedKey)) {
    host.keepBadFrame(body, 'wrong-key', peer);
    host.reportBreach?.({ deviceId, breach: 'wrong-credential', peer, detail: '' });
    return { status: 401, body: refuse('not-permitted') };
  }
  const reading = readDeclaration(body);
  if (!reading.ok) {
    host.keepBadFrame(body, reading.reason, peer);
    return { status: 400, body: refuse('bad-request', reading.reason) };
  }
  const { journey } = reading;
  const atMs = host.nowMs();
  const reported = { gateway, deviceId, deviceAtMs: atMs, receivedAtMs: atMs } as const;
  try {
    await host.accept({ ...reported, kind: 'journey', journey });
  } catch {
    return { status: 503, body: refuse('not-ready') };
  }
  host.countFrame('ok');
  return { status: 202, body: { accepted: true, id: journey.id } };
}

/** Hashes have one length and compare in constant time; an empty key opens nothing. */
function isSameKey(given: string | null, expected: string): boolean {
  const hash = (text: string) => createHash('sha256').update(text).digest();
  return timingSafeEqual(hash(given ?? ''), hash(expected)) && given !== null && expected !== '';
}
