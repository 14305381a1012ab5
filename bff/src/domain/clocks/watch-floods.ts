import { areaIds } from '@ftz/shared/contract/ids.ts';
import {
  announcedLately,
  floodReport,
  isFlood,
  lately,
} from '@ftz/shared/state/flood-lifecycle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import type { HouseClock } from './clock.ts';

/** Tells when an area has more alarms than its desk can take in, and leaves a report when that is over. */
export const watchFloods: HouseClock = {
  name: 'watch-floods',
  due: ({ situation, nowMs }) => {
    const alarms = lately(Object.values(situation.alarms), nowMs);
    return areaIds.flatMap((area) => {
      const common = { areas: [area], actor: { kind: 'machine' as const, name: 'watch-floods' } };
      const last = ownOf(situation.floods, area);
      const under = last !== undefined && last.report === null ? last : null;
      const announced = announcedLately(alarms, [area], nowMs);
      const now = isFlood(under !== null, announced);
      if (now === (under !== null)) return [];
      if (under) {
        const report = floodReport(Object.values(situation.alarms), under, nowMs);
        return { type: 'flood.ended' as const, ...common, data: { area, report } };
      }
      const flood = {
        area,
        beganAtMs: nowMs,
        announced,
        helpAskedBy: null,
        helpAskedAtMs: null,
        report: null,
      };
      return { type: 'flood.began' as const, ...common, data: { flood } };
    });
  },
};
