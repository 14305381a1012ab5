import type { Principal } from '@ftz/shared/contract/account.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { principalOfWall, wallOfKey } from '@ftz/shared/state/wall-lifecycle.ts';

/** A screen proves its key again when this is over, and after each restart of the house. */
export const wallSessionMs = 24 * 3_600_000;
/** Of one key: pages that were loaded again while their older session still holds. */
const mostPerKey = 20;

type WallSession = { keyId: string; expiresAtMs: number };

/**
 * Sessions of screens, in memory alone: a key opens another one in a second. Whether a screen is let in
 * stands in the log, and is asked there each time, so that who was put out is out with that entry.
 */
export type WallSessions = {
  open: (tokenHash: string, keyId: string, nowMs: number) => void;
  find: (tokenHash: string, nowMs: number, situation: Situation) => Principal | null;
  /** False: it is none of a screen. */
  end: (tokenHash: string) => boolean;
  /** Ends all of a key; their hashes. */
  endOfKey: (keyId: string) => string[];
};

export function createWallSessions(): WallSessions {
  /** The oldest first. */
  const sessions = new Map<string, WallSession>();
  const ofKey = (keyId: string) =>
    [...sessions].filter(([, session]) => session.keyId === keyId).map(([hash]) => hash);

  return {
    open: (tokenHash, keyId, nowMs) => {
      for (const [hash, { expiresAtMs }] of sessions)
        if (expiresAtMs <= nowMs) sessions.delete(hash);
      const own = ofKey(keyId);
      for (const hash of own.slice(0, Math.max(0, own.length + 1 - mostPerKey)))
        sessions.delete(hash);
      sessions.set(tokenHash, { keyId, expiresAtMs: nowMs + wallSessionMs });
    },
    find: (tokenHash, nowMs, situation) => {
      const session = sessions.get(tokenHash);
      if (!session || session.expiresAtMs <= nowMs) return null;
      const wall = wallOfKey(situation, session.keyId);
      return wall ? principalOfWall(wall) : null;
    },
    end: (tokenHash) => sessions.delete(tokenHash),
    endOfKey: (keyId) => {
      const hashes = ofKey(keyId);
      for (const hash of hashes) sessions.delete(hash);
      return hashes;
    },
  };
}
