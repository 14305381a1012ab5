import fc from 'fast-check';
import { exampleDisposition, exampleSigner, exampleVerdict } from './disposition.fixture.ts';
import { type Body, entry, id, minute } from './random-entry.fixture.ts';

const first = { verdict: exampleVerdict(), abnormal: ['closed-as-false'], forcedRestore: null };
const signer = exampleSigner('U2');
const draw = {
  why: 'first',
  candidates: [signer],
  excluded: [],
  seed: 7,
  drawn: signer,
  atMs: 1_700_000_000_000,
};

const dispositionRef = fc.record({ dispositionId: id, incidentId: fc.option(id) });

export const dispositionEntriesAt = (atMs: number): fc.Arbitrary<Body>[] => [
  entry(
    'disposition.submitted',
    fc.record({ id, incidentId: fc.option(id), amends: fc.option(id) }).map((change) => ({
      disposition: exampleDisposition({ ...change, submittedAtMs: atMs }),
    })),
  ),
  entry(
    'disposition.first-concluded',
    id.map((dispositionId) => ({ dispositionId, first })),
  ),
  entry(
    'disposition.drawn',
    dispositionRef.map((ref) => ({ ...ref, draw, secondDueAtMs: atMs + minute })),
  ),
  entry(
    'disposition.started',
    dispositionRef.map((ref) => ({ ...ref, secondDueAtMs: atMs + minute })),
  ),
  entry(
    'disposition.concluded',
    fc
      .tuple(dispositionRef, fc.boolean())
      .map(([ref, agree]) => ({ ...ref, first, second: first.verdict, agree })),
  ),
  entry(
    'disposition.in-force',
    fc.tuple(dispositionRef, fc.option(id)).map(([ref, amends]) => ({
      ...ref,
      verdict: first.verdict,
      amends,
      outcomes: [{ alarmId: '1', rule: 'seal-cut', entityId: 'x', area: 'WGQ', raisedAtMs: atMs }],
    })),
  ),
  entry('disposition.locked', dispositionRef),
];
