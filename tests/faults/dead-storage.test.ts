import { readFileSync, statSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openStorage } from '@ftz/bff/adapters/storage/storage.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
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
const muchMore = Array.from(
  { length: 4_000 },
  (): DurableDraft => ({
    type: 'incident.noted',
    areas: ['WGQ'],
    actor: { kind: 'machine', name: 'test' },
    data: { incidentId: 'I1', text: 'x'.repeat(2_000) },
  }),
);

beforeAll(async () => {
  settings = { ...(await isolatedSettings()), FEEDS: 'none' };
  const dataDir = settings.DATA_DIR ?? '';
  const storage = await openStorage({ dataDir, nowMs: Date.now, newId: (prefix) => `${prefix}1` });
  await storage.log.append(muchMore);
  await storage.close();
  product = await launchBff(settings);
});
afterAll(() => {
  if (product) endForcibly(product);
});

it('a house whose log turns to garbage says why and ends, so that it can be started anew', async () => {
  const accounts = JSON.parse(readFileSync(`${settings.DATA_DIR}/first-accounts.json`, 'utf8'));
  const officer = accounts.find(({ role }: { role: string }) => role === 'duty-officer');
  const cookie = await signIn(url(), officer.username, officer.password);
  for (const name of ['command-center.db', 'command-center.db-wal']) {
    const file = join(settings.DATA_DIR ?? '', name);
    writeFileSync(file, new Uint8Array(statSync(file).size).fill(7));
  }
  for (let afterSeq = 0; afterSeq < 4_000; afterSeq += 1_000) {
    const asked = fetch(`${url()}/api/events?afterSeq=${afterSeq}&limit=1000`, {
      headers: { cookie },
    });
    await asked.catch(() => undefined);
  }
  expect(await product.ended).toBe(1);
  expect(product.printed()).toContain('The log can no longer be written');
});
