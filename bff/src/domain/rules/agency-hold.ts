import type { AgencyRuling } from '@ftz/shared/contract/document.ts';
import { cargoKey } from '@ftz/shared/state/paper-keys.ts';
import type { AlarmRule, Verdict } from '#domain/alarm-rule.ts';
import { exampleJourney, exampleWorld } from '#domain/rule-examples/example-world.ts';
import { exampleRulingSighting } from '#domain/rule-examples/paper-examples.ts';
import { exampleSighting } from '#domain/rule-examples/vehicle-examples.ts';
import type { Sighting, World } from '#domain/sighting.ts';

function held(ruling: Pick<AgencyRuling, 'agency' | 'containerNo' | 'billNo' | 'reason'>): Verdict {
  return {
    condition: 'present',
    severity: 2,
    entityKind: 'cargo',
    entityId: entityOf(ruling),
    facts: [
      { name: 'agency', value: ruling.agency },
      { name: 'reason', value: ruling.reason.slice(0, 120) },
    ],
    happens: false,
  };
}

/** One alarm for each agency and cargo: two may hold the same, and each lets go for itself. */
const entityOf = (ruling: Pick<AgencyRuling, 'agency' | 'containerNo' | 'billNo'>): string =>
  cargoKey(ruling).slice(0, 64);

function judge(sighting: Sighting, { situation }: World): Verdict | null {
  const { observation, journey } = sighting;
  if (observation.kind === 'ruling') {
    const newest = situation.rulings[cargoKey(observation.ruling)] ?? observation.ruling;
    if (newest.ruling === 'release') return { condition: 'gone', entityId: entityOf(newest) };
    return journey ? held(newest) : null;
  }
  // The hold came first, and now somebody drives with the goods.
  if (observation.kind !== 'journey' || observation.journey.containerNo === null) return null;
  const { containerNo } = observation.journey;
  const hold = Object.values(situation.rulings).find(
    (ruling) => ruling.ruling === 'hold' && ruling.containerNo === containerNo,
  );
  return hold ? held(hold) : null;
}

/** Another agency holds goods that are under way: P2, until it releases them. */
export const rule: AlarmRule = {
  kind: 'agency-hold',
  judge,
  examples: [
    {
      says: 'quarantine holds a container that is on the road',
      verdict: () =>
        judge(exampleRulingSighting('hold', { journey: exampleJourney }), exampleWorld()),
      expect: { condition: 'present', severity: 2 },
    },
    {
      says: 'and releases it',
      verdict: () =>
        judge(exampleRulingSighting('release', { journey: exampleJourney }), exampleWorld()),
      expect: { condition: 'gone' },
    },
    {
      says: 'goods that are not under way are held in peace',
      verdict: () => judge(exampleRulingSighting('hold', {}), exampleWorld()),
      expect: null,
    },
    {
      says: 'a position says nothing about papers',
      verdict: () => judge(exampleSighting({}), exampleWorld()),
      expect: null,
    },
  ],
};
