import type { Unit } from '@ftz/shared/contract/site.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { expect, it } from 'vitest';
import { readLine } from './read-line.ts';

const unit = {
  id: 'WGQ-P1',
  area: 'WGQ',
  kind: 'field',
  nameZh: '外高桥巡查1组',
  nameEn: 'Waigaoqiao patrol 1',
  point: [121.6, 31.3],
} as Unit;
const alarm = exampleAlarm({ plate: '沪A12345', incidentId: 'I7' });
const known = {
  situation: { ...emptySituation(), alarms: { A1: alarm } },
  units: [unit],
  selectedIncidentId: 'I1',
  findThing: (word: string) => (word === 'WGQ-G1' ? { kind: 'gate' as const, id: word } : null),
};
const read = (line: string) => readLine(line, known);
const dispatch = { do: 'dispatch', incidentId: 'I1', unit: null, days: null };

it('sends for the selected incident, or for the one that is named by its plate', () => {
  expect(read('v')).toEqual({ ...dispatch, kind: 'video-inspection' });
  expect(read('f 3d')).toEqual({ ...dispatch, kind: 'follow-up-check', days: 3 });
  const named = { ...dispatch, kind: 'mobile-verification', incidentId: 'I7' };
  expect(read('m 沪A12345 WGQ-P1')).toEqual({ ...named, unit });
  expect(read('M 12345 外高桥巡查1组')).toEqual({ ...named, unit });
});

it('shows what is looked for by plate, seal or incident', () => {
  for (const word of ['沪a12345', 'ES000001', 'I7'])
    expect(read(word)).toEqual({ do: 'show', alarm });
});

it('shows an incident that is over by its name alone', () => {
  const incident = exampleIncident({ id: 'I9', state: 'closed' });
  const situation = { ...known.situation, incidents: { I9: incident } };
  expect(readLine('I9', { ...known, situation })).toEqual({ do: 'show-closed', incident });
});

it('points out what bears the name, where no alarm does', () => {
  expect(read('WGQ-G1')).toEqual({ do: 'point-out', thing: { kind: 'gate', id: 'WGQ-G1' } });
});

it('says which word it did not understand, and asks for an incident where there is none', () => {
  expect(read('m team3')).toEqual({ do: 'not-understood', word: 'team3' });
  expect(read('anything')).toEqual({ do: 'not-understood', word: 'anything' });
  expect(readLine('m', { ...known, selectedIncidentId: null })).toEqual({ do: 'name-incident' });
  expect(read('  ')).toEqual({ do: 'nothing' });
});
