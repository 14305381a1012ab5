import type { CauseCode } from '@ftz/shared/contract/cause-code.ts';
import type { DispositionConclusion } from '@ftz/shared/contract/disposition.ts';
import type { Finding } from '@ftz/shared/contract/task-record.ts';
import { create } from 'zustand';

/** A conclusion that is being thought about. */
export type VerdictDraft = { conclusion: DispositionConclusion | null; cause: CauseCode | null };

/** What an operator has begun to write and not sent. A form is open as long as its draft exists. */
export type Draft =
  | { form: 'note'; text: string }
  | { form: 'close'; text: string; verdict: VerdictDraft; forcedRestore: string }
  | { form: 'verdict'; text: string; verdict: VerdictDraft }
  | { form: 'result'; text: string; finding: Finding | null };

type Drafts = Record<string, Draft>;

const store = create<{ accountId: string | null; drafts: Drafts }>(() => ({
  accountId: null,
  drafts: {},
}));

/** Of an incident, or of the task that a result belongs to. */
export function useDraft(id: string): Draft | null {
  return store(({ drafts }) => drafts[id] ?? null);
}

/** Whether something is being written about this incident: what is shown must then not change. */
export function useIsWritingAbout(incidentId: string | null): boolean {
  return store(({ drafts }) => incidentId !== null && incidentId in drafts);
}

export function putDraft(id: string, draft: Draft): void {
  store.setState(({ drafts }) => ({ drafts: { ...drafts, [id]: draft } }));
}

export function forgetDraft(id: string): void {
  store.setState(({ drafts: { [id]: _, ...rest } }) => ({ drafts: rest }));
}

/**
 * A session that ends takes no half-written sentence with it (WCAG 2.2, 2.2.5), but the next person
 * at this desk does not find it.
 */
export function keepDraftsOf(accountId: string): void {
  if (store.getState().accountId !== accountId) store.setState({ accountId, drafts: {} });
}

/** Whether anything at all has been begun and not sent. */
export function hasDrafts(): boolean {
  return Object.keys(store.getState().drafts).length > 0;
}

/** As it is now, outside of a component. */
export function draftOf(id: string): Draft | null {
  return store.getState().drafts[id] ?? null;
}
