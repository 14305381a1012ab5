/** What the four characters beside a container number say (ISO 6346, size and type code). */
export type SizeType = {
  code: string;
  lengthFt: number;
  /** Null: more, or less, than those that have a code of their own. */
  heightIn: number | null;
  group: string;
};

const lengthsFt: Readonly<Record<string, number>> = {
  1: 10,
  2: 20,
  3: 30,
  4: 40,
  B: 24,
  C: 24.5,
  G: 41,
  H: 43,
  L: 45,
  M: 48,
  N: 49,
};

/** Letters are the heights of wider boxes. */
const heightsIn: Readonly<Record<string, number | null>> = {
  0: 96,
  2: 102,
  4: 108,
  5: 114,
  6: null,
  8: 51,
  9: null,
  C: 102,
  D: 108,
  E: 114,
  F: null,
  L: 102,
  M: 108,
  N: 114,
  P: null,
};

const groups: Readonly<Record<string, string>> = {
  G: 'general',
  V: 'ventilated',
  B: 'bulk',
  S: 'named-cargo',
  R: 'reefer',
  H: 'thermal',
  U: 'open-top',
  P: 'platform',
  T: 'tank',
  K: 'tank',
  A: 'air-surface',
};

/** Null: no such code. */
export function readSizeType(text: string): SizeType | null {
  const match = /^([1-4BCGHLMN])([024-689C-FLMNP])([GVBSRHUPTKA])[0-9A-Z]$/.exec(text);
  const [code = '', length = '', height = '', group = ''] = match ?? [];
  if (!match) return null;
  return {
    code,
    lengthFt: lengthsFt[length] ?? 0,
    heightIn: heightsIn[height] ?? null,
    group: groups[group] ?? '',
  };
}
