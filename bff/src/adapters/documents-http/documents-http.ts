import { refuse } from '@ftz/shared/contract/refusal.ts';
import type {
  DeviceAdapter,
  DeviceReply,
  DeviceRequest,
  GatewayHost,
} from '#adapters/device-adapter.ts';
import { isSameSecret } from '#adapters/same-secret.ts';
import { readJson } from './json-form.ts';
import { type KeptCursor, type PollTiming, startPolling } from './poll-papers.ts';
import { deviceId, gateway, type PaperType, readPaper } from './take-paper.ts';

const bodyLimitBytes = 64 * 1024;
const routes: readonly (readonly [path: string, type: PaperType])[] = [
  ['/devices/journeys', 'journey'],
  ['/devices/documents', 'document'],
  ['/devices/rulings', 'ruling'],
];

export type DocumentsSettings = {
  key: string;
  /** Where papers are asked for as well; null: they are posted alone. */
  poll?: { url: string; kept: KeptCursor; timing?: Partial<PollTiming> } | null;
};

/**
 * The documents feed (`docs/protocols/documents.md`) posts journeys, papers and rulings of other
 * agencies, or is asked for them. 202 means kept; 503 means not kept, send again; 400 says what is
 * wrong; 401 is a wrong key. The same paper may come twice.
 */
export function documentsHttpAdapter({ key, poll }: DocumentsSettings): DeviceAdapter {
  return {
    gateway,
    start: async (host) => {
      const polling = poll ? startPolling({ ...poll, key, host }) : null;
      return {
        port: null,
        routes: routes.map(([path, type]) => ({
          path,
          bodyLimitBytes,
          handle: (request) => handlePaper(type, key, host, request),
        })),
        health:
          polling?.health ?? (() => ({ ok: true, detail: 'papers are posted to the web server' })),
        close: async () => polling?.close(),
      };
    },
  };
}

async function handlePaper(
  type: PaperType,
  expectedKey: string,
  host: GatewayHost,
  { key, body, peer }: DeviceRequest,
): Promise<DeviceReply> {
  if (!isSameSecret(key, expectedKey)) {
    host.keepBadFrame(body, 'wrong-key', peer);
    host.reportBreach?.({ deviceId, breach: 'wrong-credential', peer, detail: '' });
    return { status: 401, body: refuse('not-permitted') };
  }
  const reading = readPaper(type, readJson(body), host.nowMs());
  if (!reading.ok) {
    host.keepBadFrame(body, reading.reason, peer);
    return { status: 400, body: refuse('bad-request', reading.reason) };
  }
  try {
    await host.accept(reading.observation, peer);
  } catch {
    return { status: 503, body: refuse('not-ready') };
  }
  host.countFrame('ok');
  return { status: 202, body: { accepted: true, id: reading.id } };
}
