import type { TimelineEntry } from '#contract/incident.ts';
import type { Task } from '#contract/task.ts';
import { entryOf } from './incident-lines.ts';
import type { TaskEvent } from './task-changes.ts';

/** The line that an entry leaves on the incident's timeline; null: signs of life and openings of evidence are the task's own. */
export function taskLine(event: TaskEvent, task: Task): TimelineEntry | null {
  if (event.type === 'task.checked-in' || event.type === 'task.evidence-opened') return null;
  // No machine verifies: it only reads an entry of then so, see read-old-entry.ts.
  if (event.type === 'task.verified' && event.actor.kind === 'machine') return null;
  const flag = flagOf(event);
  const line = { taskId: task.id, text: saidIn(event) };
  return entryOf(event, flag ? { ...line, flag } : line);
}

function flagOf(event: TaskEvent): TimelineEntry['flag'] {
  if (event.type === 'task.late-report') return 'late';
  return event.type === 'task.arrived' && event.data.arrival.flagged ? 'by-hand' : undefined;
}

/** The words that belong on the timeline: of a person, or which step it is. */
function saidIn(event: TaskEvent): string | null {
  switch (event.type) {
    case 'task.arrived':
      return event.data.arrival.reason;
    case 'task.declined':
    case 'task.cancelled':
    case 'task.suspended':
    case 'task.returned':
    case 'task.opening-asked':
      return event.data.reason;
    case 'task.result-submitted':
      return event.data.result.note || null;
    case 'task.bookmarked':
      return event.data.bookmark.note || event.data.bookmark.cameraId;
    case 'task.seal-scanned':
      return event.data.sealNo;
    case 'task.witnessed':
      return 'refused' in event.data.witness ? event.data.witness.refused : event.data.witness.name;
    case 'task.overdue':
      return event.data.overdue.step;
    case 'task.late-report':
      return event.data.report.said ?? event.data.report.act;
    default:
      return null;
  }
}
