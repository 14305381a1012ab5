import { expect, it } from 'vitest';
import { deviceOf, firstRegistration } from './registration.ts';

const terminal = { gateway: 'jt808' as const, deviceId: '013912345678' };

it('makes of a terminal the voice of the truck whose plate was written', () => {
  const filled = { ...firstRegistration('jt808', 'WGQ'), of: ' 沪A00003 ' };
  expect(deviceOf(terminal, filled)).toMatchObject({
    area: 'WGQ',
    vehicleId: '沪A00003',
    gateId: null,
    sealId: null,
    silentAfterS: null,
    model: null,
    trust: 'low',
  });
});

it('waits for what is missing, and takes no rhythm that is none', () => {
  const empty = firstRegistration('jt808', 'WGQ');
  expect(deviceOf(terminal, empty)).toBeNull();
  expect(deviceOf(terminal, { ...empty, voice: 'nothing' })).not.toBeNull();
  for (const silentAfterS of ['0', '-3', '1.5', 'x']) {
    expect(deviceOf(terminal, { ...empty, voice: 'nothing', silentAfterS })).toBeNull();
  }
});

it('gives a seal its own name', () => {
  const seal = { gateway: 'eseal-mqtt' as const, deviceId: 'ES9' };
  const filled = { ...firstRegistration('eseal-mqtt', 'YSP'), voice: 'nothing' as const };
  expect(deviceOf(seal, filled)).toMatchObject({ sealId: 'ES9', vehicleId: null });
});
