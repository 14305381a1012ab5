import type { IncomingMessage } from 'node:http';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { IceServer } from '@ftz/shared/contract/call.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { LiveDown } from '@ftz/shared/contract/live-down.ts';
import type { LiveUp } from '@ftz/shared/contract/live-up.ts';
import type { WallBeat } from '@ftz/shared/contract/wall.ts';
import type { Socket } from 'socket.io';
import type { SubmitCommand } from '#domain/commands/submit-command.ts';
import type { Clock, DurableLog } from '#domain/ports.ts';
import type { World } from '#domain/sighting.ts';

/** One page, as the lanes see it. */
export type LiveSocket = Socket<LiveUp, LiveDown, Record<string, never>, LiveClient>;

/** What a connection is: who, by which session, and what it has been sent. */
export type LiveClient = {
  principal: Principal;
  sessionHash: string;
  /** How far its durable stream has been sent; null while it is not attached to it. */
  sentUpTo: number | null;
  /** The number of the position frame that the page has got last; null before its first. */
  standsAt: number | null;
};

export type LiveDeps = {
  log: Pick<DurableLog, 'epoch' | 'headSeq' | 'read' | 'onCommitted'>;
  world: () => World;
  clock: Clock;
  /** Names the vehicle directory that this person may read. */
  directory: { tagFor: (principal: Principal) => string };
  /** Since when nothing can be recorded; null: all is well. */
  stalledSinceMs: () => number | null;
  submitCommand: SubmitCommand;
  /** Writes down that a call began or ended. */
  writeCall: (draft: DurableDraft) => void;
  /** A screen of the hall said that it lives. */
  hearWall: (accountId: string, beat: WallBeat) => void;
  iceServers: readonly IceServer[];
  /** Who asks, by the headers of the upgrade; null: nobody, or a foreign page. */
  authenticate: (
    request: IncomingMessage,
  ) => Promise<{ principal: Principal; sessionHash: string } | null>;
  /** Whether a session still lives: neither expired, nor revoked, nor its account disabled. */
  isSessionLive: (sessionHash: string) => Promise<boolean>;
};
