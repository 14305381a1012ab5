import type { TimelineEntry } from '@ftz/shared/contract/incident.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { type TimelineContext, timelineSentence } from './timeline-sentence.ts';

type Mark = { key: string; atMs: number; label: string };

/** When it happened: a device's own time goes before that of its report, unless it is yet to come. */
export function happenedAtMs({ atMs, deviceAtMs }: TimelineEntry): number {
  return Math.min(atMs, deviceAtMs ?? atMs);
}

/** The entries of an incident, each when it happened and what it says, to be found on a bar of time. */
export function timelineMarks(context: TimelineContext): Mark[] {
  return context.incident.timeline.map((entry) => {
    const atMs = happenedAtMs(entry);
    const label = `${zoneTime(atMs)} ${timelineSentence(entry, context).head}`;
    return { key: `${entry.seq}-${entry.type}`, atMs, label };
  });
}
