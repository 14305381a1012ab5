import { type Static, Type } from 'typebox';
import { Id } from './ids.ts';
import { TaskKind } from './task.ts';

/**
 * Where the vendor of a browser takes messages for it, and the keys of their reader (RFC 8291, 3.1), in
 * base64url without padding: 65 bytes of an uncompressed P-256 point, 16 of the authentication secret.
 */
export const PushAddress = Type.Object(
  {
    endpoint: Type.String({ minLength: 12, maxLength: 1_024 }),
    p256dh: Type.String({ pattern: '^[A-Za-z0-9_-]{87}$' }),
    auth: Type.String({ pattern: '^[A-Za-z0-9_-]{22}$' }),
  },
  { additionalProperties: false },
);
export type PushAddress = Static<typeof PushAddress>;

/** What is wrong with an address: who takes its messages is not one of ours, or its keys are none. */
export type PushFault = 'push-service' | 'push-keys';

/** What a phone has to subscribe with; null: this house reaches no push service. */
export const PushKey = Type.Object({ publicKey: Type.Union([Type.String(), Type.Null()]) });
export type PushKey = Static<typeof PushKey>;

/** Why a phone rings: a task was sent to it, sent back to it, is late there, or was called off. */
export const pushReasons = ['issued', 'returned', 'overdue', 'cancelled'] as const;
export type PushReason = (typeof pushReasons)[number];

/** All that is pushed: the page asks the center for the rest, under its own session. */
export const PushNews = Type.Object({
  taskId: Id,
  kind: TaskKind,
  reason: Type.Enum(pushReasons),
});
export type PushNews = Static<typeof PushNews>;
