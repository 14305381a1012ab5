import type { GatewayHost } from '#adapters/device-adapter.ts';
import type { Observation } from '#domain/observation.ts';
import { readDeclaration } from './declaration.ts';
import { readDocument, readRuling } from './paper.ts';

export const gateway = 'documents-http';
/** The feed has one source and no devices: this is the name that it is listed under. */
export const deviceId = 'documents';

export const paperTypes = ['journey', 'document', 'ruling'] as const;
export type PaperType = (typeof paperTypes)[number];

type Read = { ok: true; id: string; observation: Observation } | { ok: false; reason: string };

/** What a paper of this type says, as if it had been said just now. */
export function readPaper(type: PaperType, json: unknown, nowMs: number): Read {
  const reported = { gateway, deviceId, deviceAtMs: nowMs, receivedAtMs: nowMs } as const;
  switch (type) {
    case 'journey': {
      const read = readDeclaration(json);
      if (!read.ok) return read;
      const { journey } = read;
      return { ok: true, id: journey.id, observation: { ...reported, kind: 'journey', journey } };
    }
    case 'document': {
      const read = readDocument(json);
      if (!read.ok) return read;
      const { value: document } = read;
      return {
        ok: true,
        id: document.id,
        observation: { ...reported, kind: 'document', document },
      };
    }
    case 'ruling': {
      const read = readRuling(json);
      if (!read.ok) return read;
      const { value: ruling } = read;
      return { ok: true, id: ruling.id, observation: { ...reported, kind: 'ruling', ruling } };
    }
  }
}

/** `alive`: the back office answers, and has nothing new. */
export const signOfLife = (host: GatewayHost): Promise<void> => {
  const nowMs = host.nowMs();
  return host.accept({
    gateway,
    deviceId,
    deviceAtMs: nowMs,
    receivedAtMs: nowMs,
    kind: 'alive',
  });
};
