import type { GatewayHost } from '#adapters/device-adapter.ts';
import { createRepeatWindow } from '#domain/repeat-window.ts';
import { decodePayload, type SealMessage } from './decode.ts';
import { readUplinkTopic, type UplinkTopic } from './topic.ts';

export type TakeMessage = (topic: string, payload: Uint8Array, peer: string) => Promise<void>;

const gateway = 'eseal-mqtt';
/** The word of a seal that did what it was told; every other one says why it did not. */
const doneResult = 'done';

/** Longer than any outage of the broker's link; a seal whose counter began anew is heard after it. */
const repeatSpanMs = 3_600_000;

/**
 * The one way of a message into the house, whichever broker carried it. Resolves when the seal may be
 * acknowledged: its report is kept, or is one that no repetition would improve (then it is counted and
 * kept as bad). Rejects when the report was not kept and has to come again.
 */
export function createTakeMessage(host: GatewayHost): TakeMessage {
  const repeats = createRepeatWindow(repeatSpanMs);

  return async (topicName, payload, peer) => {
    const topic = readUplinkTopic(topicName);
    if (!topic) {
      host.keepBadFrame(payload, `foreign-topic ${topicName.slice(0, 100)}`, peer);
      return;
    }
    const decoding = decodePayload(topic, payload);
    if (!decoding.ok) {
      host.keepBadFrame(payload, decoding.reason, peer);
      return;
    }
    host.keepFrame?.(payload, peer, topic.sealId);
    host.countFrame(await keep(topic, decoding.message));
  };

  async function keep(topic: UplinkTopic, message: SealMessage): Promise<'ok' | 'duplicate'> {
    if (message.kind === 'report') return keepReport(topic, message);
    if (message.kind === 'command-ack') {
      const { cmdId, result } = message;
      // By our own clock: a seal whose clock is ahead has done what it says all the same.
      await host.accept({
        ...reported(topic, null),
        kind: 'order-answer',
        orderId: cmdId,
        outcome: result === doneResult ? 'confirmed' : 'refused-by-device',
        detail: result,
      });
      return 'ok';
    }
    await host.accept({ ...reported(topic, null), kind: message.online ? 'alive' : 'gone' });
    return 'ok';
  }

  async function keepReport(
    topic: UplinkTopic,
    { kind: _, sentAtMs, ...report }: Extract<SealMessage, { kind: 'report' }>,
  ): Promise<'ok' | 'duplicate'> {
    const observation = {
      ...reported(topic, sentAtMs),
      kind: 'seal' as const,
      zone: topic.zone,
      ...report,
    };
    const work = () => host.accept(observation);
    const turn = await repeats.once(
      `${topic.sealId} ${report.deviceSeq} ${sentAtMs ?? ''}`,
      host.nowMs(),
      work,
    );
    return turn === 'first' ? 'ok' : 'duplicate';
  }

  function reported(topic: UplinkTopic, sentAtMs: number | null) {
    const receivedAtMs = host.nowMs();
    return {
      gateway,
      deviceId: topic.sealId,
      deviceAtMs: sentAtMs ?? receivedAtMs,
      receivedAtMs,
    } as const;
  }
}
