import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openTracks } from '@ftz/bff/adapters/storage/tracks.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import {
  endForcibly,
  isolatedSettings,
  type LaunchedProduct,
  launchBff,
} from '#launched-product.ts';
import { signIn } from '#sign-in.ts';

let settings: Record<string, string>;
let product: LaunchedProduct;
const url = () => `http://127.0.0.1:${settings.PORT}`;

/** More than SQLite remembers, so that reading it all has to look at the disk. */
const points = 300_000;
const vehicles = 2_000;
const startMs = Date.now() - 600_000;

async function keepMany(dataDir: string): Promise<void> {
  const tracks = await openTracks({ dataDir, nowMs: Date.now, retainHours: 24, sealAfterMs: 0 });
  for (let n = 0; n < points; ) {
    const batch = new Set<Promise<void>>();
    for (const end = Math.min(points, n + 20_000); n < end; n++) {
      const lonE6 = 121_600_000 + ((n * 7_919) % 100_000);
      const atMs = startMs + Math.floor(n / vehicles) * 1000;
      batch.add(tracks.keep(`F${n % vehicles}`, atMs, lonE6, 31_300_000, n % 900, n % 360, 1));
    }
    await Promise.all(batch);
  }
  await tracks.close();
}

beforeAll(async () => {
  settings = { ...(await isolatedSettings()), FEEDS: 'none' };
  await keepMany(settings.DATA_DIR ?? '');
  product = await launchBff(settings);
}, 60_000);
afterAll(() => {
  if (product) endForcibly(product);
});

it('a house whose tracks turn to garbage says which and ends, so that it can be started anew', async () => {
  const accounts = JSON.parse(readFileSync(`${settings.DATA_DIR}/first-accounts.json`, 'utf8'));
  const officer = accounts.find(({ role }: { role: string }) => role === 'duty-officer');
  const cookie = await signIn(url(), officer.username, officer.password);
  for (const name of ['tracks.db', 'tracks.db-wal']) {
    const file = join(settings.DATA_DIR ?? '', name);
    const size = statSync(file, { throwIfNoEntry: false })?.size ?? 0;
    if (size > 0) writeFileSync(file, new Uint8Array(size).fill(7));
  }
  const query = `fromMs=${startMs}&toMs=${startMs + 600_000}`;
  await fetch(`${url()}/api/tracks?${query}`, { headers: { cookie } }).catch(() => undefined);
  expect(await product.ended).toBe(1);
  expect(product.printed()).toContain('The tracks can no longer be written: the track thread died');
});
