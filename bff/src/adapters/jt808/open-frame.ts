import type { Observation } from '#domain/observation.ts';
import { decodeBody } from './decode.ts';
import type { Caller, Envelope } from './header.ts';
import { blankFix, type Fix, locationBaseBytes, readBatch, readFix } from './location.ts';
import { type Heard, isSupported, reportsOf, toPresence } from './observe.ts';
import { type OrderAnswer, orderAnswerOf } from './order-answer.ts';

/** What a frame says, as far as this gateway does something with it. */
export type Content =
  /** In the order in which they were made. `fixes` of a single report are good until the next frame. */
  | { kind: 'reports'; fixes: readonly Fix[]; backfill: boolean; answer: OrderAnswer | null }
  | { kind: 'sign'; observation: Observation; registers: boolean; answer: OrderAnswer | null }
  | { kind: 'unsupported' }
  /** The header holds, the body is not what its message id promises. */
  | { kind: 'bad-body' };

const unsupported: Content = { kind: 'unsupported' };
const badBody: Content = { kind: 'bad-body' };
const fix = blankFix();
const single: Content = { kind: 'reports', fixes: [fix], backfill: false, answer: null };

/**
 * Opens the frame that ends before `to` and whose header is `envelope`. Positions are nearly all that comes,
 * and a command centre looks at their fixed part alone, so they are read where they lie; everything
 * else goes through `decodeBody`, and a test holds both ways to the same reading.
 */
export function openFrame(
  bytes: Uint8Array,
  to: number,
  envelope: Envelope,
  heard: Heard,
): Content {
  const { bodyAt, messageId } = envelope;
  if (envelope.encryption !== 0 || envelope.fragmented) return unsupported;
  if (messageId === 0x0200) {
    if (to - bodyAt < locationBaseBytes) return badBody;
    readFix(bytes, bodyAt, fix);
    return single;
  }
  if (messageId === 0x0704) {
    const batch = readBatch(bytes, bodyAt, to, (at) => {
      const each = blankFix();
      readFix(bytes, at, each);
      return each;
    });
    if (batch === null) return badBody;
    return { kind: 'reports', fixes: batch.reports, backfill: batch.backfill, answer: null };
  }
  const layout = envelope.is2019 ? '2019' : '2013';
  return openBody(messageId, bytes.subarray(bodyAt, to), layout, heard);
}

/** Opens a whole body: that of a rarer message, or one that was put together of parts. */
export function openBody(
  messageId: number,
  body: Uint8Array,
  layout: Caller['layout'],
  heard: Heard,
): Content {
  const message = decodeBody(messageId, body, { layout });
  if (message === null) return badBody;
  if (!isSupported(message)) return unsupported;
  const answer = orderAnswerOf(messageId, message);
  const observation = toPresence(message, heard);
  if (observation !== null) {
    return { kind: 'sign', observation, registers: message.kind === 'register', answer };
  }
  const { locations, backfill } = reportsOf(message);
  return { kind: 'reports', fixes: locations, backfill, answer };
}
