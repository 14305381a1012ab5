import { describe, expect, test } from 'vitest';
import type { BadFrame } from '#domain/ports.ts';
import { freshDataDir, openFor, upTo } from './storage.fixture.ts';

const frame = (n: number, bytes = new Uint8Array([n % 256])): BadFrame => ({
  gateway: 'jt808',
  atMs: n,
  peer: '10.0.0.1:99',
  reason: `reason ${n}`,
  bytes,
  length: bytes.length,
});

describe('bad frames', () => {
  test('come back newest first, as they were', async () => {
    const { badFrames } = await openFor(freshDataDir());
    for (const n of upTo(3)) badFrames.keep(frame(n));
    const recent = await badFrames.recent(2);
    expect(recent.map(({ atMs }) => atMs)).toEqual([3, 2]);
    expect({ ...recent[0], bytes: [...(recent[0]?.bytes ?? [])] }).toEqual({
      ...frame(3),
      bytes: [3],
    });
  });

  test('are kept with their first 2 kB, whatever becomes of the buffer', async () => {
    const { badFrames } = await openFor(freshDataDir());
    const bytes = new Uint8Array(5000).fill(7);
    badFrames.keep(frame(1, bytes));
    bytes.fill(0);
    const [kept] = await badFrames.recent(1);
    expect([...(kept?.bytes ?? [])]).toEqual(Array.from({ length: 2048 }, () => 7));
    expect(kept?.length).toBe(5000);
  });

  test('of a flood most are dropped, and counted', async () => {
    const storage = await openFor(freshDataDir());
    for (const n of upTo(1000)) storage.badFrames.keep(frame(n));
    expect(await storage.badFrames.recent(5000)).toHaveLength(200);
    expect(storage.health()).toMatchObject({ ok: true });
    expect(storage.health().detail).toContain('800 bad frames dropped');
  });

  test('the newest thousand stay', async () => {
    const { badFrames } = await openFor(freshDataDir());
    for (const round of upTo(12)) {
      for (const n of upTo(100)) badFrames.keep(frame(round * 100 + n));
      await badFrames.recent(0);
    }
    const recent = await badFrames.recent(5000);
    expect(recent).toHaveLength(1000);
    expect([recent[0]?.atMs, recent.at(-1)?.atMs]).toEqual([1300, 301]);
  });

  test('are written without being asked for, and on close', async () => {
    const dataDir = freshDataDir();
    const first = await openFor(dataDir);
    first.badFrames.keep(frame(1));
    await first.close();
    first.badFrames.keep(frame(2));
    expect((await (await openFor(dataDir)).badFrames.recent(10)).map(({ atMs }) => atMs)).toEqual([
      1,
    ]);
  });
});
