import { site } from '@ftz/shared/site/site.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { expect, it } from 'vitest';
import { exampleWorld } from '#domain/rule-examples/example-world.ts';
import { exampleEquipment } from '#domain/rule-examples/lane-examples.ts';
import { recordEquipment } from './record-equipment.ts';

const registered = site.equipment.find(({ deviceId }) => deviceId === 'WGQ-G1-L1-SCALE') ?? null;
const actor = { kind: 'machine' as const, name: 'lane-equipment' };

function drafts(
  said: Parameters<typeof exampleEquipment>[0],
  about: Parameters<typeof exampleAlarm>[0],
) {
  const world = exampleWorld();
  world.situation.alarms = { A1: exampleAlarm({ id: 'A1', incidentId: 'I1', ...about }) };
  world.situation.incidents = { I1: exampleIncident({ areas: ['YSP'] }) };
  const sighting = exampleEquipment(said, { device: registered, vehicle: null });
  if (sighting.observation.kind !== 'equipment') throw new Error('no equipment');
  return recordEquipment(sighting.observation, sighting, world, actor).map(({ type, areas }) => [
    type,
    areas,
  ]);
}
const own = ['equipment.reported', ['WGQ']];
const told = ['incident.equipment-told', ['YSP']];

it('tells an open incident of its vehicle, wherever that is, in the incident’s own circle', () => {
  const weighed = { what: 'weighed' as const, plate: '沪A12345' };
  expect(drafts(weighed, { plate: '沪A12345', gateId: null })).toEqual([own, told]);
  expect(drafts(weighed, { plate: '沪A99999', gateId: null })).toEqual([own]);
});

it('tells an incident at the gate of what everybody there must hear, and of no other traffic', () => {
  const atGate = { plate: null, gateId: 'WGQ-G1' };
  expect(drafts({ what: 'call-ended' }, atGate)).toEqual([own, told]);
  expect(drafts({ what: 'tag-read', plate: '沪A12345' }, atGate)).toEqual([own]);
});

it('records nothing of equipment that has no post', () => {
  const sighting = exampleEquipment({}, { device: null });
  if (sighting.observation.kind !== 'equipment') throw new Error('no equipment');
  expect(recordEquipment(sighting.observation, sighting, exampleWorld(), actor)).toEqual([]);
});
