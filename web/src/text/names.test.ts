import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { expect, it } from 'vitest';
import { alarmSubject, placeBeside } from './names.ts';

const lost = (entityId: string) => ({
  ...exampleAlarm(),
  ...{ kind: 'device-lost' as const, entityId, plate: null, segmentId: null, gateId: null },
});

it('says in words which feed or device is lost', () => {
  expect(alarmSubject(lost('cameras/PVG'), null, 'zh')).toBe('摄像机 · 机场');
  expect(alarmSubject(lost('plate-cameras/LPR-3'), null, 'en')).toBe('Plate cameras · LPR-3');
});

it('tells a place beside a subject that does not say it', () => {
  expect(placeBeside('沪A00001', '机场')).toBe('机场');
  expect(placeBeside(alarmSubject(lost('cameras/PVG'), null, 'zh'), '机场')).toBeNull();
});

it('leaves an id that is no device of a gateway as it is', () => {
  expect(alarmSubject(lost('ES00010'), null, 'zh')).toBe('ES00010');
  expect(alarmSubject(lost('other/PVG'), null, 'zh')).toBe('other/PVG');
});
