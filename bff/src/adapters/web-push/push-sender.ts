import { createHash } from 'node:crypto';
import { encryptMessage } from './encrypt-message.ts';
import { createPost, type Posted, type Resolve } from './post-message.ts';
import {
  openPushQueue,
  type PushMessage,
  type PushQueue,
  type PushResult,
  pushResults,
} from './push-queue.ts';
import type { PushServices } from './push-services.ts';
import { createVapid, type VapidKeys } from './vapid.ts';

export type PushSenderSettings = {
  services: PushServices;
  keys: VapidKeys;
  contact: string | null;
  nowMs: () => number;
  onGone: (endpoint: string) => void;
  firstBackOffMs?: number;
  resolve?: Resolve;
};

export type PushSender = Pick<PushQueue, 'close'> & {
  send: (message: PushMessage) => void;
  health: () => { ok: boolean; detail: string };
  /** How many wait, and how many ended how since the start. */
  figures: () => Record<'waiting' | PushResult, number>;
};

/** So many failures in a row are a service, or a line, that is down. */
const downAfterFailures = 3;

/** Rings phones whose page is closed, through the service of their browser's vendor (RFC 8030). */
export function openPushSender(settings: PushSenderSettings): PushSender {
  const { services, onGone, firstBackOffMs } = settings;
  const closing = new AbortController();
  const post = createPost(services, closing.signal, settings.resolve);
  const vapid = createVapid(settings.keys, settings.contact, settings.nowMs);
  const counted = Object.fromEntries(pushResults.map((result) => [result, 0])) as Record<
    PushResult,
    number
  >;
  let failuresInARow = 0;
  let lastFailure: string | null = null;

  async function postMessage({ to, topic, text }: PushMessage, leftMs: number): Promise<Posted> {
    // What was allowed when it was subscribed may not be now.
    const endpoint = services.allowed(to.endpoint);
    if (endpoint === null) return { outcome: 'refused', why: 'service not allowed' };
    const body = encryptMessage(to, Buffer.from(text));
    return post(endpoint, body, {
      authorization: vapid(endpoint),
      'content-encoding': 'aes128gcm',
      'content-type': 'application/octet-stream',
      'content-length': String(body.length),
      ttl: String(Math.ceil(leftMs / 1_000)),
      urgency: 'high',
      topic: topicOf(topic),
    });
  }

  function note(result: PushResult, why: string | null): void {
    counted[result] += 1;
    if (result === 'taken' || result === 'gone') failuresInARow = 0;
    if (result === 'tried-again' || result === 'refused') failuresInARow += 1;
    if (why !== null) lastFailure = why;
  }

  const queue = openPushQueue({
    post: postMessage,
    onGone,
    onResult: note,
    ...(firstBackOffMs === undefined ? {} : { firstBackOffMs }),
  });
  return {
    send: queue.put,
    health: () => ({
      ok: failuresInARow < downAfterFailures,
      detail: [
        `${queue.waiting()} wait, ${counted.taken} taken`,
        ...(lastFailure === null ? [] : [`last failure: ${lastFailure}`]),
      ].join('; '),
    }),
    figures: () => ({ waiting: queue.waiting(), ...counted }),
    close: () => {
      queue.close();
      closing.abort();
    },
  };
}

/** At most 32 letters (RFC 8030, 5.4), and nothing that says to a stranger what it is about. */
const topicOf = (about: string) =>
  createHash('sha256').update(about).digest('base64url').slice(0, 32);
