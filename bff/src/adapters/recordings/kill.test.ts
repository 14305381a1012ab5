import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, onTestFinished, test } from 'vitest';
import { Ring } from './ring.ts';

const child = fileURLToPath(new URL('./record-forever.fixture.ts', import.meta.url));
const t0 = Date.UTC(2026, 5, 1, 3, 0, 0);

/** One life, killed once so many segments were said to be written. Answers their starts. */
async function liveAndDie(dataDir: string, firstMs: number, count: number): Promise<number[]> {
  const running = spawn(process.execPath, [child, dataDir, String(firstMs)], {
    stdio: ['ignore', 'pipe', 'inherit'],
  });
  const died = once(running, 'exit');
  const starts: number[] = [];
  for await (const line of createInterface({ input: running.stdout })) {
    starts.push(Number(line));
    if (starts.length === count) running.kill('SIGKILL');
  }
  expect(await died).toEqual([null, 'SIGKILL']);
  return starts;
}

test('kill -9 in the middle, again and again: what was written is there, whole, and held', async () => {
  const dataDir = mkdtempSync(join(tmpdir(), 'ring-kill-'));
  onTestFinished(() => rmSync(dataDir, { recursive: true, force: true }));
  const written: number[] = [];
  let firstMs = t0;
  for (const count of [1, 45, 130, 70]) {
    written.push(...(await liveAndDie(dataDir, firstMs, count)));
    firstMs = (written.at(-1) ?? 0) + 120_000;
  }
  const ring = new Ring(join(dataDir, 'recordings'), {
    hoursOf: () => 24,
    mostBytes: 1e9,
    leastFreeBytes: 0,
  });
  const kept = new Map(
    ring
      .list('CAM-1', { fromMs: t0, untilMs: firstMs })
      .map(({ startsAtMs }) => [startsAtMs, ring.segment('CAM-1', startsAtMs)?.[0]]),
  );
  for (const startsAtMs of written) expect(kept.get(startsAtMs)).toBe((startsAtMs / 2_000) % 256);
  expect(ring.held()).toHaveLength(4);
}, 60_000);
