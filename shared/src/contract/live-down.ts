import type { Principal } from './account.ts';
import type { CallNews } from './call.ts';
import type { FeedFreshness } from './device.ts';
import type { DurableEvent } from './durable-event.ts';
import type { Vehicle } from './vehicle.ts';

/**
 * Server → browser, each message with its promise.
 *
 * A page joins by `sync`. The answer is `welcome`; where it says `snapshot`, the page reads
 * `GET /api/situation` (a large read is a read, with compression and a pace of its own, not a message
 * that a heartbeat has to wait behind) and syncs again with what it then has. Where it says `replay`,
 * what the page missed follows as `events`, and then the stream is live. Entries that come between
 * `sync` and `welcome` were sent before the question was read: the answer brings them again.
 */
export type LiveDown = {
  /** `directory` names the vehicle directory of this person: read it again when it is another one. */
  welcome: (message: {
    principal: Principal;
    epoch: string;
    headSeq: number;
    serverAtMs: number;
    resume: 'replay' | 'snapshot';
    directory: string;
  }) => void;

  /**
   * DURABLE. Every entry that this page may see with `afterSeq < seq <= upToSeq`. A page whose fold
   * does not stand at `afterSeq` has missed something and syncs again: so a gap is told from a scope.
   */
  events: (message: { afterSeq: number; upToSeq: number; events: DurableEvent[] }) => void;

  /** LATEST. Position columns, see position-frame.ts. */
  positions: (frame: ArrayBuffer) => void;
  /**
   * Sent before the first position of a key that the directory does not tell: strangers, and trucks of
   * other areas that come into view. A key that is told again is another vehicle from then on.
   */
  vehicles: (message: { vehicles: Vehicle[] }) => void;
  /**
   * LATEST. Freshness of every feed, every second; doubles as the heartbeat. `stalledSinceMs`: since when
   * entries or positions cannot be recorded (a disk that hangs or is full), null while all is well;
   * `stallKnownTo`: who has said that he knows of it.
   */
  beat: (message: {
    serverAtMs: number;
    headSeq: number;
    stalledSinceMs: number | null;
    stallKnownTo: string | null;
    feeds: FeedFreshness[];
  }) => void;

  /** To the two people of a call alone, and kept for nobody who is away. */
  call: (news: CallNews) => void;

  /** The session ended (signed out, revoked, expired): show the sign-in form. */
  'session-ended': () => void;
};
