/** One sample of an indicator. */
export type WeightSample = {
  kg: number;
  /** `null`: this indicator does not say; it is settled when it stops changing. */
  stable: boolean | null;
  /** Beyond what the bridge can weigh, or below zero further than it may: no weight. */
  overRange: boolean;
  net: boolean;
};

export const weightFaults = ['checksum', 'form', 'unit', 'too-long'] as const;
export type WeightFault = (typeof weightFaults)[number];
export type WeightReading = { ok: true; sample: WeightSample } | { ok: false; reason: WeightFault };

const refused = (reason: WeightFault): WeightReading => ({ ok: false, reason });

const kgPerUnit: Readonly<Record<string, number>> = { kg: 1, t: 1000, g: 0.001, lb: 0.45359237 };
/** No bridge weighs more, whatever a damaged frame says. */
const mostKg = 300_000;

const rounded = (kg: number) => Math.round(kg * 1000) / 1000;

const asciiForm =
  /^(ST|US|OL|UL)(?:,(GS|NT|TR|GR))?,?\s*([+-])?\s*([\d. ]{1,12}|-{3,12})\s*(kg|KG|Kg|t|T|g|lb)?$/;

/**
 * The comma form of many indicators: `ST,GS,+0012345kg`. ST is stable, US moves, OL is over the range
 * and UL under it; GS is gross, NT net.
 */
export function readAsciiWeight(line: string): WeightReading {
  const match = asciiForm.exec(line.trim());
  if (!match) return refused('form');
  const [, state, kind, sign, digits = '', unit = 'kg'] = match;
  const overRange = state === 'OL' || state === 'UL';
  const net = kind === 'NT';
  if (overRange) return { ok: true, sample: { kg: 0, stable: false, overRange, net } };
  const value = numberOf(digits);
  const factor = kgPerUnit[unit.toLowerCase()];
  if (value === null) return refused('form');
  if (factor === undefined) return refused('unit');
  const kg = rounded((sign === '-' ? -value : value) * factor);
  if (Math.abs(kg) > mostKg) return refused('form');
  return { ok: true, sample: { kg, stable: state === 'ST', overRange, net } };
}

function numberOf(digits: string): number | null {
  const plain = digits.replace(/ /g, '');
  return /^\d+(\.\d*)?$/.test(plain) ? Number(plain) : null;
}

/** Status word A, bits 0–2: where the decimal point stands. */
const scales = [100, 10, 1, 0.1, 0.01, 0.001, 0.0001, 0.00001];
/** Status word C, bits 0–2: the unit, where it is neither pound nor kilogram of word B. */
const otherUnits = ['', 'g', 't'];

/**
 * Toledo continuous output, the 17 bytes from STX to CR: three status words, six digits of weight, six
 * of tare. The eighth bit is parity and means nothing here. `checksum` is the byte behind CR, null where
 * the indicator sends none: the two's complement of the sum of all before it, in seven bits.
 */
export function readToledo(frame: Uint8Array, checksum: number | null): WeightReading {
  const bytes = frame.map((byte) => byte & 0x7f);
  if (bytes.length !== 17 || bytes[0] !== 0x02 || bytes[16] !== 0x0d) return refused('form');
  if (checksum !== null && (checksum & 0x7f) !== toledoChecksum(bytes)) return refused('checksum');
  const [, a = 0, b = 0, c = 0] = bytes;
  if ([a, b, c].some((word) => (word & 0x20) === 0)) return refused('form');
  const digits = Buffer.from(bytes.subarray(4, 10)).toString('latin1').trim();
  const bit = (word: number, at: number) => (word & (1 << at)) !== 0;
  const unit = otherUnits[c & 7] || (bit(b, 4) ? 'kg' : 'lb');
  const factor = (c & 7) < otherUnits.length ? kgPerUnit[unit] : undefined;
  if (factor === undefined) return refused('unit');
  const overRange = bit(b, 2);
  const value = overRange ? 0 : numberOf(digits);
  if (value === null) return refused('form');
  const signed = (bit(b, 1) ? -value : value) * (scales[a & 7] ?? 1);
  const kg = rounded(signed * factor);
  if (Math.abs(kg) > mostKg) return refused('form');
  return { ok: true, sample: { kg, stable: !bit(b, 3), overRange, net: bit(b, 0) } };
}

export function toledoChecksum(frame: Uint8Array): number {
  const sum = frame.reduce((total, byte) => total + (byte & 0x7f), 0);
  return -sum & 0x7f;
}

/**
 * The twelve bytes of XK3190 indicators: STX, sign, six digits, number of decimals, two hexadecimal
 * digits of an exclusive or over sign to decimals, ETX. They carry no unit (kilograms) and no word for
 * stillness.
 */
export function readXk3190(frame: Uint8Array): WeightReading {
  if (frame.length !== 12 || frame[0] !== 0x02 || frame[11] !== 0x03) return refused('form');
  const text = Buffer.from(frame).toString('latin1');
  const [, sign, digits, decimals = '0'] = /^.([+-])(\d{6})([0-4])/s.exec(text) ?? [];
  if (sign === undefined || digits === undefined) return refused('form');
  const check = frame.subarray(1, 9).reduce((all, byte) => all ^ byte, 0);
  const said = text.slice(9, 11).toUpperCase();
  if (said !== check.toString(16).toUpperCase().padStart(2, '0')) return refused('checksum');
  const value = Number(digits) / 10 ** Number(decimals);
  const kg = rounded(sign === '-' ? -value : value);
  return { ok: true, sample: { kg, stable: null, overRange: false, net: false } };
}
