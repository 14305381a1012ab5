import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { checkJournal, type FaultKind, type Findings, isClean } from './check-journal.ts';
import { createTruthJournal, type TruthJournal } from './truth-journal.ts';

const faultKinds: FaultKind[] = ['lost', 'unknown', 'duplicate', 'outOfOrder', 'outOfScope'];
const foundIn = (findings: Findings) => faultKinds.filter((kind) => findings[kind] > 0);

type Event = { area: AreaId; acked: boolean; kept: boolean };
type Desk = { areas: AreaId[]; snapshots: number[] };
type History = { events: Event[]; desks: Desk[] };

const event: fc.Arbitrary<Event> = fc
  .record({ area: fc.constantFrom(...areaIds), acked: fc.boolean(), kept: fc.boolean() })
  // Acknowledged means kept; kept without an acknowledgement is a crash between the two.
  .map((one) => ({ ...one, kept: one.kept || one.acked }));
const desk: fc.Arbitrary<Desk> = fc.record({
  areas: fc.uniqueArray(fc.constantFrom(...areaIds), { minLength: 1 }),
  snapshots: fc.array(fc.nat(40), { maxLength: 3 }),
});
const history: fc.Arbitrary<History> = fc.record({
  events: fc.array(event, { minLength: 1, maxLength: 40 }),
  desks: fc.array(desk, { minLength: 1, maxLength: 5 }),
});

/** A journal in which every promise was kept: one desk of everything, and the given ones. */
function honest({ events, desks }: History): TruthJournal {
  const journal = createTruthJournal();
  const log: { seq: number; key: number; area: AreaId }[] = [];
  events.forEach(({ area, acked, kept }, i) => {
    const key = journal.keyOf(`event ${i}`);
    journal.sent(key, area, i);
    if (acked) journal.acked(key, i + 1);
    if (kept) log.push({ seq: 2 * log.length + 1, key, area });
  });
  for (const [i, { areas, snapshots }] of [
    { areas: [...areaIds], snapshots: [] },
    ...desks,
  ].entries()) {
    const record = journal.desk(`desk ${i}`, areas);
    const cuts = [0, ...snapshots.sort((a, b) => a - b)];
    cuts.forEach((fromSeq, at) => {
      const until = cuts[at + 1] ?? Number.POSITIVE_INFINITY;
      const mine = log.filter(
        ({ seq, area }) => seq > fromSeq && seq <= until && areas.includes(area),
      );
      const [seqs, keys] = [mine.map(({ seq }) => seq), mine.map(({ key }) => key)];
      record.pages.push({ epoch: 'e', fromSeq, seqs, keys });
    });
  }
  return journal;
}

/** The page of the desk of everything: where faults are planted. */
const firstPage = (journal: TruthJournal) => {
  const page = journal.desks[0]?.pages[0];
  if (!page) throw new Error('the journal has no desk');
  return page;
};

describe('an honest journal', () => {
  it('has no faults, and every acknowledged event is counted', () => {
    fc.assert(
      fc.property(history, (told) => {
        const findings = checkJournal(honest(told), 'e');
        expect(findings.sentences).toEqual([]);
        expect(isClean(findings)).toBe(true);
        expect(findings.ok).toBe(told.events.filter(({ acked }) => acked).length);
      }),
    );
  });
});

describe('a planted fault is found, and nothing else', () => {
  const planted = (plant: (journal: TruthJournal, at: number) => boolean, kinds: FaultKind[]) => {
    let times = 0;
    fc.assert(
      fc.property(history, fc.nat(), (told, random) => {
        const journal = honest(told);
        const page = firstPage(journal);
        if (page.keys.length === 0) return;
        if (!plant(journal, random % page.keys.length)) return;
        times += 1;
        expect(foundIn(checkJournal(journal, 'e'))).toEqual(kinds);
      }),
      { numRuns: 300 },
    );
    expect(times).toBeGreaterThan(50);
  };
  const remove = (list: number[], at: number) => void list.splice(at, 1);

  it('an acknowledged event that one desk never applied', () => {
    planted(
      (journal, at) => {
        const page = firstPage(journal);
        const fact = journal.factOf(page.keys[at] as number);
        remove(page.keys, at);
        remove(page.seqs, at);
        return fact?.ackedAtMs !== null;
      },
      ['lost'],
    );
  });

  it('an acknowledged event that is nowhere', () => {
    planted(
      (journal) => {
        const key = journal.keyOf('acknowledged, then gone');
        journal.sent(key, 'WGQ', 1);
        journal.acked(key, 2);
        return true;
      },
      ['lost'],
    );
  });

  it('an event that nobody sent', () => {
    planted(
      (journal) => {
        const page = firstPage(journal);
        page.seqs.push(1_000);
        page.keys.push(journal.keyOf('out of thin air'));
        return true;
      },
      ['unknown'],
    );
  });

  it('an event applied again on the same desk', () => {
    planted(
      (journal, at) => {
        const page = firstPage(journal);
        page.seqs.push(page.seqs[at] as number);
        page.keys.push(page.keys[at] as number);
        return true;
      },
      ['duplicate'],
    );
  });

  it('one event under two numbers, on two desks', () => {
    planted(
      (journal, at) => {
        const { keys, seqs } = firstPage(journal);
        const area = journal.factOf(keys[at] as number)?.area as AreaId;
        const page = { epoch: 'e', fromSeq: 999, seqs: [1_001], keys: [keys[at] as number] };
        journal.desk('another', [area]).pages.push(page);
        return (seqs[at] as number) < 1_000;
      },
      ['duplicate'],
    );
  });

  it('two entries in the wrong order on a desk', () => {
    planted(
      (journal, at) => {
        const { keys, seqs } = firstPage(journal);
        if (at === 0) return false;
        [seqs[at - 1], seqs[at]] = [seqs[at] as number, seqs[at - 1] as number];
        [keys[at - 1], keys[at]] = [keys[at] as number, keys[at - 1] as number];
        return true;
      },
      ['outOfOrder'],
    );
  });

  it('a desk that shows another entry under the same number', () => {
    planted(
      (journal, at) => {
        const { seqs } = firstPage(journal);
        const key = journal.keyOf('~alarm.raised');
        const page = { epoch: 'e', fromSeq: 0, seqs: [seqs[at] as number], keys: [key] };
        journal.desk('another', []).pages.push(page);
        return true;
      },
      ['outOfOrder'],
    );
  });

  it('a snapshot that takes a desk back', () => {
    planted(
      (journal) => {
        const record = journal.desk('another', []);
        record.pages.push({ epoch: 'e', fromSeq: 50, seqs: [], keys: [] });
        record.pages.push({ epoch: 'e', fromSeq: 49, seqs: [], keys: [] });
        return true;
      },
      ['outOfOrder'],
    );
  });

  it('an event of an area that is not the desk’s own', () => {
    planted(
      (journal, at) => {
        const { keys, seqs } = firstPage(journal);
        const area = journal.factOf(keys[at] as number)?.area;
        const others = areaIds.filter((id) => id !== area);
        const page = {
          epoch: 'e',
          fromSeq: 1_000,
          seqs: [seqs[at] as number],
          keys: [keys[at] as number],
        };
        page.fromSeq = (seqs[at] as number) - 1;
        // It knows everything of its own areas by its last snapshot.
        const record = journal.desk('another', others);
        record.pages.push(page, { epoch: 'e', fromSeq: 1_000, seqs: [], keys: [] });
        return true;
      },
      ['outOfScope'],
    );
  });
});

it('asks for nothing that was acknowledged in a history that was rolled back', () => {
  const journal = createTruthJournal();
  const record = journal.desk('desk', ['WGQ']);
  const key = journal.keyOf('kept in both');
  journal.sent(key, 'WGQ', 1);
  journal.acked(key, 2);
  record.pages.push({ epoch: 'before', fromSeq: 0, seqs: [1], keys: [key] });
  record.pages.push({ epoch: 'after', fromSeq: 0, seqs: [1], keys: [key] });
  expect(foundIn(checkJournal(journal, 'after'))).toEqual([]);
  record.pages.pop();
  expect(foundIn(checkJournal(journal, 'after'))).toEqual(['lost']);
});
