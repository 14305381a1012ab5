import { expect, it } from 'vitest';
import { incidentIdsOf } from '#access/incidents-of-entry.ts';
import { goesOnAs } from './goes-on-as.ts';
import { exampleIncident } from './incident.fixture.ts';
import { emptySituation } from './situation.ts';

const merged = (id: string, mergedInto: string) =>
  exampleIncident({ id, state: 'merged', mergedInto });
const situation = {
  ...emptySituation(),
  incidents: {
    I1: merged('I1', 'I2'),
    I2: merged('I2', 'I3'),
    I3: exampleIncident({ id: 'I3' }),
    I4: merged('I4', 'unknown'),
    I5: merged('I5', 'I6'),
    I6: merged('I6', 'I5'),
  },
};

it('follows a merge to its end', () => {
  expect(['I1', 'I2', 'I3'].map((id) => goesOnAs(situation, id))).toEqual(['I3', 'I3', 'I3']);
});

it('stays at the last that is known, and ends in a circle too', () => {
  expect(goesOnAs(situation, 'I4')).toBe('I4');
  expect(goesOnAs(situation, 'nobody')).toBe('nobody');
  expect(['I5', 'I6']).toContain(goesOnAs(situation, 'I5'));
});

it('tells an entry about the first of three in the last of them', () => {
  const noted = { type: 'incident.noted' as const, data: { incidentId: 'I1', text: 'late' } };
  expect(incidentIdsOf(situation, noted)).toEqual(['I3']);
});
