import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { DatabaseSync } from 'node:sqlite';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { trackFile } from './data-dir.ts';
import { numberIn } from './row-values.ts';
import { freshDataDir } from './storage.fixture.ts';
import { nowS, openTracksFor, pointsIn } from './track.fixture.ts';

const child = fileURLToPath(new URL('./keep-forever.fixture.ts', import.meta.url));

/** One life, killed once `acks` points were acknowledged. Answers every `vehicle second` that it printed. */
async function liveAndDie(dataDir: string, startS: number, acks: number): Promise<string[]> {
  const running = spawn(process.execPath, [child, dataDir, String(startS)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const died = once(running, 'exit');
  const lines: string[] = [];
  for await (const line of createInterface({ input: running.stdout })) {
    lines.push(line);
    if (lines.length === acks) running.kill('SIGKILL');
  }
  expect(await died).toEqual([null, 'SIGKILL']);
  return lines;
}

function rowsOf(dataDir: string, table: 'frame' | 'chunk'): number {
  const db = new DatabaseSync(trackFile(dataDir), { readOnly: true });
  const row = db.prepare(`SELECT count(*) AS n FROM ${table}`).get() ?? {};
  db.close();
  return numberIn(row, 'n');
}

test('kill -9 in the middle of keeping and sealing: every acknowledged point is there, once', async () => {
  const dataDir = freshDataDir();
  const acknowledged: string[] = [];
  for (const [life, acks] of [1, 900, 2500, 4001, 1800].entries()) {
    acknowledged.push(...(await liveAndDie(dataDir, nowS + life * 1000, acks)));
  }
  const tracks = await openTracksFor(dataDir, { nowMs: () => (nowS + 10_000) * 1000 });
  expect(rowsOf(dataDir, 'chunk')).toBeGreaterThan(0);
  const all = (await tracks.readAll({ fromMs: 0, toMs: 4e12 }, 100_000)).flatMap(pointsIn);
  const found = all.map(({ vehicle, atS }) => `${vehicle} ${atS}`);
  const known = new Set(found);
  expect(known.size).toBe(found.length);
  expect(acknowledged.filter((line) => !known.has(line))).toEqual([]);
  expect(acknowledged.length).toBeGreaterThanOrEqual(9202);
  // What a second holds is what was sent in it.
  expect(
    all.every(({ vehicle, atS, lonE6, latE6 }) => lonE6 === atS % 1_000_000 && latE6 === vehicle),
  ).toBe(true);
}, 60_000);
