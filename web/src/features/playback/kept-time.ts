import type { RecordedTime, RecordingTrouble, Span } from '@ftz/shared/contract/recording.ts';
import type { Answer } from '#api/request.ts';

/** Why nothing of a camera can be played. */
export type Lack = 'not-recorded' | RecordingTrouble | 'nothing-kept' | 'may-not-see' | 'away';

/** What is kept of one camera in the time that is looked at; `lack` is null where something is. */
export type KeptTime = { spans: readonly Span[]; lack: Lack | null };

/** What is said of now says nothing of what is longer ago. */
const nowForMs = 60_000;

export function keptTimeOf(answer: Answer<RecordedTime>, asked: Span, nowMs: number): KeptTime {
  if (!answer.ok) {
    if (answer.status === 503) return { spans: [], lack: 'disk-stalled' };
    const isForbidden = [401, 403, 404].includes(answer.status);
    return { spans: [], lack: isForbidden ? 'may-not-see' : 'away' };
  }
  const { spans, isRecorded, trouble } = answer.value;
  if (spans.length > 0) return { spans, lack: null };
  if (!isRecorded) return { spans, lack: 'not-recorded' };
  const isOfNow = asked.untilMs >= nowMs - nowForMs;
  return { spans, lack: (isOfNow ? trouble : null) ?? 'nothing-kept' };
}
