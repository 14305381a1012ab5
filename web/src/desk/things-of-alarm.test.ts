import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { expect, it } from 'vitest';
import { isAbout, thingsOfAlarm } from './things-of-alarm.ts';
import { thingsOfLine } from './things-of-line.ts';

const nothing = { vehicleId: null, sealId: null, gateId: null, segmentId: null };

it('is about everything that it names, each once', () => {
  const alarm = exampleAlarm({
    ...nothing,
    vehicleId: 'V1',
    sealId: 'S1',
    entityKind: 'seal',
    entityId: 'S1',
  });
  expect(thingsOfAlarm(alarm)).toEqual([
    { kind: 'vehicle', id: 'V1' },
    { kind: 'seal', id: 'S1' },
  ]);
  expect(isAbout(alarm, { kind: 'seal', id: 'S1' })).toBe(true);
  expect(isAbout(alarm, { kind: 'seal', id: 'S2' })).toBe(false);
  expect(isAbout(alarm, null)).toBe(false);
});

it('is about what raised it, but not about papers and orders, which stand nowhere', () => {
  const of = (entityKind: 'device' | 'unit' | 'cargo' | 'order') =>
    thingsOfAlarm(exampleAlarm({ ...nothing, entityKind, entityId: 'X1' }));
  expect(of('device')).toEqual([{ kind: 'camera', id: 'X1' }]);
  expect(of('unit')).toEqual([{ kind: 'unit', id: 'X1' }]);
  expect([...of('cargo'), ...of('order')]).toEqual([]);
});

it('a line of a story names the team of its task, the device of its order, what raised its alarm', () => {
  const alarm = exampleAlarm({ ...nothing, kind: 'fence-alarm', segmentId: 'F1' });
  const incident = exampleIncident({ alarms: [{ alarmId: alarm.id, why: [{ code: 'first' }] }] });
  const line = {
    ...{ seq: 1, atMs: 1, deviceAtMs: null, type: 'x', person: null, accountId: null },
    ...{ alarmKind: null, taskId: null, orderId: null, text: null },
  };
  const known = {
    alarms: { [alarm.id]: alarm },
    tasks: { T1: { unitId: 'U1' } as never },
    deviceOrders: { O1: { deviceId: 'D1' } as never },
    equipment: [
      { deviceId: 'D1', sealId: 'S1', cameraId: null, vehicleId: null, gateId: null } as never,
    ],
  };
  const of = (part: Partial<typeof line> | { alarmKind: 'fence-alarm' }) =>
    thingsOfLine({ ...line, ...part }, incident, known)[0];
  expect(of({ taskId: 'T1' as never })).toEqual({ kind: 'unit', id: 'U1' });
  expect(of({ orderId: 'O1' as never })).toEqual({ kind: 'seal', id: 'S1' });
  expect(of({ alarmKind: 'fence-alarm' })?.kind).toBe('fence');
  expect(of({})).toBeUndefined();
});
