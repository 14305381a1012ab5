import { areReaderKeys } from '#adapters/web-push/encrypt-message.ts';
import { openPushSender, type PushSender } from '#adapters/web-push/push-sender.ts';
import { parsePushServices } from '#adapters/web-push/push-services.ts';
import type { DecisionLane } from '#domain/decision-lane.ts';
import type { Clock, DurableLog, PushSubscriptionStore } from '#domain/ports.ts';
import type { PushDesk } from '#http/http-deps.ts';
import type { Config } from './config.ts';
import { ringPhones } from './ring-phones.ts';
import { openWebPushKeys } from './web-push-keys.ts';

type Deps = {
  config: Pick<Config, 'dataDir' | 'pushServices' | 'pushContact'>;
  lane: Pick<DecisionLane, 'look'>;
  log: Pick<DurableLog, 'onCommitted'>;
  phones: PushSubscriptionStore;
  clock: Clock;
};

export type PhonePush = Pick<PushSender, 'health' | 'close'> & {
  /** What the routes need. */
  desk: PushDesk;
  figures: () => Record<string, number>;
};

/** Rings phones through the push services that are set; where none is, no phone can ask for it. */
export function openPhonePush({ config, lane, log, phones, clock }: Deps): PhonePush {
  const services = parsePushServices(config.pushServices);
  if (services === null || services.isEmpty) return noPush(phones);
  const keys = openWebPushKeys(config.dataDir);
  const sender = openPushSender({
    services,
    keys,
    contact: config.pushContact,
    nowMs: clock.nowMs,
    onGone: (endpoint) => void phones.forget(endpoint).catch(() => undefined),
  });
  const ringing = ringPhones({ lane, log, phones, send: sender.send, clock });
  return {
    desk: {
      phones,
      publicKey: keys.publicKey,
      faultOf: ({ endpoint, ...keys }) => {
        if (services.allowed(endpoint) === null) return 'push-service';
        return areReaderKeys(keys) ? null : 'push-keys';
      },
    },
    health: () => {
      const parts = [sender.health(), ringing.health()];
      return {
        ok: parts.every(({ ok }) => ok),
        detail: parts.map(({ detail }) => detail).join('; '),
      };
    },
    figures: sender.figures,
    close: sender.close,
  };
}

const noPush = (phones: PushSubscriptionStore): PhonePush => ({
  desk: { phones, publicKey: null, faultOf: () => 'push-service' },
  health: () => ({ ok: true, detail: 'no push service is set' }),
  figures: () => ({}),
  close: () => undefined,
});
