import { speeds } from '#lib/running-time.ts';
import { useKeys } from './keys.ts';
import type { Player } from './use-player.ts';

/** One picture of a camera with 25 in a second. */
const frameMs = 40;

/** Space, arrows, brackets, comma and full stop, as long as a stage plays. */
export function usePlayKeys({ atMs, playing, speed, seek, setPlaying, setSpeed, read }: Player) {
  const pace = (by: 1 | -1) => setSpeed(speeds[speeds.indexOf(speed) + by] ?? speed);
  const stepFrame = (by: 1 | -1) => {
    setPlaying(false);
    seek(read().atMs + by * frameMs);
  };
  const toggle = () => setPlaying(!playing);
  useKeys(
    {
      Space: toggle,
      ArrowRight: () => seek(atMs + 5_000),
      ArrowLeft: () => seek(atMs - 5_000),
      '[': () => pace(-1),
      ']': () => pace(1),
      ',': () => stepFrame(-1),
      '.': () => stepFrame(1),
    },
    20,
  );
  return { toggle, pace, stepFrame };
}
