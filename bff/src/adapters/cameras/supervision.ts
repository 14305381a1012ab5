import type { GatewayHost } from '#adapters/device-adapter.ts';
import type { Observation } from '#domain/observation.ts';
import { judgePicture, type PictureState } from './moving-picture.ts';

export type SupervisionTiming = {
  /** Every camera is looked at once in this time. */
  pollEveryMs: number;
  /** So long without a new picture, and the camera is gone. */
  goneAfterMs: number;
};

export type SupervisionSettings = SupervisionTiming & {
  cameraIds: readonly string[];
  host: GatewayHost;
  /** The date of the camera's newest frame, or null; never rejects. */
  look: (cameraId: string) => Promise<number | null>;
};

export type Supervision = { aliveCount: () => number; close: () => void };

/** A head-end that hangs must not collect our sockets. */
const maxLooks = 8;

/**
 * Looks at every camera in turn, spread evenly over the poll period, and tells the house which show
 * a moving picture and which do not. Cameras whose turn comes while all looks are taken wait in
 * order, and are judged by their silence meanwhile.
 */
export function startSupervision(settings: SupervisionSettings): Supervision {
  const { cameraIds, host, look, pollEveryMs, goneAfterMs } = settings;
  const begunAtMs = host.nowMs();
  const states = new Map<string, PictureState>(
    cameraIds.map((id) => [id, { standing: 'unseen', newestMs: null, movedAtMs: begunAtMs }]),
  );
  const due = new Set<string>();
  const busy = new Set<string>();
  let closed = false;

  /** A verdict that the house could not take is kept back, so that the next look says it again. */
  async function judge(cameraId: string, newestMs: number | null): Promise<void> {
    const before = states.get(cameraId);
    if (before === undefined || closed) return;
    const nowMs = host.nowMs();
    const { state, verdict } = judgePicture(before, newestMs, nowMs, goneAfterMs);
    try {
      if (verdict !== null) await host.accept(observe(verdict, cameraId, newestMs ?? nowMs, nowMs));
      states.set(cameraId, state);
    } catch {
      // Not kept by the house: the state stays as it was.
    }
  }

  async function attend(cameraId: string, work: () => Promise<void>): Promise<void> {
    busy.add(cameraId);
    try {
      await work();
    } finally {
      busy.delete(cameraId);
      takeTurns();
    }
  }

  function takeTurns(): void {
    for (const cameraId of due) {
      if (busy.size >= maxLooks || closed) return;
      if (busy.has(cameraId)) continue;
      due.delete(cameraId);
      void attend(cameraId, async () => judge(cameraId, await look(cameraId)));
    }
  }

  function callUp(cameraId: string): void {
    due.add(cameraId);
    takeTurns();
    if (due.has(cameraId) && !busy.has(cameraId)) {
      void attend(cameraId, () => judge(cameraId, null));
    }
  }

  const stop = everyoneInTurn(cameraIds, pollEveryMs, callUp);
  return {
    aliveCount: () => [...states.values()].filter((state) => state.standing === 'alive').length,
    close: () => {
      closed = true;
      stop();
    },
  };
}

/** Calls for each camera once per period, one after another at even distances. */
function everyoneInTurn(
  cameraIds: readonly string[],
  periodMs: number,
  call: (cameraId: string) => void,
): () => void {
  let turn = 0;
  const timer = setInterval(
    () => {
      const cameraId = cameraIds[turn % cameraIds.length];
      turn += 1;
      if (cameraId !== undefined) call(cameraId);
    },
    Math.max(1, periodMs / Math.max(1, cameraIds.length)),
  );
  return () => clearInterval(timer);
}

function observe(
  kind: 'alive' | 'gone',
  deviceId: string,
  deviceAtMs: number,
  receivedAtMs: number,
): Observation {
  return { kind, gateway: 'cameras', deviceId, deviceAtMs, receivedAtMs };
}
