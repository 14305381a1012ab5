import { expect, it } from 'vitest';
import { emptyDraft, parseDraft } from './result-draft.ts';

it('returns what was entered before the reload', () => {
  const files = [{ id: 'P1', isFilm: true, capturedAtMs: 5 }];
  const draft = { finding: 'inconsistent', note: '绳索已断', files } as const;
  expect(parseDraft(JSON.stringify(draft))).toEqual(draft);
});

it('begins empty with nothing, and keeps only what it understands', () => {
  expect(parseDraft(null)).toEqual(emptyDraft);
  expect(parseDraft('7')).toEqual(emptyDraft);
  expect(parseDraft('{"finding":"perhaps","note":5,"files":["P1",{"id":2},null]}')).toEqual(
    emptyDraft,
  );
});
