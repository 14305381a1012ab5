import { holdReserve, isReserveWhole, shrinkReserve } from './reserve.ts';
import { isFull } from './sqlite-failure.ts';
import { StorageError } from './storage-error.ts';
import type { Tables } from './tables.ts';

const refused = (): StorageError =>
  new StorageError('disk-full', 'the rest of the disk is kept for what people do');

/**
 * The tables on a disk that may be full. From the first write that finds no room on, only what people
 * do is written, for which the reserve makes room, until `probe` finds enough to make it whole again.
 */
export function guardRoom(tables: Tables, dataDir: string): Tables {
  let whole = isReserveWhole(dataDir);

  /** Answers whether there may be room now. */
  function makeRoom(error: unknown): boolean {
    if (!isFull(error)) return false;
    whole = false;
    return shrinkReserve(dataDir);
  }

  function forPeople<A extends unknown[], R>(write: (...args: A) => R): (...args: A) => R {
    return (...args) => {
      for (;;) {
        try {
          return write(...args);
        } catch (error) {
          if (!makeRoom(error)) throw error;
        }
      }
    };
  }

  function unlessFull<A extends unknown[], R>(write: (...args: A) => R): (...args: A) => R {
    return (...args) => {
      if (!whole) throw refused();
      try {
        return write(...args);
      } catch (error) {
        makeRoom(error);
        throw error;
      }
    };
  }

  const commit = { ofPeople: forPeople(tables.commit), ofAnybody: unlessFull(tables.commit) };

  return {
    ...tables,
    commit: (request) => {
      const ofPeople = request.appends.every(({ mark }) => mark !== null);
      return ofPeople ? commit.ofPeople(request) : commit.ofAnybody(request);
    },
    createAccounts: forPeople(tables.createAccounts),
    openSession: forPeople(tables.openSession),
    // Who cannot sign out leaves a desk open to whoever sits down at it.
    revokeSession: forPeople(tables.revokeSession),
    keepPush: forPeople(tables.keepPush),
    forgetPushOfSession: forPeople(tables.forgetPushOfSession),
    addEvidence: unlessFull(tables.addEvidence),
    keepBadFrames: unlessFull(tables.keepBadFrames),
    saveSnapshot: unlessFull(tables.saveSnapshot),
    prune: unlessFull(tables.prune),
    keepReserve: () => {
      whole = holdReserve(dataDir);
    },
    probe: () => {
      whole = holdReserve(dataDir);
      if (!whole) throw refused();
      tables.probe();
    },
  };
}
