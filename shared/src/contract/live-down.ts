import type { Principal } from './account.ts';
import type { FeedFreshness } from './device.ts';
import type { DurableEvent } from './durable-event.ts';
import type { Situation } from './situation.ts';
import type { Vehicle } from './vehicle.ts';

/** Server → browser, each message with its promise. */
export type LiveDown = {
  /** First message after `sync`: who you are and whose history this is. */
  welcome: (message: { principal: Principal; epoch: string; serverAtMs: number }) => void;

  /** DURABLE. Replaces everything that the page has folded. */
  snapshot: (message: { epoch: string; situation: Situation }) => void;
  /**
   * DURABLE. Every entry that this page may see with `afterSeq < seq <= upToSeq`. A page whose fold
   * does not stand at `afterSeq` has missed something and syncs again: so a gap is told from a scope.
   */
  events: (message: { afterSeq: number; upToSeq: number; events: DurableEvent[] }) => void;

  /** LATEST. Position columns, see position-frame.ts. */
  positions: (frame: ArrayBuffer) => void;
  /** LATEST. Who the keys of the position frames are; complete on join, then what is new. */
  vehicles: (message: { vehicles: Vehicle[] }) => void;
  /** LATEST. Freshness of every feed, every two seconds; doubles as the heartbeat. */
  beat: (message: { serverAtMs: number; headSeq: number; feeds: FeedFreshness[] }) => void;

  /** The session ended (signed out, revoked, expired): show the sign-in form. */
  'session-ended': () => void;
};
