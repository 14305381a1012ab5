import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { freshDataDir, openFor, seqsOf, textOf, upTo } from './storage.fixture.ts';
import { verifyChain } from './verify-chain.ts';

const child = fileURLToPath(new URL('./append-forever.fixture.ts', import.meta.url));

/** One life, killed once `acks` entries were acknowledged. Answers every `seq text` that it printed. */
async function liveAndDie(dataDir: string, life: string, acks: number): Promise<string[]> {
  const running = spawn(process.execPath, [child, dataDir, life], {
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

test('kill -9 in the middle, again and again: every acknowledged entry is there, in order, without a gap', async () => {
  const dataDir = freshDataDir();
  const acknowledged: string[] = [];
  for (const acks of [1, 40, 300, 77, 500]) {
    acknowledged.push(...(await liveAndDie(dataDir, `life${acks}`, acks)));
  }
  const { log } = await openFor(dataDir);
  const events = await log.read(0, 100_000);
  expect(seqsOf(events)).toEqual(upTo(events.length));

  const found = new Set(events.map((event) => `${event.seq} ${textOf(event)}`));
  expect(acknowledged.filter((line) => !found.has(line))).toEqual([]);
  expect(acknowledged.length).toBeGreaterThanOrEqual(918);
  expect(verifyChain(dataDir)).toMatchObject({ ok: true, entries: events.length });
  // Both drafts of an append are there, or neither: all or nothing held in every death.
  const halves = events.filter((event) => textOf(event).endsWith('-a'));
  expect(halves).toHaveLength(events.length / 2);
}, 60_000);
