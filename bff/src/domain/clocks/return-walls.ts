import type { HouseClock } from './clock.ts';

/** What was thrown onto a wall is taken down when its time is over. */
export const returnWalls: HouseClock = {
  name: 'walls',
  due: ({ situation, nowMs }) =>
    Object.values(situation.walls).flatMap(({ id, thrown }) =>
      thrown === null || thrown.endsAtMs > nowMs
        ? []
        : [
            {
              type: 'wall.returned' as const,
              areas: thrown.areas,
              actor: { kind: 'machine' as const, name: 'walls' },
              data: { wallId: id },
            },
          ],
    ),
};
