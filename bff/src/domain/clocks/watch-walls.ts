import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { HouseClock } from './clock.ts';

/** Two beats that did not come, and half of a third: a desk is told within 30 s of the last sign. */
export const wallSilentAfterMs = 25_000;

const told = { areas: [...areaIds], actor: { kind: 'machine' as const, name: 'watch-walls' } };

/** Tells that a screen of the hall shows nobody the present any more, and that it does again. */
export const watchWalls: HouseClock = {
  name: 'watch-walls',
  due: ({ situation, wallSilence, nowMs }) =>
    Object.values(situation.walls).flatMap(
      ({ id, accountId, display, blindSinceMs }): DurableDraft[] => {
        if (display === null) return [];
        const { ms, isHeard } = wallSilence(accountId);
        const isSilent = ms >= wallSilentAfterMs;
        if (isSilent && blindSinceMs === null)
          return [{ type: 'wall.blind', ...told, data: { wallId: id, sinceMs: nowMs - ms } }];
        if (!isSilent && isHeard && blindSinceMs !== null)
          return [{ type: 'wall.seeing', ...told, data: { wallId: id, sinceMs: blindSinceMs } }];
        return [];
      },
    ),
};
