import type { LiveDown } from '@ftz/shared/contract/live-down.ts';
import type { SyncRequest } from '@ftz/shared/contract/live-up.ts';
import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import type { Answer } from '#api/request.ts';
import type { SituationRead } from '#api/situation.ts';

type Have = SyncRequest['have'];
type Welcome = Parameters<LiveDown['welcome']>[0];

/** The edges of the world that joining needs; tests bring their own. */
export type JoinLine = {
  /** What this page has folded. */
  have: () => Have;
  /** One question to the server; rejects when no answer came in time. */
  sync: (have: Have) => Promise<Refusal | null>;
  readSituation: () => Promise<Answer<SituationRead>>;
  takeSituation: (read: SituationRead) => void;
  /** Breaks the connection and makes a new one. */
  reconnect: () => void;
  outdated: () => void;
  signedOut: () => void;
  /** Calls back once, later; returns the way to cancel it. */
  after: (ms: number, callback: () => void) => () => void;
};

export type Joining = {
  /** Reads the situation while the connection is still being made, where this page has none yet. */
  readAhead: () => void;
  connected: () => void;
  dropped: () => void;
  welcomed: (welcome: Pick<Welcome, 'resume' | 'headSeq'>) => void;
  /** Whether entries that come now follow what was asked for: others were sent before the question. */
  isFollowing: () => boolean;
  /** Something of a lane is missing: join again. Many messages may notice the same gap. */
  missing: () => void;
  /** What this page shows is what the center knew when it was welcomed, or newer. */
  isCurrent: () => boolean;
  /** For good: an answer that comes now may belong to somebody who has left. */
  stop: () => void;
};

/** `apart`: no connection. `asking`: a sync is under way. `reading`: the situation is being fetched. */
type State = 'apart' | 'asking' | 'reading' | 'joined';

const welcomeWithinMs = 10_000;
const firstPauseMs = 250;
const longestPauseMs = 10_000;
/** Whoever stays joined for so long has no trouble: the next gap is asked about at once. */
const settledAfterMs = 5_000;

/**
 * How a page comes into the live stream, and back into it: connect, say what it has, read what is too
 * much to be sent, say it again, follow. Never two questions at a time, and never giving up.
 */
export function createJoining(line: JoinLine): Joining {
  let state: State = 'apart';
  /** Counts questions: the answer to an old one changes nothing. */
  let turn = 0;
  let troubles = 0;
  let headSeq = 0;
  let ahead: Promise<void> | null = null;
  let isOver = false;
  let cancelTimer = () => {};

  function enter(next: State): number {
    cancelTimer();
    state = next;
    turn += 1;
    return turn;
  }

  function later(ms: number, callback: () => void): void {
    const mine = turn;
    cancelTimer();
    cancelTimer = line.after(ms, () => {
      if (mine === turn) callback();
    });
  }

  function pauseMs(): number {
    troubles += 1;
    return Math.min(longestPauseMs, firstPauseMs * 2 ** troubles);
  }

  async function ask(): Promise<void> {
    const mine = enter('asking');
    later(welcomeWithinMs, line.reconnect);
    try {
      const refusal = await line.sync(line.have());
      if (refusal && mine === turn) refused(refusal);
    } catch {
      if (mine === turn) line.reconnect();
    }
  }

  function refused({ code }: Refusal): void {
    if (code === 'contract-mismatch') line.outdated();
    else if (code === 'not-signed-in') line.signedOut();
    else later(pauseMs(), ask);
  }

  async function read(): Promise<void> {
    const mine = enter('reading');
    const answer = await line.readSituation();
    if (mine !== turn) return;
    if (answer.ok) {
      line.takeSituation(answer.value);
      void ask();
    } else if (answer.status === 401) line.signedOut();
    else later(pauseMs(), read);
  }

  /** The first read of a page: whatever becomes of it, the question that follows tells. */
  async function readFirst(): Promise<void> {
    const answer = await line.readSituation();
    if (answer.ok && !isOver && line.have() === null) line.takeSituation(answer.value);
  }

  return {
    readAhead() {
      if (line.have() === null) ahead ??= readFirst();
    },
    async connected() {
      const mine = enter('asking');
      await ahead;
      if (mine === turn) void ask();
    },
    dropped() {
      enter('apart');
    },
    welcomed({ resume, headSeq: head }) {
      if (state !== 'asking') return;
      if (resume === 'snapshot') return void read();
      enter('joined');
      headSeq = head;
      later(settledAfterMs, () => {
        troubles = 0;
      });
    },
    isFollowing: () => state === 'joined',
    missing() {
      if (state !== 'joined') return;
      enter('asking');
      if (troubles === 0) {
        troubles = 1;
        void ask();
      } else later(pauseMs(), ask);
    },
    isCurrent: () => state === 'joined' && (line.have()?.seq ?? -1) >= headSeq,
    stop() {
      isOver = true;
      enter('apart');
    },
  };
}
