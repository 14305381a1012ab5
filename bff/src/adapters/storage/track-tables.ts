import type { WantedPoints } from '#domain/ports.ts';
import { isReserveWhole } from './reserve.ts';
import { StorageError } from './storage-error.ts';
import type { Seconds } from './track-chunk.ts';
import { TrackFrames } from './track-frames.ts';
import { TrackReading } from './track-reading.ts';
import { openTrackDatabase } from './track-schema.ts';
import { TrackSealing } from './track-sealing.ts';
import { Tails } from './track-tails.ts';
import { type NewNames, TrackVehicles } from './track-vehicles.ts';

/** How old a tail becomes before it is sealed, and how long one piece of sealing may take. */
export type TrackSettings = { dataDir: string; sealAfterMs: number; pieceMs: number };

/** Lets others have their turn. */
type Breathe = () => Promise<void>;

/** Everything that the thread of the tracks can be asked, and the work that it does by itself. */
export function openTrackTables(
  { dataDir, sealAfterMs, pieceMs }: TrackSettings,
  breathe: Breathe,
) {
  const db = openTrackDatabase(dataDir);
  const tails = new Tails(sealAfterMs);
  const vehicles = new TrackVehicles(db);
  const frames = new TrackFrames(db, tails, vehicles);
  const sealing = new TrackSealing(db, tails, frames, vehicles, pieceMs);
  const reading = new TrackReading(db, tails, vehicles);
  let longReads = 0;
  frames.rebuild(performance.now());

  function needRoom(): void {
    if (isReserveWhole(dataDir)) return;
    throw new StorageError('disk-full', 'the rest of the disk is kept for what people do');
  }

  const asked = {
    keepFrame(newNames: NewNames, count: number, buffer: ArrayBuffer): void {
      // Before anything can fail: whoever sent them counts them as known from now on.
      vehicles.learn(newNames);
      needRoom();
      if (longReads === 0) sealing.makeRoom();
      frames.keep(count, buffer, performance.now());
    },
    /** Fails as `keepFrame` would: so that it is known when points can be kept again. */
    probe(): void {
      needRoom();
      frames.probe();
    },
    readTrack: (name: string, range: Seconds, limit: number) => reading.read(name, range, limit),
    async readTracks(range: Seconds, limit: number, wanted: WantedPoints | null) {
      longReads += 1;
      try {
        return await reading.readAll(range, limit, wanted, breathe);
      } finally {
        longReads -= 1;
      }
    },
    forgetBefore: (atS: number): void => sealing.forgetBefore(atS),
    close: (): void => db.close(),
  };

  return {
    asked,
    damagedFrames: frames.damaged,
    /** One small piece of what is due. False: nothing was, or a long read needs the tails as they are. */
    work: (): boolean => longReads === 0 && sealing.work(performance.now()),
  };
}

export type TrackTables = ReturnType<typeof openTrackTables>['asked'];
/** What the thread says when it is open. */
export type OpenedTracks = { damagedFrames: number };
