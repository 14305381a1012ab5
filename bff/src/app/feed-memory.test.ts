import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it, onTestFinished, vi } from 'vitest';
import { recallFeeds, rememberFeeds } from './feed-memory.ts';

function freshFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ftz-feeds-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
const span = { area: 'WGQ' as const, gateway: 'jt808' as const, fromMs: 5, untilMs: null };

it('what was known of feeds when the house ended is known when it starts', async () => {
  const dataDir = freshFolder();
  expect(recallFeeds(dataDir)).toBeNull();
  const heard = new Map([['WGQ/jt808', 7]]);
  const memory = rememberFeeds({
    dataDir,
    heard: () => heard,
    silences: { fromMs: 3, spans: [span] },
  });
  heard.set('YSP/jt808', 8);
  await memory.close();
  expect(recallFeeds(dataDir)).toEqual({
    heard: { 'WGQ/jt808': 7, 'YSP/jt808': 8 },
    silences: { fromMs: 3, spans: [span] },
  });
  expect(readdirSync(dataDir)).toEqual(['feeds-heard.json']);
  expect(statSync(join(dataDir, 'feeds-heard.json')).mode & 0o777).toBe(0o600);
});

it('what cannot be read is not known, and keeps nobody from work', () => {
  const dataDir = freshFolder();
  writeFileSync(join(dataDir, 'feeds-heard.json'), '{"heard":{"WGQ/jt808":"yesterday"}}');
  const said = vi.spyOn(process.stderr, 'write').mockReturnValue(true);
  onTestFinished(() => said.mockRestore());
  expect(recallFeeds(dataDir)).toBeNull();
  expect(said).toHaveBeenCalledOnce();
});
