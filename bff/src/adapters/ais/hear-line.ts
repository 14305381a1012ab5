import type { GatewayHost } from '#adapters/device-adapter.ts';
import type { Observation } from '#domain/observation.ts';
import { decodeMessage } from './decode.ts';
import { createPartJoiner } from './join-parts.ts';
import { readSentence, type Sentence, type TagBlock } from './sentence.ts';
import { readArmour } from './six-bit.ts';
import { vesselOf } from './vessel.ts';

const gateway = 'ais';
/** A receiver that hears nothing but chatter still lives; often enough to be said so. */
const aliveEveryMs = 10_000;

/** What comes from one peer. `address` names a receiver that does not name itself. */
export type LineEar = {
  hear: (line: string) => Promise<void>;
  /** Parts whose others never came are bad frames; once more when the peer has gone. */
  settle: (nowMs?: number) => void;
};

export function createLineEar(host: GatewayHost, peer: string, address: string): LineEar {
  const joiner = createPartJoiner();
  const saidAliveAtMs = new Map<string, number>();

  const keepBad = (line: string, reason: string) =>
    host.keepBadFrame(Buffer.from(line, 'latin1'), reason, peer);

  /** Nobody is answered in this protocol: what could not be taken is gone, and comes again. */
  async function accept(observation: Observation): Promise<void> {
    await host.accept(observation, peer).catch(() => undefined);
  }

  async function report(parts: readonly Sentence[]): Promise<void> {
    const reading = decodeMessage(readArmour(parts));
    if (!reading.ok) {
      keepBad(parts.map(({ payload }) => payload).join(' '), reading.reason);
      return;
    }
    host.countFrame('ok');
    const receivedAtMs = host.nowMs();
    const tag = parts.find((part) => part.tag)?.tag ?? null;
    const deviceId = receiverOf(tag, address);
    const reported = {
      gateway,
      deviceId,
      deviceAtMs: tag?.atMs ?? receivedAtMs,
      receivedAtMs,
    } as const;
    const vessel = vesselOf(reading.message);
    if (vessel) return accept({ ...reported, kind: 'vessel', vessel });
    if (receivedAtMs - (saidAliveAtMs.get(deviceId) ?? 0) < aliveEveryMs) return;
    // A peer may invent names, each a receiver; they are few or we forget.
    if (saidAliveAtMs.size >= 100) saidAliveAtMs.clear();
    saidAliveAtMs.set(deviceId, receivedAtMs);
    await accept({ ...reported, kind: 'alive' });
  }

  function settle(nowMs = host.nowMs()): void {
    for (const parts of joiner.takeLost(nowMs)) {
      keepBad(parts.map(({ payload }) => payload).join(' '), 'missing-fragment');
    }
  }

  return {
    settle,
    hear: async (line) => {
      if (line.trim() === '') return;
      const reading = readSentence(line);
      if (!reading.ok) {
        // A receiver also sends what its own position sensor says.
        if (reading.reason === 'other-sentence') host.countFrame('unsupported');
        else keepBad(line, reading.reason);
        return;
      }
      host.keepFrame?.(Buffer.from(line, 'latin1'), peer, null);
      const parts = joiner.take(reading.sentence, host.nowMs());
      if (parts) await report(parts);
      settle();
    },
  };
}

/** The name in its tag block, else its address: both are registered like any device. */
function receiverOf(tag: TagBlock | null, address: string): string {
  return tag?.source ?? `at-${address.replace(/^::ffff:/, '')}`;
}
