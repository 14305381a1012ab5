import fc from 'fast-check';
import { expect, it } from 'vitest';
import { decodePositionFrame, encodePositionFrame } from './position-frame.ts';

const row = fc.record({
  key: fc.nat(2 ** 32 - 1),
  point: fc.tuple(
    fc.integer({ min: -1_800_000_000, max: 1_800_000_000 }).map((e7) => e7 / 1e7),
    fc.integer({ min: -900_000_000, max: 900_000_000 }).map((e7) => e7 / 1e7),
  ),
  fixAtMs: fc.nat(2 ** 31).map((s) => s * 1000),
  speedKph: fc.nat(2000).map((d) => d / 10),
  headingDeg: fc.nat(3599).map((d) => d / 10),
});

it('gives back what was put in, to the resolution of the wire', () => {
  fc.assert(
    fc.property(fc.array(row, { maxLength: 40 }), fc.nat(), (rows, serverAtMs) => {
      const columns = decodePositionFrame(encodePositionFrame(serverAtMs, rows));
      expect(columns?.serverAtMs).toBe(serverAtMs);
      expect(columns?.rows).toBe(rows.length);
      rows.forEach((given, i) => {
        expect(columns?.key[i]).toBe(given.key);
        expect((columns?.lonE7[i] ?? 0) / 1e7).toBeCloseTo(given.point[0], 7);
        expect((columns?.latE7[i] ?? 0) / 1e7).toBeCloseTo(given.point[1], 7);
        expect((columns?.fixAtS[i] ?? 0) * 1000).toBe(given.fixAtMs);
        expect((columns?.speedDkph[i] ?? 0) / 10).toBeCloseTo(given.speedKph, 1);
        expect((columns?.headingDdeg[i] ?? 0) / 10).toBeCloseTo(given.headingDeg, 1);
      });
    }),
  );
});

it('refuses bytes that are no frame', () => {
  const frame = encodePositionFrame(1, []);
  expect(decodePositionFrame(frame.slice(0, 9))).toBeNull();
  expect(decodePositionFrame(new ArrayBuffer(17))).toBeNull();
});
