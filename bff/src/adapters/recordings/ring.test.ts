import {
  appendFileSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  rmSync,
  truncateSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { expect, it, onTestFinished } from 'vitest';
import { type NewSegment, Ring } from './ring.ts';
import type { RingLimits } from './ring-room.ts';

const t0 = Date.UTC(2026, 5, 1, 3, 0, 0);
const init = new Uint8Array([1, 2, 3, 4]);

function newFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), 'ring-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

const limits = (more: Partial<RingLimits> = {}): RingLimits => ({
  hoursOf: () => 24,
  mostBytes: 1e9,
  leastFreeBytes: 0,
  ...more,
});

const segmentAt = (startsAtMs: number, more: Partial<NewSegment> = {}): NewSegment => ({
  cameraId: 'CAM-1',
  startsAtMs,
  durationMs: 2_000,
  begins: false,
  init,
  media: new Uint8Array(100).fill(Math.floor(startsAtMs / 2_000) % 256),
  ...more,
});

/** So many segments of two seconds, from `t0` on. */
function fill(ring: Ring, count: number, cameraId = 'CAM-1'): void {
  for (let i = 0; i < count; i++) ring.append(segmentAt(t0 + i * 2_000, { cameraId }));
}

const startsOf = (ring: Ring, fromMs: number, untilMs: number, cameraId = 'CAM-1') =>
  ring.list(cameraId, { fromMs, untilMs }).map(({ startsAtMs }) => (startsAtMs - t0) / 1000);

it('gives back what was kept by its time, also after a new start', () => {
  const folder = newFolder();
  const ring = new Ring(folder, limits());
  fill(ring, 90);
  expect(startsOf(ring, t0 + 57_000, t0 + 64_000)).toEqual([56, 58, 60, 62]);
  ring.close();
  const again = new Ring(folder, limits());
  expect(startsOf(again, t0 + 57_000, t0 + 64_000)).toEqual([56, 58, 60, 62]);
  expect(again.segment('CAM-1', t0 + 58_000)?.[0]).toBe((t0 / 2_000 + 29) % 256);
  expect(again.segment('CAM-1', t0 + 58_001)).toBeNull();
  const name = again.list('CAM-1', { fromMs: t0, untilMs: t0 + 1 })[0]?.init ?? '';
  expect(again.init('CAM-1', name)).toEqual(init);
  expect(again.init('CAM-1', '../../../etc/passwd')).toBeNull();
});

it('keeps each moment once when what was kept is listed again', () => {
  const folder = newFolder();
  const ring = new Ring(folder, limits());
  fill(ring, 10);
  ring.close();
  const again = new Ring(folder, limits());
  fill(again, 12);
  expect(startsOf(again, t0, t0 + 60_000)).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16, 18, 20, 22]);
});

it('cuts off what a power cut tore, and records on', () => {
  const folder = newFolder();
  const ring = new Ring(folder, limits());
  fill(ring, 10);
  ring.close();
  const [camera = ''] = readdirSync(join(folder, 'ring'));
  const [hour = ''] = readdirSync(join(folder, 'ring', camera)).filter((one) => /^\d/.test(one));
  const files = readdirSync(join(folder, 'ring', camera, hour));
  const path = (ending: string) =>
    join(folder, 'ring', camera, hour, files.find((file) => file.endsWith(ending)) ?? '');
  truncateSync(path('.m4s'), 950);
  appendFileSync(path('.rows'), Buffer.from('half a row'));
  const again = new Ring(folder, limits());
  expect(startsOf(again, t0, t0 + 60_000)).toEqual([0, 2, 4, 6, 8, 10, 12, 14, 16]);
  again.append(segmentAt(t0 + 20_000));
  expect(startsOf(again, t0, t0 + 60_000).at(-1)).toBe(20);
});

it('never hands out bytes that are not those that were written', () => {
  const folder = newFolder();
  const ring = new Ring(folder, limits());
  fill(ring, 3);
  ring.close();
  const [camera = ''] = readdirSync(join(folder, 'ring'));
  const [hour = ''] = readdirSync(join(folder, 'ring', camera)).filter((one) => /^\d/.test(one));
  const media = readdirSync(join(folder, 'ring', camera, hour)).find((one) => one.endsWith('.m4s'));
  const path = join(folder, 'ring', camera, hour, media ?? '');
  truncateSync(path, 150);
  appendFileSync(path, Buffer.alloc(150));
  const again = new Ring(folder, limits());
  expect(again.segment('CAM-1', t0)).not.toBeNull();
  expect(() => again.segment('CAM-1', t0 + 2_000)).toThrow('damaged');
});

it('lets go of the oldest first, by hours and by bytes', () => {
  const ring = new Ring(newFolder(), limits({ hoursOf: (id) => (id === 'CAM-2' ? 1 / 60 : 24) }));
  fill(ring, 150);
  fill(ring, 150, 'CAM-2');
  ring.sweep(t0 + 300_000);
  expect(startsOf(ring, t0, t0 + 300_000)[0]).toBe(0);
  expect(startsOf(ring, t0, t0 + 300_000, 'CAM-2')[0]).toBe(180);

  const bounded = new Ring(newFolder(), limits({ mostBytes: 9_000 }));
  fill(bounded, 150);
  bounded.sweep(t0);
  expect(bounded.bytes).toBeLessThanOrEqual(9_000);
  expect(startsOf(bounded, t0, t0 + 300_000)[0]).toBe(120);
});

it('gives others half of what it had that day, not all in vain, and says what is missing', () => {
  const ring = new Ring(newFolder(), limits({ leastFreeBytes: Number.MAX_SAFE_INTEGER }));
  fill(ring, 300);
  for (let i = 0; i < 3; i++) expect(ring.sweep(t0).shortBytes).toBeGreaterThan(1e9);
  expect(startsOf(ring, t0, t0 + 600_000)[0]).toBe(300);
  // It goes on within what is left, and the next day gives half of that, by whole minutes.
  for (let i = 300; i < 330; i++) ring.append(segmentAt(t0 + i * 2_000));
  ring.sweep(t0);
  expect(startsOf(ring, t0, t0 + 660_000)[0]).toBe(360);
  ring.sweep(t0 + 24 * 3_600_000);
  expect(startsOf(ring, t0, t0 + 660_000)[0]).toBe(540);
});

it('for a disk that is short lets go of nothing that an incident holds: it would free nothing', () => {
  const ring = new Ring(newFolder(), limits({ leastFreeBytes: Number.MAX_SAFE_INTEGER }));
  fill(ring, 300);
  const clip = { cameraId: 'CAM-1', fromMs: t0 + 75_000, untilMs: t0 + 120_000 };
  for (const incidentId of ['I1', 'I2']) ring.hold(incidentId, [clip]);
  ring.letGo('I2');
  ring.sweep(t0);
  const before = ring.bytes;
  expect(startsOf(ring, t0, t0 + 360_000)[0]).toBe(60);
  ring.letGo('I1');
  expect(ring.bytes).toBe(before);
  expect(startsOf(ring, t0 + 60_000, t0 + 120_000)).toHaveLength(30);
});

it('keeps what a camera shows whose clock was set back, each picture under its own name', () => {
  const folder = newFolder();
  const ring = new Ring(folder, limits());
  fill(ring, 25);
  const setBack = (i: number) => segmentAt(t0 + i * 2_000, { media: new Uint8Array(50).fill(i) });
  for (let i = 10; i < 40; i++) ring.append(setBack(i));
  ring.close();
  const again = new Ring(folder, limits());
  for (let i = 34; i < 42; i++) again.append(setBack(i));
  const starts = startsOf(again, t0, t0 + 100_000);
  expect(new Set(starts).size).toBe(25 + 32);
  expect(starts).toHaveLength(25 + 32);
  const lengths = starts.map((s) => again.segment('CAM-1', t0 + s * 1000)?.length);
  expect(lengths.filter((length) => length === 100)).toHaveLength(25);
  expect(lengths.filter((length) => length === 50)).toHaveLength(32);
});

it('holds what an incident needs, before and after, over a new start and against every limit', () => {
  const folder = newFolder();
  const ring = new Ring(folder, limits({ mostBytes: 0 }));
  fill(ring, 90);
  const clip = { cameraId: 'CAM-1', fromMs: t0 + 130_000, untilMs: t0 + 250_000 };
  ring.hold('I1', [clip]);
  for (let i = 90; i < 150; i++) ring.append(segmentAt(t0 + i * 2_000));
  ring.sweep(t0);
  ring.close();
  const again = new Ring(folder, limits({ mostBytes: 0 }));
  again.append(segmentAt(t0 + 400_000));
  again.sweep(t0);
  const kept = startsOf(again, clip.fromMs, clip.untilMs);
  expect([kept[0], kept.at(-1), kept.length]).toEqual([130, 248, 60]);
  expect(again.segment('CAM-1', t0 + 130_000)).toHaveLength(100);
  expect(again.held()).toEqual([{ incidentId: 'I1', clips: [clip], keptUntilMs: null }]);
  expect(startsOf(again, t0, t0 + 100_000)).toEqual([]);
  again.letGo('I1');
  expect(startsOf(again, clip.fromMs, clip.untilMs)).toEqual([]);
});

it('opens over what a crash or somebody else left there', () => {
  const folder = newFolder();
  const ring = new Ring(folder, limits());
  fill(ring, 5);
  ring.hold('I1', [{ cameraId: 'CAM-1', fromMs: t0, untilMs: t0 + 60_000 }]);
  ring.close();
  for (const stray of [
    'ring/CAM-1/init-0123456789abcdef.mp4.new',
    'ring/CAM-1/notes.txt',
    'ring/%E0%A4%A',
    'ring/stray',
    'held/stray',
  ]) {
    writeFileSync(join(folder, stray), 'x');
  }
  mkdirSync(join(folder, 'held', 'I2'));
  writeFileSync(join(folder, 'held', 'I2', 'clips.json'), '[{"camer');
  const again = new Ring(folder, limits());
  expect(startsOf(again, t0, t0 + 60_000)).toEqual([0, 2, 4, 6, 8]);
  expect(again.held().map(({ incidentId }) => incidentId)).toEqual(['I1']);
  again.append(segmentAt(t0 + 10_000));
  expect(startsOf(again, t0, t0 + 60_000)).toHaveLength(6);
});

it('writes down what is held once, however often it is asked to', () => {
  const ring = new Ring(newFolder(), limits());
  fill(ring, 5);
  const clip = { cameraId: 'CAM-1', fromMs: t0, untilMs: t0 + 60_000 };
  for (let i = 0; i < 5; i++) ring.hold('I1', [clip]);
  expect(ring.held()).toEqual([{ incidentId: 'I1', clips: [clip], keptUntilMs: null }]);
});

it('takes a long list that was written before a new start for what it is', () => {
  const folder = newFolder();
  const ring = new Ring(folder, limits());
  fill(ring, 90);
  ring.close();
  const again = new Ring(folder, limits());
  fill(again, 91);
  expect(startsOf(again, t0, t0 + 300_000)).toHaveLength(91);
});

it('loses nothing held and nothing young, whatever comes in which order', () => {
  fc.assert(
    fc.property(
      fc.array(
        fc.oneof(
          fc.record({ act: fc.constant('append' as const), n: fc.integer({ min: 1, max: 40 }) }),
          fc.record({ act: fc.constant('sweep' as const), n: fc.integer({ min: 0, max: 5 }) }),
          fc.record({ act: fc.constant('hold' as const), n: fc.integer({ min: 0, max: 30 }) }),
          fc.record({ act: fc.constant('restart' as const), n: fc.constant(0) }),
        ),
        { maxLength: 25 },
      ),
      (steps) => {
        const folder = mkdtempSync(join(tmpdir(), 'ring-'));
        try {
          const few = limits({ mostBytes: 4_000 });
          let ring = new Ring(folder, few);
          let next = 0;
          const wanted = new Set<number>();
          for (const { act, n } of steps) {
            if (act === 'append')
              for (let i = 0; i < n; i++) ring.append(segmentAt(t0 + next++ * 2_000));
            if (act === 'sweep') ring.sweep(t0 + next * 2_000);
            if (act === 'restart') {
              ring.close();
              ring = new Ring(folder, few);
            }
            if (act === 'hold' && next > 0) {
              const first = Math.max(0, next - n);
              const there = new Set(startsOf(ring, t0 + first * 2_000, t0 + next * 2_000 + 60_000));
              ring.hold(`I${wanted.size}`, [
                {
                  cameraId: 'CAM-1',
                  fromMs: t0 + first * 2_000,
                  untilMs: t0 + next * 2_000 + 60_000,
                },
              ]);
              for (const start of there) wanted.add(start);
            }
          }
          const kept = startsOf(ring, t0, t0 + 1e8);
          expect(new Set(kept).size).toBe(kept.length);
          for (const start of wanted) expect(kept).toContain(start);
          if (next > 0) expect(kept.at(-1)).toBe((next - 1) * 2);
          ring.close();
        } finally {
          rmSync(folder, { recursive: true, force: true });
        }
      },
    ),
    { numRuns: 60 },
  );
});

const filesIn = (folder: string) =>
  readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) =>
    /\.(m4s|rows)$/.test(name),
  );

it('erases a clip in ring and hold, whole minutes, and what others hold stays for them', () => {
  const folder = newFolder();
  const ring = new Ring(folder, limits());
  fill(ring, 300);
  const minute = (n: number, m: number, cameraId = 'CAM-1') => ({
    ...{ cameraId, fromMs: t0 + n * 60_000 + 15_000, untilMs: t0 + m * 60_000 + 15_000 },
  });
  ring.hold('I1', [minute(1, 2)]);
  ring.hold('I2', [minute(2, 3)]);
  const before = ring.bytes;
  // The third minute is held for I2 as well.
  expect(ring.erase(['I1'], minute(1, 2))).toBe(true);
  expect(startsOf(ring, t0, t0 + 600_000).filter((s) => s >= 60 && s < 120)).toEqual([]);
  expect(startsOf(ring, t0 + 120_000, t0 + 180_000)).toHaveLength(30);
  expect(ring.bytes).toBe(before - 30 * 100);
  expect(ring.erase(['I1'], minute(1, 2)), 'again').toBe(true);
  ring.close();
  const again = new Ring(folder, limits());
  expect(again.held()).toContainEqual({ incidentId: 'I1', clips: [], keptUntilMs: null });
  expect(again.erase(['I2', 'I1'], minute(2, 3))).toBe(false);
  expect(startsOf(again, t0, t0 + 600_000).filter((s) => s >= 60 && s < 240)).toEqual([]);
  expect(filesIn(join(folder, 'held'))).toEqual([]);
});

it('keeps a minute that another clip of the same incident needs', () => {
  const ring = new Ring(newFolder(), limits());
  fill(ring, 300);
  const clip = (fromS: number, untilS: number) => ({
    ...{ cameraId: 'CAM-1', fromMs: t0 + fromS * 1000, untilMs: t0 + untilS * 1000 },
  });
  ring.hold('I1', [clip(75, 130), clip(160, 200)]);
  expect(ring.erase(['I1'], clip(75, 130))).toBe(true);
  expect(startsOf(ring, t0 + 60_000, t0 + 120_000)).toEqual([]);
  expect(startsOf(ring, t0 + 160_000, t0 + 200_000)).toHaveLength(20);
  expect(ring.held()).toMatchObject([{ incidentId: 'I1', clips: [clip(160, 200)] }]);
});

it('remembers until when something is held, and forgets it with that', () => {
  const folder = newFolder();
  const ring = new Ring(folder, limits());
  fill(ring, 60);
  const clips = [{ cameraId: 'CAM-1', fromMs: t0, untilMs: t0 + 30_000 }];
  ring.hold('I1', clips);
  ring.retain('I1', t0 + 9);
  ring.retain('I-nobody', t0 + 9);
  ring.close();
  const again = new Ring(folder, limits());
  expect(again.held()).toEqual([{ incidentId: 'I1', clips, keptUntilMs: t0 + 9 }]);
  again.letGo('I1');
  again.hold('I1', clips);
  expect(again.held()).toEqual([{ incidentId: 'I1', clips, keptUntilMs: null }]);
});
