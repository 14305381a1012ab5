import type { Fact } from '@ftz/shared/contract/alarm.ts';
import type { DocumentKind, TradeDocument } from '@ftz/shared/contract/document.ts';

/** The three papers that must tell the same of one cargo. */
const confirming = ['manifest', 'bill', 'entry'] as const satisfies readonly DocumentKind[];

/** Scales and forms round to the kilogram. */
const sameWeightKg = 1;

/** What the three-document confirmation came to. `incomplete`: a paper is missing, and the others agree. */
export type Confirmation =
  | { outcome: 'agree' | 'incomplete' }
  | { outcome: 'disagree'; facts: Fact[] };

/** Letters of another width, other case and other blanks are no other goods. */
const plain = (text: string): string =>
  text.normalize('NFKC').toUpperCase().replaceAll(/\s+/g, ' ').trim();

type Item = {
  name: string;
  of: (paper: TradeDocument) => string | number | null;
  same: (a: string | number, b: string | number) => boolean;
};
const isSameText: Item['same'] = (a, b) => plain(String(a)) === plain(String(b));
const items: readonly Item[] = [
  { name: 'container-disagrees', of: ({ containerNo }) => containerNo, same: isSameText },
  {
    name: 'weight-disagrees',
    of: ({ weightKg }) => weightKg,
    same: (a, b) => Math.abs(Number(a) - Number(b)) <= sameWeightKg,
  },
  { name: 'packages-disagree', of: ({ packages }) => packages, same: (a, b) => a === b },
  { name: 'goods-disagree', of: ({ goods }) => goods, same: isSameText },
  { name: 'consignee-disagrees', of: ({ consignee }) => consignee, same: isSameText },
];

/**
 * Three-document confirmation (三单互证): manifest, bill of lading and entry of one cargo, item by
 * item. What a paper does not say is compared with nothing. Each fact tells what every paper says.
 */
export function confirmDocuments(papers: readonly TradeDocument[]): Confirmation {
  const three = confirming.flatMap(
    (kind) => papers.filter((paper) => paper.kind === kind).sort(newestFirst)[0] ?? [],
  );
  const facts = items.flatMap((item) => disagreement(item, three));
  if (facts.length > 0) return { outcome: 'disagree', facts };
  return { outcome: three.length === confirming.length ? 'agree' : 'incomplete' };
}

const newestFirst = (a: TradeDocument, b: TradeDocument) => b.issuedAtMs - a.issuedAtMs;

const longestValue = 120;

function disagreement({ name, of, same }: Item, papers: readonly TradeDocument[]): Fact[] {
  const said = papers.flatMap((paper) => {
    const value = of(paper);
    return value === null ? [] : { kind: paper.kind, value };
  });
  const [first] = said;
  if (!first || said.every(({ value }) => same(first.value, value))) return [];
  const value = said.map(({ kind, value }) => `${kind} ${String(value).slice(0, 28)}`).join(' · ');
  return [{ name, value: value.slice(0, longestValue) }];
}

/** The papers that speak of the same cargo: by its bill, or by its container. */
export function papersOfCargo(
  { containerNo, billNo }: Pick<TradeDocument, 'containerNo' | 'billNo'>,
  documents: Record<string, TradeDocument>,
): TradeDocument[] {
  return Object.values(documents).filter((paper) =>
    billNo !== null && paper.billNo !== null
      ? paper.billNo === billNo
      : containerNo !== null && paper.containerNo === containerNo,
  );
}
