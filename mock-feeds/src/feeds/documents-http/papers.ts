import type { DeclaredJourney } from '#sim/world-event.ts';

/** `trade.document.v1` */
export type Paper = {
  v: 1;
  kind: 'manifest' | 'bill' | 'entry' | 'gate-pass';
  id: string;
  version: number;
  containerNo: string | null;
  billNo: string | null;
  vehicleId: string | null;
  sealId: string | null;
  weightKg: number | null;
  packages: number | null;
  goods: string | null;
  consignee: string | null;
  issuedAt: string;
};

const goodsNames = [
  '轴承 Bearings',
  '化妆品 Cosmetics',
  '集成电路 Chips',
  '葡萄酒 Wine',
  '轮胎 Tyres',
];
const consignees = [
  '示例贸易一公司 Example Trading One',
  '示例物流公司 Example Logistics',
  '示例制造公司 Example Works',
];

/** A number that is always the same for the same text. */
function numberOf(text: string): number {
  let sum = 7;
  for (const letter of text) sum = (sum * 31 + (letter.codePointAt(0) ?? 0)) % 1_000_003;
  return sum;
}
const one = (list: readonly string[], n: number): string => list[n % list.length] ?? '';

const hourMs = 3_600_000;

/**
 * What the back office holds of a journey: manifest, bill of lading, entry and gate pass. They agree,
 * but for what `slip` makes the entry say.
 */
export function papersOf(journey: DeclaredJourney, slip: Partial<Paper> = {}): Paper[] {
  const n = numberOf(journey.id);
  const packages = 40 + (n % 900);
  const cargo = {
    v: 1 as const,
    version: 1,
    containerNo: journey.containerNo,
    billNo: `BL${journey.id}`.slice(0, 40),
    vehicleId: null,
    sealId: null,
    weightKg: packages * 24,
    packages,
    goods: one(goodsNames, n),
    consignee: one(consignees, n),
    issuedAt: new Date(Math.max(0, journey.departedAtMs - hourMs)).toISOString(),
  };
  const pass = { weightKg: null, packages: null, goods: null, consignee: null };
  const { vehicleId, sealId } = journey;
  return [
    { ...cargo, kind: 'manifest', id: `MF${journey.id}` },
    { ...cargo, kind: 'bill', id: `BL${journey.id}` },
    { ...cargo, kind: 'entry', id: `EN${journey.id}`, ...slip },
    { ...cargo, ...pass, kind: 'gate-pass', id: `GP${journey.id}`, vehicleId, sealId },
  ];
}

/** `agency.ruling.v1` */
export type Ruling = {
  v: 1;
  id: string;
  agency: string;
  ruling: 'hold' | 'release';
  containerNo: string | null;
  billNo: string | null;
  reason: string;
  ruledAt: string;
};
