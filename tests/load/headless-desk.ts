import type { Principal } from '@ftz/shared/contract/account.ts';
import { contractVersion } from '@ftz/shared/contract/contract-version.ts';
import type { LiveDown } from '@ftz/shared/contract/live-down.ts';
import type { LiveUp } from '@ftz/shared/contract/live-up.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { io, type Socket } from 'socket.io-client';
import { type AppliedEvent, DeskFold, type MissedByDesk } from './desk-fold.ts';
import { DeskPositions, type PositionAges } from './desk-positions.ts';

type Welcome = Parameters<LiveDown['welcome']>[0];

/**
 * A page without pixels: joins, folds and asks again exactly as the contract says, and notes every
 * breach of it. For whoever doubts that nothing is lost, sent twice or out of order.
 */
export type HeadlessDesk = {
  socket: Socket<LiveDown, LiveUp>;
  situation: () => Situation;
  /** Whose history it folds; null before its first situation. */
  epoch: () => string | null;
  /** Numbers of the entries that it applied, in the order in which it did. */
  applied: readonly number[];
  /** What the server did that it must never do, as sentences. */
  faults: readonly string[];
  positions: (nowMs: number) => PositionAges;
  /** Since when the server says that it can record nothing; null: all is well, as of the last beat. */
  stalledSinceMs: () => number | null;
  close: () => void;
};

type Settings = {
  url: string;
  cookie: string;
  onWelcome?: (welcome: Welcome) => void;
  onSnapshot?: (situation: Situation, epoch: string) => void;
  onEvent?: AppliedEvent;
  /** It has caught up with what it missed while it was not connected. */
  onMissed?: (missed: MissedByDesk) => void;
  onFault?: (fault: string) => void;
};

/** What a page may be behind and still be sent what it missed. */
const mostReplayed = 5_000;
const retryMs = 500;

export function openHeadlessDesk(settings: Settings): HeadlessDesk {
  const { url, cookie, onWelcome, onSnapshot, onEvent, onMissed, onFault } = settings;
  const socket: Socket<LiveDown, LiveUp> = io(url, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie, origin: new URL(url).origin },
    reconnectionDelay: 100,
    reconnectionDelayMax: 300,
  });
  const fold = new DeskFold();
  const positions = new DeskPositions();
  const faults: string[] = [];
  let principal: Principal | null = null;
  let stalledSinceMs: number | null = null;
  /** Where the log ended when it was welcomed: there it has caught up. Null: it has. */
  let missingUpTo: number | null = null;
  let retry: NodeJS.Timeout | undefined;
  /** Until the welcome, what comes was sent before the question was read: it is sent again. */
  let welcomesAwaited = 0;

  const blame = (...found: string[]) => {
    faults.push(...found);
    for (const fault of found) onFault?.(fault);
  };
  const later = (work: () => void) => {
    clearTimeout(retry);
    retry = setTimeout(() => socket.connected && work(), retryMs);
  };

  function sync(): void {
    clearTimeout(retry);
    welcomesAwaited += 1;
    socket.emit('sync', { contractVersion, have: fold.have }, (refusal) => {
      if (refusal) welcomesAwaited -= 1;
      if (refusal?.retry === 'later') later(sync);
      else if (refusal) blame(`sync refused: ${refusal.en}`);
    });
  }

  function noteCaughtUp(): void {
    if (missingUpTo === null || fold.situation.seq < missingUpTo) return;
    missingUpTo = null;
    const missed = fold.catchUp();
    if (missed) onMissed?.(missed);
  }

  async function readSituation({ epoch, headSeq }: Welcome): Promise<void> {
    const response = await fetch(`${url}/api/situation`, { headers: { cookie } });
    if (!response.ok) throw new Error(`the situation: ${response.status}`);
    const told = (await response.json()) as { epoch: string; situation: Situation };
    if (told.epoch === epoch && told.situation.seq < headSeq)
      blame(`a situation of ${told.situation.seq}, older than the welcome at ${headSeq}`);
    fold.replace(told.epoch, told.situation);
    onSnapshot?.(told.situation, told.epoch);
    sync();
  }

  socket.on('connect', () => {
    welcomesAwaited = 0;
    sync();
  });
  socket.on('disconnect', (reason) => {
    fold.loseSight();
    // Whoever is cut off comes back; a session that ended does not.
    if (reason === 'io server disconnect' && principal !== null) socket.connect();
  });
  socket.on('session-ended', () => {
    principal = null;
  });
  socket.on('welcome', (welcome) => {
    principal = welcome.principal;
    welcomesAwaited -= 1;
    onWelcome?.(welcome);
    const { have } = fold;
    const behind = have?.epoch === welcome.epoch ? welcome.headSeq - have.seq : null;
    const isReplayed = behind !== null && behind >= 0 && behind <= mostReplayed;
    if (isReplayed !== (welcome.resume === 'replay'))
      blame(`${welcome.resume} for one that stands at ${have?.seq} of ${welcome.headSeq}`);
    if (welcome.resume === 'snapshot') {
      // A server that has gone again is asked again when it is back.
      readSituation(welcome).catch(() => later(sync));
      return;
    }
    missingUpTo = welcome.headSeq;
    noteCaughtUp();
  });
  socket.on('events', (message) => {
    if (welcomesAwaited > 0) return;
    if (principal === null) return blame('entries before a welcome');
    const found = fold.apply(message, principal);
    if (found === null) {
      blame(`stands at ${fold.situation.seq}, was sent what follows ${message.afterSeq}`);
      return sync();
    }
    blame(...found);
    for (const event of message.events) onEvent?.(event, fold.epoch ?? '');
    noteCaughtUp();
  });
  socket.on('positions', (frame) => {
    const found = positions.take(frame);
    blame(...found);
    if (found.length > 0) sync();
  });
  socket.on('beat', (beat) => {
    ({ stalledSinceMs } = beat);
  });

  return {
    socket,
    situation: () => fold.situation,
    epoch: () => fold.epoch,
    applied: fold.applied,
    faults,
    positions: (nowMs) => positions.ages(nowMs),
    stalledSinceMs: () => stalledSinceMs,
    close: () => {
      clearTimeout(retry);
      socket.disconnect();
    },
  };
}
