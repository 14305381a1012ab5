import type { AlarmRule } from '#domain/alarm-rule.ts';
import { exampleEquipment } from '#domain/rule-examples.ts';
import type { Sighting } from '#domain/sighting.ts';

function judge({ observation }: Sighting) {
  if (observation.kind !== 'equipment' || observation.report.what !== 'barrier-opened') return null;
  if (observation.report.releaseId !== null) return null;
  return {
    condition: 'present' as const,
    severity: 1 as const,
    entityKind: 'device' as const,
    entityId: observation.deviceId,
    facts: observation.report.facts,
    happens: true,
  };
}

/** A barrier opened and names no release by which it did: P1, call the supervisor. */
export const rule: AlarmRule = {
  kind: 'barrier-unauthorised',
  judge,
  examples: [
    {
      says: 'opened by a release',
      verdict: () => judge(exampleEquipment({ what: 'barrier-opened', releaseId: 'D1' })),
      expect: null,
    },
    {
      says: 'opened by nobody who may',
      verdict: () => judge(exampleEquipment({ what: 'barrier-opened' })),
      expect: { condition: 'present', severity: 1 },
    },
  ],
};
