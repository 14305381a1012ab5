import fc from 'fast-check';
import { expect, it } from 'vitest';
import { readVendorItems } from './vendor-items.ts';

const item = (id: number, hex: string) => ({ id, hex });

it('reads the same id as each model means it, and nothing of a model that nobody registered', () => {
  const items = [item(0xe8, '0c01'), item(0xf7, '00000e740246'), item(0xf6, '0706ff94025b')];
  expect(readVendorItems('JC371', items)).toEqual({ alarm: 'sos' });
  expect(readVendorItems('GL100', items)).toEqual({
    batteryV: 3.7,
    charging: true,
    batteryPct: 70,
    temperatureC: -10.8,
    humidityPct: 60.3,
  });
  expect(readVendorItems(null, items)).toEqual({});
  expect(readVendorItems('constructor', items)).toEqual({});
});

it('reads nested items, and leaves those that are cut off', () => {
  const value = '000400ce1d46000300a864000900b289';
  expect(readVendorItems('nested-items', [item(0xeb, value)])).toEqual({
    supplyV: 74.94,
    batteryPct: 100,
  });
});

it('takes any item, and never throws', () => {
  const models = fc.constantFrom('GL100', 'JC371', 'MV710G', 'nested-items');
  const bytes = fc.uint8Array({ maxLength: 60 });
  fc.assert(
    fc.property(
      models,
      fc.constantFrom(0x57, 0xe8, 0xeb, 0xf2, 0xf6, 0xf7, 0xf8),
      bytes,
      (model, id, value) => {
        readVendorItems(model, [item(id, Buffer.from(value).toString('hex'))]);
      },
    ),
  );
});
