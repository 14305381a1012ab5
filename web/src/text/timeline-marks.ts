import { zoneTime } from '#lib/zone-time.ts';
import { type TimelineContext, timelineSentence } from './timeline-sentence.ts';

/** The entries of an incident, each when it happened and what it says, to be found on a bar of time. */
export function timelineMarks(context: TimelineContext): { atMs: number; label: string }[] {
  return context.incident.timeline.map((entry) => {
    const atMs = Math.min(entry.atMs, entry.deviceAtMs ?? entry.atMs);
    return { atMs, label: `${zoneTime(atMs)} ${timelineSentence(entry, context).head}` };
  });
}
