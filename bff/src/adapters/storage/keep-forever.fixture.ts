import { openTracks } from './tracks.ts';

/**
 * A process to be killed: it keeps points for as long as it lives, seals them as fast as it can, and
 * prints `vehicle second` for every point that was acknowledged to it, never before. Arguments:
 * DATA_DIR, and the second at which this life begins.
 */
const [dataDir = '', startS = ''] = process.argv.slice(2);

const tracks = await openTracks({
  dataDir,
  nowMs: () => Number(startS) * 1000,
  retainHours: 720,
  sealAfterMs: 0,
});

async function keepForever(vehicle: number): Promise<void> {
  for (let atS = Number(startS); ; atS++) {
    await tracks.keep(`V${vehicle}`, atS * 1000, atS % 1_000_000, vehicle, 0, 0, 0);
    process.stdout.write(`${vehicle} ${atS}\n`);
  }
}

await Promise.all(Array.from({ length: 200 }, (_, vehicle) => keepForever(vehicle)));
