import { expect, it } from 'vitest';
import { emptyDraft, readDraft } from './result-draft.ts';

it('returns what was entered before the reload', () => {
  const files = [{ id: 'P1', isFilm: true, capturedAtMs: 5 }];
  const draft = { finding: 'inconsistent', note: '绳索已断', files } as const;
  expect(readDraft(draft)).toEqual(draft);
});

it('begins empty with nothing, and keeps only what it understands', () => {
  expect(readDraft(null)).toEqual(emptyDraft);
  expect(readDraft(7)).toEqual(emptyDraft);
  expect(readDraft({ finding: 'perhaps', note: 5, files: ['P1', { id: 2 }, null] })).toEqual(
    emptyDraft,
  );
});
