import { site } from '@ftz/shared/site/site.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { expect, it } from 'vitest';
import { placeOfAlarmThen, placeOfIncidentThen } from './place-then.ts';

it('asks about an alarm where and when its device says, and about nothing that is yet to come', () => {
  const alarm = exampleAlarm({ deviceAtMs: 900, raisedAtMs: 1_000 });
  expect(placeOfAlarmThen(alarm, site)).toMatchObject({
    ...{ atMs: 900, points: [[121.6, 31.3]], vehicleId: null, alarmId: 'A1', incidentId: 'I1' },
  });
  expect(placeOfAlarmThen({ ...alarm, deviceAtMs: 90_000 }, site).atMs).toBe(1_000);
});

it('asks along a whole fence, at a gate, and with the vehicle where no place was told', () => {
  const fence = exampleAlarm({ point: null, segmentId: 'WLP-F08' });
  expect(placeOfAlarmThen(fence, site).points.length).toBeGreaterThan(1);
  const [gate] = site.gates;
  const lane = exampleAlarm({ point: null, gateId: gate?.id ?? '' });
  expect(placeOfAlarmThen(lane, site).points).toEqual([gate?.point]);
  const truck = placeOfAlarmThen(exampleAlarm({ point: null }), site);
  expect(truck).toMatchObject({ points: [], vehicleId: 'V00001' });
});

it('asks about a moment of an incident with the vehicle that has driven on, else where it began', () => {
  const incident = exampleIncident();
  const then = placeOfIncidentThen(incident, exampleAlarm(), 50_000, site);
  expect(then).toMatchObject({ atMs: 50_000, vehicleId: 'V00001', points: [[121.6, 31.3]] });
  const forgotten = placeOfIncidentThen(incident, null, 50_000, site);
  expect(forgotten).toMatchObject({ vehicleId: null, points: [incident.point], alarmId: null });
});
