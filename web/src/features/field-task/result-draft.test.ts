import { expect, it } from 'vitest';
import { emptyDraft, parseDraft } from './result-draft.ts';

it('returns what was entered before the reload', () => {
  const draft = { finding: 'inconsistent', note: '绳索已断', photoIds: ['P1'] } as const;
  expect(parseDraft(JSON.stringify(draft))).toEqual(draft);
});

it('begins empty with nothing, and keeps only what it understands', () => {
  expect(parseDraft(null)).toEqual(emptyDraft);
  expect(parseDraft('7')).toEqual(emptyDraft);
  expect(parseDraft('{"finding":"perhaps","note":5,"photoIds":["P1",2]}')).toEqual({
    finding: null,
    note: '',
    photoIds: ['P1'],
  });
});
