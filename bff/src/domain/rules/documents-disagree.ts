import type { TradeDocument } from '@ftz/shared/contract/document.ts';
import type { AlarmRule, Verdict } from '#domain/alarm-rule.ts';
import { confirmDocuments, papersOfCargo } from '#domain/documents/confirm-documents.ts';
import { exampleWorld } from '#domain/rule-examples/example-world.ts';
import { examplePaper, examplePaperSighting } from '#domain/rule-examples/paper-examples.ts';
import type { Sighting, World } from '#domain/sighting.ts';

/** What was filed is in the situation already. An alarm that ended with "incomplete" was never one. */
function judge({ observation }: Sighting, { situation }: World): Verdict | null {
  if (observation.kind !== 'document') return null;
  const papers = papersOfCargo(observation.document, situation.documents);
  // A number that differs is the finding, so the bill names the cargo and the container does not.
  const { billNo, containerNo } = observation.document;
  const entityId = billNo ?? papers.find((paper) => paper.billNo)?.billNo ?? containerNo;
  if (entityId === null) return null;
  const confirmation = confirmDocuments(papers);
  if (confirmation.outcome !== 'disagree') return { condition: 'gone', entityId };
  return {
    condition: 'present',
    severity: 3,
    entityKind: 'cargo',
    entityId,
    facts: confirmation.facts,
    happens: false,
  };
}

const filed = (change: Partial<TradeDocument>): Verdict | null => {
  const papers = [
    examplePaper({ kind: 'manifest' }),
    examplePaper({ kind: 'bill' }),
    examplePaper({ kind: 'entry', ...change }),
  ];
  const documents = Object.fromEntries(papers.map((paper) => [paper.kind, paper]));
  const world = exampleWorld();
  const situation = { ...world.situation, documents };
  return judge(examplePaperSighting(examplePaper({ kind: 'entry', ...change })), {
    ...world,
    situation,
  });
};

/** Manifest, bill of lading and entry of one cargo do not tell the same: P3. */
export const rule: AlarmRule = {
  kind: 'documents-disagree',
  judge,
  examples: [
    { says: 'all three agree', verdict: () => filed({}), expect: { condition: 'gone' } },
    {
      says: 'the entry declares three tons less',
      verdict: () => filed({ weightKg: 9_000 }),
      expect: { condition: 'present', severity: 3 },
    },
    {
      says: 'the entry names another container',
      verdict: () => filed({ containerNo: 'MSKU1234565' }),
      expect: { condition: 'present', severity: 3 },
    },
    {
      says: 'the entry does not say a weight',
      verdict: () => filed({ weightKg: null }),
      expect: { condition: 'gone' },
    },
  ],
};
