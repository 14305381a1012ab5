import { expect, it } from 'vitest';
import { draftOf, forgetDraft, keepDraftsOf, putDraft } from './drafts.ts';

it('returns a half-written note to the person who signs in again, and to nobody else', () => {
  keepDraftsOf('A1');
  putDraft('I1', { form: 'note', text: 'half a' });
  keepDraftsOf('A1');
  expect(draftOf('I1')).toEqual({ form: 'note', text: 'half a' });
  keepDraftsOf('A2');
  expect(draftOf('I1')).toBeNull();
});

it('forgets one draft and keeps the others', () => {
  keepDraftsOf('A3');
  putDraft('I1', { form: 'note', text: 'one' });
  putDraft('T1', { form: 'result', text: 'two', finding: 'consistent' });
  forgetDraft('I1');
  expect([draftOf('I1'), draftOf('T1')?.text]).toEqual([null, 'two']);
});
