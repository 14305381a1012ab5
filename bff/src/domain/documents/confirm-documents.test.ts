import { describe, expect, it } from 'vitest';
import { examplePaper } from '#domain/rule-examples/paper-examples.ts';
import { confirmDocuments, papersOfCargo } from './confirm-documents.ts';

const manifest = examplePaper({ kind: 'manifest', id: 'M' });
const bill = examplePaper({ kind: 'bill', id: 'B' });
const entry = examplePaper({ kind: 'entry', id: 'E' });

describe('confirmDocuments', () => {
  it('agrees when all three say the same, in whatever width and case', () => {
    const wide = { ...entry, goods: ' ｂｅａｒｉｎｇｓ ', weightKg: 12_000.6 };
    expect(confirmDocuments([manifest, bill, wide])).toEqual({ outcome: 'agree' });
  });

  it('waits for the third, and takes no gate pass for it', () => {
    const pass = examplePaper({ kind: 'gate-pass', id: 'G', weightKg: 1 });
    expect(confirmDocuments([manifest, bill, pass])).toEqual({ outcome: 'incomplete' });
    expect(confirmDocuments([])).toEqual({ outcome: 'incomplete' });
  });

  it.each([
    ['container-disagrees', { containerNo: 'MSKU1234565' }],
    ['weight-disagrees', { weightKg: 9_000 }],
    ['packages-disagree', { packages: 2 }],
    ['goods-disagree', { goods: 'cigarettes' }],
    ['consignee-disagrees', { consignee: 'another' }],
  ])('says %s, and what each paper says', (name, change) => {
    const confirmation = confirmDocuments([manifest, bill, { ...entry, ...change }]);
    if (confirmation.outcome !== 'disagree') throw new Error(confirmation.outcome);
    expect(confirmation.facts.map((fact) => fact.name)).toEqual([name]);
    expect(confirmation.facts[0]?.value).toContain(`entry ${Object.values(change)[0]}`);
  });

  it('compares what is not said with nothing', () => {
    const silent = { ...entry, weightKg: null, goods: null, consignee: null, packages: null };
    expect(confirmDocuments([manifest, bill, silent])).toEqual({ outcome: 'agree' });
  });
});

it('finds the papers of a cargo by bill, and by container where one names no bill', () => {
  const other = examplePaper({ id: 'X', billNo: 'other', containerNo: 'MSKU1234565' });
  const onlyContainer = examplePaper({ id: 'Y', billNo: null });
  const all = Object.fromEntries([manifest, bill, other, onlyContainer].map((p) => [p.id, p]));
  expect(papersOfCargo(manifest, all).map(({ id }) => id)).toEqual(['M', 'B', 'Y']);
});
