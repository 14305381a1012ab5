import type { Json } from '#adapters/protocol-reader.ts';
import { FieldCursor } from './field-cursor.ts';

type Fields = { [name: string]: Json };
type ItemReader = (cursor: FieldCursor) => Fields;

/** Items 0xE0 and above, and any id that the standard has not given away, mean what the model says. */
type ModelItems = ReadonlyMap<number, ItemReader>;

const signedTenths = (word: number): number => ((word << 16) >> 16) / 10;

/** 0xF7: the internal battery. */
const battery: ItemReader = (c) => ({
  batteryV: c.dword() / 1000,
  charging: c.byte() === 2,
  batteryPct: c.byte(),
});

/** 0xF6: which kind of report, then bits of what was measured, lowest first; the rest is acceleration. */
const surroundings: ItemReader = (c) => {
  c.byte();
  const bits = c.byte();
  const light = bits & 1 ? { lightRaw: c.word() } : {};
  const temperature = bits & 2 ? { temperatureC: signedTenths(c.word()) } : {};
  const humidity = bits & 4 ? { humidityPct: c.word() / 10 } : {};
  return { ...light, ...temperature, ...humidity };
};

/** 0xF8: the device itself. */
const identity: ItemReader = (c) => {
  c.byte();
  return {
    imei: c.hex(8).replace(/^0+/, ''),
    iccid: c.hex(10),
    model: c.text(Math.min(c.left, 20)),
  };
};

const tracker: ModelItems = new Map([
  [0xf2, (c: FieldCursor) => ({ firmware: c.restText() })],
  [0xf6, surroundings],
  [0xf7, battery],
  [0xf8, identity],
]);

const alarmsOfJc371: { [kind: number]: string } = { 4: 'vibration', 12: 'sos' };

/** Sub-items of 0xEB: length WORD over what follows, id WORD, value. */
const subItems: { [id: number]: ItemReader } = {
  45: (c) => ({ batteryV: (c.left === 4 ? c.dword() : c.word()) / 1000 }),
  168: (c) => ({ batteryPct: c.byte() }),
  178: (c) => ({ iccid: c.restHex().replace(/f$/, '') }),
  206: (c) => ({ supplyV: c.word() / 100 }),
};

const nested: ItemReader = (c) => {
  let fields: Fields = {};
  while (c.left >= 4) {
    const length = c.word();
    const id = c.word();
    if (length < 2 || length - 2 > c.left) break;
    const value = new FieldCursor(Buffer.from(c.hex(length - 2), 'hex'));
    const read = subItems[id]?.(value);
    if (read !== undefined && !value.overran) fields = { ...fields, ...read };
  }
  return fields;
};

/** By the vendor's word for the model, as the register has it. */
const models: { [model: string]: ModelItems } = {
  GL100: tracker,
  AL300: tracker,
  VL300: tracker,
  JC371: new Map([[0xe8, (c: FieldCursor) => ({ alarm: alarmsOfJc371[c.byte()] ?? 'other' })]]),
  MV710G: new Map([
    [
      0x57,
      (c: FieldCursor) => {
        c.dword();
        return { doorOpen: (c.word() & 1) === 1 };
      },
    ],
  ]),
  // Trackers of several makers share this form; a register that knows no more may say so.
  'nested-items': new Map([[0xeb, nested]]),
};

/**
 * What a report's items say beyond the standard. Vendors use the same ids for different things, so
 * only a device whose model is registered is read so; what is not in its table stays hex, and fails nothing.
 */
export function readVendorItems(
  model: string | null | undefined,
  items: readonly { id: number; hex: string }[],
): Fields {
  const table = Object.hasOwn(models, model ?? '') ? models[model ?? ''] : undefined;
  if (table === undefined) return {};
  let fields: Fields = {};
  for (const { id, hex } of items) {
    const cursor = new FieldCursor(Buffer.from(hex, 'hex'));
    const read = table.get(id)?.(cursor);
    if (read !== undefined && !cursor.overran) fields = { ...fields, ...read };
  }
  return fields;
}
