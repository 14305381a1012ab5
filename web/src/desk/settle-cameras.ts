import type { RankedCamera } from '@ftz/shared/geo/camera-finder.ts';

/** So much better another camera must be to take the large picture from one that still sees. */
const clearlyBetter = 1.25;

/**
 * The same cameras in an order in which pictures do not jump: the large one stays while it sees the
 * target and no other sees it clearly better, the small ones keep their places. `before`: ids.
 */
export function settleCameras(
  before: readonly string[],
  ranked: readonly RankedCamera[],
): RankedCamera[] {
  const [best] = ranked;
  const held = ranked.find(({ camera }) => camera.id === before[0]);
  const stays = held && best && held.unseen === null && best.score < held.score * clearlyBetter;
  const main = stays ? held : best;
  const place = ({ camera }: RankedCamera) => {
    const at = before.indexOf(camera.id);
    return at < 0 ? before.length : at;
  };
  const rest = ranked.filter((each) => each !== main).sort((a, b) => place(a) - place(b));
  return main ? [main, ...rest] : [];
}
