import { describe, expect, it } from 'vitest';
import { judgePicture, type PictureState, type PictureVerdict } from './moving-picture.ts';

const t0 = 1_800_000_000_000;

/** Looks at the given seconds with the given newest frame (seconds, or null for a failed look). */
function watch(looks: [atS: number, newestS: number | null][]): PictureVerdict[] {
  let state: PictureState = { standing: 'unseen', newestMs: null, movedAtMs: t0 };
  return looks.map(([atS, newestS]) => {
    const newestMs = newestS === null ? null : t0 + newestS * 1000;
    const judged = judgePicture(state, newestMs, t0 + atS * 1000, 15_000);
    state = judged.state;
    return judged.verdict;
  });
}

describe('judgePicture', () => {
  it('says alive at every look that finds a new picture', () => {
    expect(
      watch([
        [1, 0],
        [6, 5],
        [11, 10],
      ]),
    ).toEqual(['alive', 'alive', 'alive']);
  });

  it('says gone once for a frozen picture, after more than 15 s', () => {
    const looks: [number, number][] = [
      [1, 0],
      [6, 0],
      [11, 0],
      [16, 0],
      [17, 0],
      [22, 0],
    ];
    expect(watch(looks)).toEqual(['alive', null, null, null, 'gone', null]);
  });

  it('says gone for a camera that never answered', () => {
    expect(
      watch([
        [5, null],
        [15, null],
        [16, null],
        [30, null],
      ]),
    ).toEqual([null, null, 'gone', null]);
  });

  it('says alive again after a recovery, and gone again after the next loss', () => {
    const looks: [number, number | null][] = [
      [1, 0],
      [20, null],
      [25, 24],
      [41, null],
      [42, null],
    ];
    expect(watch(looks)).toEqual(['alive', 'gone', 'alive', 'gone', null]);
  });

  it('does not take moving frames of another time for a live picture', () => {
    expect(
      watch([
        [1, -3600],
        [6, -3595],
        [16, -3585],
      ]),
    ).toEqual([null, null, 'gone']);
    expect(
      watch([
        [1, 3600],
        [6, 3605],
        [16, 3615],
      ]),
    ).toEqual([null, null, 'gone']);
  });
});
