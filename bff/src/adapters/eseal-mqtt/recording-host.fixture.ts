import type { FrameResult, GatewayHost } from '#adapters/device-adapter.ts';
import type { Observation } from '#domain/observation.ts';

/** A host that remembers, and that can be told to keep nothing. */
export function recordingHost(nowMs = Date.UTC(2026, 10, 22, 10, 0, 0)) {
  const accepted: Observation[] = [];
  const counted: FrameResult[] = [];
  const bad: { reason: string; length: number }[] = [];
  const state = { fails: false, refusals: 0 };
  const host: GatewayHost = {
    accept: async (observation) => {
      if (state.fails) {
        state.refusals++;
        throw new Error('the disk is full');
      }
      accepted.push(observation);
    },
    countFrame: (result) => counted.push(result),
    keepBadFrame: (bytes, reason) => bad.push({ reason, length: bytes.length }),
    nowMs: () => nowMs,
  };
  return { host, accepted, counted, bad, state };
}
