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

/** As much as the house tells at once, and so often at most: two days. */
const partMs = 6 * 3_600_000;
const mostParts = 8;

/** A long time in parts that can be asked for, the earliest first. */
export function partsOf({ fromMs, untilMs }: Span): Span[] {
  const count = Math.min(mostParts, Math.max(1, Math.ceil((untilMs - fromMs) / partMs)));
  return Array.from({ length: count }, (_, i) => ({
    fromMs: fromMs + i * partMs,
    untilMs: Math.min(untilMs, fromMs + (i + 1) * partMs),
  }));
}

/** What is kept in all parts; where nothing is in any, what the first says of it. */
export function joinKept(parts: readonly KeptTime[]): KeptTime {
  const spans = parts.flatMap((part) => part.spans);
  return { spans, lack: spans.length > 0 ? null : (parts[0]?.lack ?? 'nothing-kept') };
}
