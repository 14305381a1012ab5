import { openStorage } from '@ftz/bff/adapters/storage/storage.ts';
import { openTracks } from '@ftz/bff/adapters/storage/tracks.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { fleetVehicle } from '@ftz/shared/site/fleet.ts';
import { answerQuestions } from './child-program.ts';
import { createMovingTable } from './moving-table.ts';

/** Lays down where a fleet was during some minutes of the past, through the store that the house uses. */
export type PastSettings = {
  dataDir: string;
  vehicles: number;
  /** When each window begins; a vehicle reports every five seconds of it. */
  windowsAtMs: number[];
  windowMs: number;
};

const reportEveryMs = 5_000;

answerQuestions({
  write: async ({ dataDir, vehicles, windowsAtMs, windowMs }: PastSettings) => {
    let ids = 0;
    const newId = (prefix: string) => `${prefix}${++ids}`;
    const say = () => undefined;
    // The store of the log holds the folder for both.
    const storage = await openStorage({ dataDir, nowMs: Date.now, newId, say });
    const tracks = await openTracks({ dataDir, nowMs: Date.now, retainHours: 48 });
    const table = createMovingTable(vehicles);
    let points = 0;
    for (const fromMs of windowsAtMs) {
      for (let atMs = fromMs; atMs < fromMs + windowMs; atMs += reportEveryMs) {
        table.step();
        await Promise.all(
          Array.from({ length: vehicles }, (_, i) =>
            tracks.keep(
              fleetVehicle(i + 1).id,
              atMs + ((i * 7) % reportEveryMs),
              table.lonE6[i]!,
              table.latE6[i]!,
              table.speedDkph[i]!,
              table.headingDeg[i]!,
              1 + (i % areaIds.length),
            ),
          ),
        );
        points += vehicles;
      }
    }
    await tracks.close();
    await storage.close();
    return points;
  },
});
