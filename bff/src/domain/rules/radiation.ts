import type { AlarmRule } from '#domain/alarm-rule.ts';
import { subjectOf } from '#domain/lanes/subject-of-equipment.ts';
import { exampleEquipment } from '#domain/rule-examples/lane-examples.ts';
import type { Sighting } from '#domain/sighting.ts';

function judge(sighting: Sighting) {
  const { observation } = sighting;
  if (observation.kind !== 'equipment' || observation.report.what !== 'radiation-alarm')
    return null;
  return {
    condition: 'present' as const,
    severity: 1 as const,
    ...subjectOf(sighting),
    facts: observation.report.facts,
    happens: true,
  };
}

/** A radiation portal alarms: P1, isolate and follow the radiation plan. A later vehicle ends nothing. */
export const rule: AlarmRule = {
  kind: 'radiation',
  judge,
  examples: [
    {
      says: 'the portal alarms',
      verdict: () => judge(exampleEquipment({ what: 'radiation-alarm' })),
      expect: { condition: 'present', severity: 1 },
    },
    {
      says: 'the next vehicle is clean',
      verdict: () => judge(exampleEquipment({ what: 'radiation-normal' })),
      expect: null,
    },
  ],
};
