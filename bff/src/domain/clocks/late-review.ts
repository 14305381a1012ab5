import { isDispositionPending } from '@ftz/shared/state/disposition-lifecycle.ts';
import { areasOfDisposition, dispositionRefOf } from '#domain/dispositions/disposition-ref.ts';
import type { HouseClock } from './clock.ts';

/** A review that takes too long is told to a shift leader, once. It stays pending: nothing approves itself. */
export const tellLateReviews: HouseClock = {
  name: 'late-review',
  due: ({ situation, nowMs }) =>
    Object.values(situation.dispositions)
      .filter((each) => isDispositionPending(each) && each.state !== 'draft')
      .filter(({ late, reviewDueAtMs }) => !late && nowMs >= reviewDueAtMs)
      .map((disposition) => ({
        type: 'disposition.late' as const,
        areas: areasOfDisposition(situation, disposition),
        actor: { kind: 'machine' as const, name: 'late-review' },
        data: dispositionRefOf(disposition),
      })),
};
