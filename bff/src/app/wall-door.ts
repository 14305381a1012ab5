import { randomBytes, randomInt } from 'node:crypto';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { wallCodeLength, wallCodeLetters } from '@ftz/shared/contract/wall.ts';
import type { Clock, DurableLog, SessionStore } from '#domain/ports.ts';
import { createWaitingWalls, type WaitingWalls } from '#domain/walls/waiting-walls.ts';
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
  /** The sessions of people, and beside them those of screens. */
  withWalls: (people: SessionStore) => SessionStore;
};

/** Where screens of the hall wait and come in; it keeps to what the log says of each. */
export function openWallDoor({ log, clock, look, endSession }: Deps): WallDoor {
  const nonces = createWallNonces(() => randomBytes(32).toString('base64url'));
  const waiting = createWaitingWalls(newCode);
  const sessions = createWallSessions();
  log.onCommitted((events) => {
    for (const { type, data } of events) {
      if (type === 'wall.enrolled') waiting.letIn(data.display.keyId);
      if (type === 'wall.refused') waiting.turnAway(data.keyId, clock.nowMs());
      if (type === 'wall.revoked')
        for (const hash of sessions.endOfKey(data.keyId)) endSession(hash);
    }
  });
  return {
    nonces,
    waiting,
    sessions,
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
