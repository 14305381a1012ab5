import type { AbnormalKind } from '#contract/disposition.ts';
import type { Situation } from '#contract/situation.ts';

/**
 * Whether two people, or a third after two that differed, have found this abnormal act on this thing
 * right. `sinceMs`: what somebody has found out since then, they did not know when they were asked.
 */
export function isJustified(
  { dispositions }: Situation,
  act: AbnormalKind,
  entityId: string,
  sinceMs = 0,
): boolean {
  return Object.values(dispositions).some(
    ({ subject, state, verdict, submittedAtMs }) =>
      subject.kind === 'act' &&
      subject.act === act &&
      subject.entityId === entityId &&
      state === 'locked' &&
      verdict?.conclusion === 'justified' &&
      submittedAtMs >= sinceMs,
  );
}
