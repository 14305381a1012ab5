import type { DurableEvent } from '#contract/durable-event.ts';
import type { Fold } from './fold.ts';
import { nameOf } from './incident-lines.ts';
import { ownOf } from './own.ts';

type FloodEvent = Extract<DurableEvent, { type: `flood.${string}` }>;

export function foldFlood(f: Fold, event: FloodEvent): void {
  if (event.type === 'flood.began') {
    f.put('floods', event.data.flood.area, event.data.flood);
    return;
  }
  const flood = ownOf(f.situation.floods, event.data.area);
  if (!flood) return;
  const change =
    event.type === 'flood.ended'
      ? { report: event.data.report }
      : { helpAskedBy: nameOf(event), helpAskedAtMs: event.atMs };
  f.put('floods', flood.area, { ...flood, ...change });
}
