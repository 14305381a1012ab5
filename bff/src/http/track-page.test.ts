import { expect, it } from 'vitest';
import type { TrackColumns } from '#domain/ports.ts';
import { type Range, trackOf } from './track-page.ts';

const points = 20_000;
/** One point a second from 0 on; those of the last are where they may be seen. */
function source(seenFrom: number) {
  const reads: number[] = [];
  const read = async ({ fromMs, toMs }: Range, limit: number): Promise<TrackColumns> => {
    reads.push(limit);
    const from = Math.ceil(fromMs / 1000);
    const count = Math.min(limit, points - from, Math.ceil(toMs / 1000) - from);
    const column = () => new Uint16Array(count);
    return {
      vehicleId: 'V1',
      count,
      atS: Uint32Array.from({ length: count }, (_, i) => from + i),
      lonE6: new Int32Array(count),
      latE6: new Int32Array(count),
      speedDkph: column(),
      headingDeg: column(),
      area: Uint8Array.from({ length: count }, (_, i) => (from + i >= seenFrom ? 1 : 2)),
    };
  };
  return { reads, read, visible: [false, true, false] };
}
const whole = { fromMs: 0, toMs: points * 1000 };

it('reads thousands at once, however few are asked for and however few may be seen', async () => {
  const hidden = source(points);
  expect(await trackOf('V1', hidden, whole, 1)).toMatchObject({ atMs: [], nextFromMs: null });
  expect(hidden.reads.length).toBeLessThanOrEqual(5);
  const late = source(points - 2);
  const last = (points - 1) * 1000;
  expect(await trackOf('V1', late, whole, 1)).toMatchObject({
    atMs: [last - 1000],
    nextFromMs: last,
  });
});
