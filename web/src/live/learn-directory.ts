import type { VehicleDirectory } from '@ftz/shared/contract/vehicle-directory.ts';
import type { Answer } from '#api/request.ts';
import { readVehicleDirectory } from '#api/vehicle-directory.ts';
import { applyDirectory, directoryTag } from './latest-store.ts';

const againMs = 3000;

/** The edges of the world that reading needs; tests bring their own. */
export type DirectoryLine = {
  read: () => Promise<Answer<VehicleDirectory>>;
  tag: () => string | null;
  take: (directory: VehicleDirectory) => void;
  /** Calls back once, later; returns the way to cancel it. */
  after: (ms: number, callback: () => void) => () => void;
};

const liveLine: DirectoryLine = {
  read: readVehicleDirectory,
  tag: directoryTag,
  take: applyDirectory,
  after: (ms, callback) => {
    const timer = setTimeout(callback, ms);
    return () => clearTimeout(timer);
  },
};

/**
 * Keeps the vehicle directory of the person who is joined: `wants` reads it, again and again until it
 * is there, when the server names another one than this page has. A "no" ends that until the next name.
 */
export function createDirectoryReader(line: DirectoryLine = liveLine) {
  let wanted: string | null = null;
  let isReading = false;
  let cancelTimer = () => {};

  async function read(): Promise<void> {
    cancelTimer();
    const asked = wanted;
    if (isReading || asked === null || asked === line.tag()) return;
    isReading = true;
    const answer = await line.read();
    isReading = false;
    if (wanted === asked) settle(answer);
    // Another one was named meanwhile: this answer may be the older one.
    else if (wanted !== null && answer.ok && answer.value.tag === wanted) line.take(answer.value);
    else void read();
  }

  function settle(answer: Answer<VehicleDirectory>): void {
    if (answer.ok) {
      wanted = answer.value.tag;
      line.take(answer.value);
    } else if (answer.status !== 401 && answer.status !== 403) {
      cancelTimer = line.after(againMs, () => void read());
    }
  }

  return {
    wants(tag: string): void {
      wanted = tag;
      void read();
    },
    stop(): void {
      wanted = null;
      cancelTimer();
    },
  };
}
