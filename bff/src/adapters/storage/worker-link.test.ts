import { Worker } from 'node:worker_threads';
import { describe, expect, onTestFinished, test, vi } from 'vitest';
import { openBadFrameStore } from './bad-frame-store.ts';
import { prepareDataDir } from './data-dir.ts';
import { openDurableLog } from './durable-log.ts';
import { freshDataDir, note, upTo } from './storage.fixture.ts';
import { linkWorker } from './worker-link.ts';

const logWorker = new URL('./log-worker.ts', import.meta.url);

function startThread(code: string | URL, workerData: unknown = null): Worker {
  const worker = new Worker(code, { workerData, eval: typeof code === 'string' });
  onTestFinished(async () => {
    await worker.terminate();
  });
  return worker;
}

/** Opens like the real thread, answers nothing, and dies of the first question. */
const mortal = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', () => { throw new Error('the disk is gone'); });
  parentPort.postMessage({ kind: 'ready', opened: { epoch: 'e', headSeq: 0 } });`;

describe('a thread that dies', () => {
  test('refuses everything under way and everything later, and says why', async () => {
    const link = await linkWorker(startThread(mortal));
    const { log, state } = openDurableLog(link, Date.now);
    const outcomes = await Promise.allSettled([
      ...upTo(20).map((n) => log.append([note(`${n}`)])),
      log.read(0, 10),
    ]);
    expect(outcomes.map(({ status }) => status)).not.toContain('fulfilled');
    await expect(log.append([note('late')])).rejects.toMatchObject({ code: 'gone' });
    expect(link.refusal()).toContain('the disk is gone');
    expect(state().failure).toContain('the disk is gone');
  });

  test('takes bad frames with it, and nobody is troubled', async () => {
    const badFrames = openBadFrameStore(await linkWorker(startThread(mortal)));
    const frame = { gateway: 'jt808', atMs: 1, peer: 'p', reason: 'r', length: 1 } as const;
    badFrames.keep({ ...frame, bytes: new Uint8Array(1) });
    await badFrames.flush();
    expect(badFrames.dropped()).toBe(1);
  });

  test('ended from outside, the real one refuses too', async () => {
    const dataDir = freshDataDir();
    prepareDataDir(dataDir);
    const worker = startThread(logWorker, { dataDir, freshEpoch: 'e' });
    const { log } = openDurableLog(await linkWorker(worker), Date.now);
    await log.append([note('kept')]);
    await Promise.allSettled([log.read(0, 1), worker.terminate()]);
    await expect(log.append([note('late')])).rejects.toMatchObject({ code: 'gone' });
  });
});

describe('a thread that hangs', () => {
  /** Opens like the real thread, and is heard no more. */
  const hung = `
  const { parentPort } = require('node:worker_threads');
  parentPort.on('message', () => undefined);
  parentPort.postMessage({ kind: 'ready', opened: { epoch: 'e', headSeq: 0 } });`;

  test('is known, whatever it was asked, since the oldest question', async () => {
    const link = await linkWorker(startThread(hung));
    vi.useFakeTimers({ toFake: ['performance'] });
    onTestFinished(() => void vi.useRealTimers());
    const { log, stalledSinceMs } = openDurableLog(link, () => 100_000 + performance.now());
    const askedAtMs = 100_000 + performance.now();
    log.knownKeys(['k']).catch(() => undefined);
    vi.advanceTimersByTime(1_900);
    log.append([note('never')]).catch(() => undefined);
    expect(stalledSinceMs()).toBeNull();
    vi.advanceTimersByTime(200);
    expect(stalledSinceMs()).toBe(askedAtMs);
  });
});

describe('a thread that does not open', () => {
  test('rejects with its reason', async () => {
    const failed = `require('node:worker_threads').parentPort.postMessage({
      kind: 'failed', failure: { code: 'schema-too-new', message: 'schema-too-new: 99' } })`;
    await expect(linkWorker(startThread(failed))).rejects.toMatchObject({
      code: 'schema-too-new',
      message: 'schema-too-new: 99',
    });
  });

  test('or ends without a word', async () => {
    await expect(linkWorker(startThread('process.exit(0)'))).rejects.toMatchObject({
      code: 'gone',
    });
  });
});
