import type { HeldClip } from '#contract/recording.ts';

/** What touches or overlaps of one camera is one clip; by camera, then by time. */
export function joinClips(clips: readonly HeldClip[]): HeldClip[] {
  const joined: HeldClip[] = [];
  const inOrder = clips.toSorted(
    (a, b) => compare(a.cameraId, b.cameraId) || a.fromMs - b.fromMs || a.untilMs - b.untilMs,
  );
  for (const clip of inOrder) {
    const last = joined.at(-1);
    if (last?.cameraId !== clip.cameraId || clip.fromMs > last.untilMs) joined.push({ ...clip });
    else last.untilMs = Math.max(last.untilMs, clip.untilMs);
  }
  return joined;
}

const compare = (a: string, b: string) => (a < b ? -1 : a > b ? 1 : 0);
