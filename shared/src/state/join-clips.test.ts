import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { HeldClip } from '#contract/recording.ts';
import { joinClips } from './join-clips.ts';

const clip = fc
  .record({
    cameraId: fc.constantFrom('C1', 'C2'),
    fromMs: fc.integer({ min: 0, max: 50 }),
    length: fc.integer({ min: 1, max: 20 }),
  })
  .map(({ length, ...of }) => ({ ...of, untilMs: of.fromMs + length }));

it('covers exactly the same moments, with as few clips as can be', () => {
  fc.assert(
    fc.property(fc.array(clip), (clips) => {
      const joined = joinClips(clips);
      for (const cameraId of ['C1', 'C2']) {
        const own = joined.filter((one) => one.cameraId === cameraId);
        for (let at = 0; at < 75; at++) {
          const covers = (all: readonly HeldClip[]) =>
            all.filter((one) => one.cameraId === cameraId && one.fromMs <= at && at < one.untilMs);
          expect(covers(own)).toHaveLength(covers(clips).length > 0 ? 1 : 0);
        }
        own.forEach((one, i) => {
          if (i > 0) expect(one.fromMs).toBeGreaterThan(own[i - 1]?.untilMs ?? 0);
        });
      }
    }),
  );
});
