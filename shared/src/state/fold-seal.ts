import type { Fold } from './fold.ts';
import type { EventOf } from './incident-lines.ts';
import { ownOf } from './own.ts';

/** Enough for a journey; the log keeps all of them. */
const mostSteps = 24;

/** The newest word of a seal, and the story that it makes. What came late belongs into the story alone. */
export function foldSealReported(f: Fold, event: EventOf<'seal.reported'>): void {
  const { report, late } = event.data;
  const { sealId, area, deviceAtMs, state, batteryPct, events } = report;
  if (!late) f.put('seals', sealId, report);
  const before = ownOf(f.situation.sealStories, sealId);
  // A seal that has only ever said how it is has no story yet.
  if (!before && events.length === 0) return;
  const step = { atMs: event.atMs, deviceAtMs, state, batteryPct, events };
  const steps = [...(before?.steps ?? []), step].sort((a, b) => a.deviceAtMs - b.deviceAtMs);
  f.put('sealStories', sealId, { sealId, area, steps: steps.slice(-mostSteps) });
}
