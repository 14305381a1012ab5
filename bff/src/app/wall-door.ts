import { randomBytes, randomInt } from 'node:crypto';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { type Wall, wallCodeLength, wallCodeLetters } from '@ftz/shared/contract/wall.ts';
import type { Clock, DurableLog, SessionStore } from '#domain/ports.ts';
import { createWaitingWalls, type WaitingWalls } from '#domain/walls/waiting-walls.ts';
import { createWallHearing, type WallHearing } from '#domain/walls/wall-hearing.ts';
import { createWallNonces, type WallNonces } from '#domain/walls/wall-nonces.ts';
import { createWallSessions, type WallSessions } from '#domain/walls/wall-sessions.ts';

type Deps = {
  log: Pick<DurableLog, 'onCommitted'>;
  clock: Clock;
  look: <T>(read: (situation: Situation) => T) => T;
  /** Tells the live lane that a session is over. */
  endSession: (tokenHash: string) => void;
};

export type WallDoor = {
  nonces: WallNonces;
  waiting: WaitingWalls;
  sessions: WallSessions;
  hearing: WallHearing;
  health: () => { ok: boolean; detail: string };
  close: () => void;
  /** The sessions of people, and beside them those of screens. */
  withWalls: (people: SessionStore) => SessionStore;
};

/** Where screens of the hall wait and come in; it keeps to what the log says of each. */
export function openWallDoor({ log, clock, look, endSession }: Deps): WallDoor {
  const nonces = createWallNonces(() => randomBytes(32).toString('base64url'));
  const waiting = createWaitingWalls(newCode);
  const sessions = createWallSessions();
  const hearing = createWallHearing();
  log.onCommitted((events) => {
    for (const { type, data } of events) {
      if (type === 'wall.enrolled') {
        waiting.letIn(data.display.keyId);
        hearing.expect(data.accountId);
      }
      if (type === 'wall.refused') waiting.turnAway(data.keyId, clock.nowMs());
      if (type === 'wall.revoked')
        for (const hash of sessions.endOfKey(data.keyId)) endSession(hash);
    }
  });
  // By a clock that nobody sets: how long a screen is silent is no matter of what time it is.
  let lookedAtMs = performance.now();
  const beat = setInterval(() => {
    hearing.watch(performance.now() - lookedAtMs);
    lookedAtMs = performance.now();
  }, 1_000);
  return {
    nonces,
    waiting,
    sessions,
    hearing,
    health: () => look(({ walls }) => healthOf(Object.values(walls))),
    close: () => clearInterval(beat),
    withWalls: (people) => ({
      ...people,
      find: async (tokenHash, nowMs) =>
        look((situation) => sessions.find(tokenHash, nowMs, situation)) ??
        (await people.find(tokenHash, nowMs)),
      revoke: async (tokenHash) => {
        if (!sessions.end(tokenHash)) await people.revoke(tokenHash);
      },
    }),
  };
}

const newCode = () =>
  Array.from(
    { length: wallCodeLength },
    () => wallCodeLetters[randomInt(wallCodeLetters.length)],
  ).join('');

/** A screen that shows nobody the present keeps nobody from working, and has to be known. */
function healthOf(walls: readonly Wall[]): { ok: boolean; detail: string } {
  const own = walls.filter(({ display }) => display !== null);
  const blind = own.flatMap(({ id, blindSinceMs }) =>
    blindSinceMs === null
      ? []
      : [`wall ${id} is blind since ${new Date(blindSinceMs).toISOString()}`],
  );
  return { ok: blind.length === 0, detail: blind.join(', ') || `${own.length} walls are heard` };
}
