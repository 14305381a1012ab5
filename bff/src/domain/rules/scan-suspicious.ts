import type { AlarmRule } from '#domain/alarm-rule.ts';
import { subjectOf } from '#domain/lanes/subject-of-equipment.ts';
import { exampleEquipment } from '#domain/rule-examples/lane-examples.ts';
import type { Sighting } from '#domain/sighting.ts';

function judge(sighting: Sighting) {
  const { observation } = sighting;
  if (observation.kind !== 'equipment' || observation.report.what !== 'scan-suspicious')
    return null;
  return {
    condition: 'present' as const,
    severity: 2 as const,
    ...subjectOf(sighting),
    facts: observation.report.facts,
    happens: true,
  };
}

/** An image of a container scanner or an X-ray machine is suspicious: P2, open an inspection. */
export const rule: AlarmRule = {
  kind: 'scan-suspicious',
  judge,
  examples: [
    {
      says: 'an image shows what is not declared',
      verdict: () => judge(exampleEquipment({ what: 'scan-suspicious' })),
      expect: { condition: 'present', severity: 2 },
    },
    {
      says: 'an image that nobody could judge is no suspicion',
      verdict: () => judge(exampleEquipment({ what: 'scan-inconclusive' })),
      expect: null,
    },
  ],
};
