import type { GatewayName } from '@ftz/shared/contract/device.ts';
import type { FenceSignal } from '@ftz/shared/contract/fence.ts';
import type { GatewayHost } from './device-adapter.ts';

/** What a camera's own analysis finds, in words of ours. */
export const cameraFindings = [
  'line-crossing',
  'field-intrusion',
  'region-entrance',
  'region-exit',
  'digital-input',
  'camera-covered',
  'scene-change',
  'video-loss',
] as const;
export type CameraFinding = (typeof cameraFindings)[number];

/** What is wrong with the camera itself is nothing that it saw. */
const ofItself: ReadonlySet<CameraFinding> = new Set([
  'camera-covered',
  'scene-change',
  'video-loss',
]);

export type Found = {
  finding: CameraFinding;
  /** Which rule, region or input of the camera: one condition each. */
  part: string;
  /** Number of the input; 0 where there is none. */
  zone: number;
  atMs: number | null;
};

const mostConditions = 64;
const aliveEveryMs = 5_000;

export type CameraReports = ReturnType<typeof openCameraReports>;

/**
 * The conditions of one camera. A camera says the same thing again each second, or after each
 * reconnection: it is reported once when it begins and once when it ends. Where `quietMs` is given, one
 * that is not said any more has ended. What the house could not keep is tried again the next time.
 */
export function openCameraReports(
  host: GatewayHost,
  { gateway, deviceId }: { gateway: GatewayName; deviceId: string },
  { quietMs, againMs }: { quietMs: number | null; againMs: number },
) {
  /** By finding and part, when it was last said; null: known to be over. */
  const conditions = new Map<string, { found: Found; saidAtMs: number | null }>();
  let aliveAtMs = Number.NEGATIVE_INFINITY;

  const keyOf = ({ finding, part }: Found) => `${finding} ${part}`;
  const note = (found: Found, saidAtMs: number | null) => {
    const key = keyOf(found);
    conditions.delete(key);
    conditions.set(key, { found, saidAtMs });
    if (conditions.size > mostConditions) conditions.delete(conditions.keys().next().value ?? '');
  };

  function accept(found: Found, begins: boolean): Promise<void> {
    const receivedAtMs = host.nowMs();
    const { finding, zone, atMs } = found;
    return host.accept({
      kind: 'fence',
      gateway,
      deviceId,
      zone,
      signal: signalOf(finding, begins),
      code: finding,
      panelSeq: numberOf(found, begins),
      deviceAtMs: atMs ?? receivedAtMs,
      receivedAtMs,
    });
  }

  return {
    /** It is so now. Rejects when it is news and was not kept. */
    async begins(found: Found): Promise<void> {
      const nowMs = host.nowMs();
      const saidAtMs = conditions.get(keyOf(found))?.saidAtMs ?? null;
      if (saidAtMs === null || nowMs - saidAtMs > againMs) await accept(found, true);
      note(found, nowMs);
    },
    /** It is not so, or no longer. */
    async ends(found: Found): Promise<void> {
      const known = conditions.get(keyOf(found));
      if (known && known.saidAtMs !== null) await accept(found, false);
      note(found, null);
    },
    /** That it is known to have been over before. */
    wasOver: (found: Found) => conditions.get(keyOf(found))?.saidAtMs === null,
    /** Ends what was not said for `quietMs`; to be called now and then. */
    async endQuiet(): Promise<void> {
      if (quietMs === null) return;
      const nowMs = host.nowMs();
      for (const { found, saidAtMs } of [...conditions.values()]) {
        if (saidAtMs === null || nowMs - saidAtMs <= quietMs) continue;
        await accept({ ...found, atMs: null }, false);
        note(found, null);
      }
    },
    /** A sign of life, passed on every few seconds. */
    async alive(): Promise<void> {
      const nowMs = host.nowMs();
      if (nowMs - aliveAtMs < aliveEveryMs) return;
      aliveAtMs = nowMs;
      await host.accept({
        kind: 'alive',
        gateway,
        deviceId,
        deviceAtMs: nowMs,
        receivedAtMs: nowMs,
      });
    },
  };
}

/** Cameras number nothing, and tell whole seconds: two rules, or begin and end, must not be one message. */
function numberOf({ part }: Found, begins: boolean): number {
  let hash = 0;
  for (let at = 0; at < part.length; at++) hash = (hash * 31 + part.charCodeAt(at)) % 1_000_003;
  return hash * 2 + (begins ? 1 : 0);
}

function signalOf(finding: CameraFinding, begins: boolean): FenceSignal {
  if (ofItself.has(finding)) return begins ? 'tamper' : 'tamper-restore';
  return begins ? 'alarm' : 'restore';
}

const tryAgainMs = 1_000;

/** What a camera says only once is held until the house has kept it; meanwhile nothing more is read of it. */
export async function keepTrying(work: () => Promise<void>, closing: AbortSignal): Promise<void> {
  while (!closing.aborted) {
    try {
      return await work();
    } catch {
      await new Promise((resolve) => setTimeout(resolve, tryAgainMs));
    }
  }
}
