import type { FenceReport, FenceSignal, FenceState } from '#contract/fence.ts';

export const isFenceAlarm = (signal: FenceSignal): boolean =>
  signal === 'alarm' || signal === 'verified-alarm';

/**
 * A stretch of fence after a report. What a panel reports stands until it takes it back; a camera only
 * sees what passes by, so its word counts where the panel has nothing to say. What it says of itself
 * (covered, no picture) is nothing of the fence.
 */
export function foldFence(
  before: FenceState | undefined,
  report: FenceReport,
  atMs: number,
): FenceState | null {
  const { signal, deviceAtMs, by = 'panel' } = report;
  const alarmedAtMs = isFenceAlarm(signal)
    ? { ...before?.alarmedAtMs, [by]: atMs }
    : (before?.alarmedAtMs ?? {});
  if (by === 'panel') return { signal, atMs, deviceAtMs, by, alarmedAtMs };
  if (!isFenceAlarm(signal) && signal !== 'restore') return null;
  if (before?.by === 'panel' && !isBack(before.signal)) return { ...before, alarmedAtMs };
  return { signal, atMs, deviceAtMs: before?.deviceAtMs ?? 0, by, alarmedAtMs };
}

function isBack(signal: FenceSignal): boolean {
  return signal === 'restore' || signal === 'tamper-restore' || signal === 'trouble-restore';
}

/** How a stretch is drawn: what was said of it last. */
export function fenceConditionOf(signal: FenceSignal | undefined): 'normal' | 'alarm' | 'trouble' {
  if (signal === 'alarm' || signal === 'verified-alarm' || signal === 'tamper') return 'alarm';
  return signal === 'trouble' ? 'trouble' : 'normal';
}
