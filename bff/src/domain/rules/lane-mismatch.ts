import type { Fact } from '@ftz/shared/contract/alarm.ts';
import type { Journey } from '@ftz/shared/contract/journey.ts';
import type { LaneComparison, LaneDecision } from '@ftz/shared/contract/lane-decision.ts';
import type { AlarmRule } from '#domain/alarm-rule.ts';
import { agreeOnContainer } from '#domain/lanes/agree-on-container.ts';
import { exampleJourney } from '#domain/rule-examples/example-world.ts';
import { exampleDecision, examplePassage } from '#domain/rule-examples/lane-examples.ts';
import type { Sighting } from '#domain/sighting.ts';

type Passage = Extract<Sighting['observation'], { kind: 'passage' }>['passage'];

/** Whether a second source saw the same other container; a single reading is evidence, and no proof. */
function isConfirmed(passage: Passage): boolean {
  const said = (passage.containerReads ?? []).map(({ source, no }) => ({
    source,
    containerNo: no,
  }));
  return agreeOnContainer(said).some(
    ({ containerNo, standing }) =>
      standing === 'read' && passage.containerNos.includes(containerNo),
  );
}

/** What the papers say against what the lane read; only what was read is compared. */
function differences(journey: Journey, passage: Passage): Fact[] {
  const facts: Fact[] = [];
  const differ = (item: string, expected: string, observed: string) => {
    facts.push(
      { name: `${item}-expected`, value: expected },
      { name: `${item}-observed`, value: observed },
    );
  };
  const { containerNo, sealId, plate } = journey;
  if (passage.plate !== null && passage.plate !== plate) differ('plate', plate, passage.plate);
  if (
    containerNo !== null &&
    passage.containerNos.length > 0 &&
    !passage.containerNos.includes(containerNo)
  ) {
    differ('container', containerNo, passage.containerNos.join(' '));
    if (!isConfirmed(passage)) facts.push({ name: 'single-source', value: 'yes' });
  }
  if (sealId !== null && passage.seals.length > 0) {
    const seal = passage.seals.find(({ id }) => id === sealId);
    if (!seal) differ('seal', sealId, passage.seals.map(({ id }) => id).join(' '));
    else if (seal.state !== 'sealed') differ('seal-state', 'sealed', seal.state);
  }
  return facts;
}

/** Nothing differs but a container's number that one camera alone has read. */
function isMild(facts: readonly Fact[]): boolean {
  const differing = facts.filter(({ name }) => name.endsWith('-observed'));
  const single = facts.some(({ name }) => name === 'single-source');
  return single && differing.length === 1;
}

/** A lane that asked was answered already: what was not as it should be is what the answer rests on. */
function judgeAnswer(decision: LaneDecision, passage: Passage) {
  const { comparison, result, plate, vehicleId, laneId } = decision;
  if (result !== 'alarm') return null;
  const wrong = comparison.filter(({ verdict }) => verdict === 'mismatch' || verdict === 'hit');
  const isContainer = ({ item }: LaneComparison) => item.startsWith('container-');
  const single = wrong.some(isContainer) && !isConfirmed(passage);
  const facts = wrong
    .flatMap(({ item, expected, observed }) => [
      ...(expected === null ? [] : [{ name: `${item}-expected`, value: expected }]),
      { name: `${item}-observed`, value: observed ?? '' },
    ])
    .concat(single ? [{ name: 'single-source', value: 'yes' }] : []);
  return {
    condition: 'present' as const,
    severity: single && wrong.every(isContainer) ? (3 as const) : (2 as const),
    entityKind: 'vehicle' as const,
    entityId: vehicleId ?? plate ?? laneId,
    facts: facts.slice(0, 16),
    happens: true,
  };
}

function judge(sighting: Sighting) {
  const { observation, journey, gate, laneDecision } = sighting;
  if (observation.kind !== 'passage') return null;
  if (laneDecision) return judgeAnswer(laneDecision, observation.passage);
  if (!journey || !gate) return null;
  if (observation.passage.direction !== 'IN') return null;
  const facts = differences(journey, observation.passage);
  if (facts.length === 0) return null;
  return {
    condition: 'present' as const,
    severity: isMild(facts) ? (3 as const) : (2 as const),
    entityKind: 'vehicle' as const,
    entityId: journey.vehicleId,
    facts,
    happens: true,
  };
}

/**
 * Plate, container or seal at the gate is not what the journey declared: P2, and P3 where it is a
 * container's number alone that no second source has read.
 */
export const rule: AlarmRule = {
  kind: 'lane-mismatch',
  judge,
  examples: [
    {
      says: 'everything as declared',
      verdict: () => judge(examplePassage({}, { journey: exampleJourney })),
      expect: null,
    },
    {
      says: 'the seal is broken',
      verdict: () =>
        judge(
          examplePassage(
            { seals: [{ id: exampleJourney.sealId ?? '', state: 'broken' }] },
            { journey: exampleJourney },
          ),
        ),
      expect: { condition: 'present', severity: 2 },
    },
    {
      says: 'another seal',
      verdict: () =>
        judge(
          examplePassage(
            { seals: [{ id: 'ES999999', state: 'sealed' }] },
            { journey: exampleJourney },
          ),
        ),
      expect: { condition: 'present', severity: 2 },
    },
    {
      says: 'another container, read by one camera',
      verdict: () =>
        judge(examplePassage({ containerNos: ['MSKU1234565'] }, { journey: exampleJourney })),
      expect: { condition: 'present', severity: 3 },
    },
    {
      says: 'another container, read by two cameras',
      verdict: () =>
        judge(
          examplePassage(
            {
              containerNos: ['MSKU1234565'],
              containerReads: [
                { source: 'front', no: 'MSKU1234565' },
                { source: 'side', no: 'MSKU1234565' },
              ],
            },
            { journey: exampleJourney },
          ),
        ),
      expect: { condition: 'present', severity: 2 },
    },
    {
      says: 'the declared container on another truck',
      verdict: () => judge(examplePassage({ plate: '沪A99999' }, { journey: exampleJourney })),
      expect: { condition: 'present', severity: 2 },
    },
    {
      says: 'a lane that asked was answered with an alarm',
      verdict: () => judge(examplePassage({}, { laneDecision: exampleDecision('alarm') })),
      expect: { condition: 'present', severity: 2 },
    },
    {
      says: 'a lane that asked was told to wait for a person',
      verdict: () => judge(examplePassage({}, { laneDecision: exampleDecision('manual') })),
      expect: null,
    },
    {
      says: 'nothing was read: a poor read is no mismatch',
      verdict: () =>
        judge(examplePassage({ containerNos: [], seals: [] }, { journey: exampleJourney })),
      expect: null,
    },
  ],
};
