import type { Finding } from '@ftz/shared/contract/task-record.ts';

/** What the officer has entered and not yet sent; it outlives a reload and a flat battery. */
export type ResultDraft = { finding: Finding | null; note: string; photoIds: string[] };

export const emptyDraft: ResultDraft = { finding: null, note: '', photoIds: [] };

const findings: readonly string[] = ['consistent', 'inconsistent', 'insufficient'];
const keyOf = (taskId: string) => `result-draft/${taskId}`;

/** Storage may be refused or hold something else: then the draft begins empty. */
export function readDraft(taskId: string): ResultDraft {
  try {
    return parseDraft(localStorage.getItem(keyOf(taskId)));
  } catch {
    return emptyDraft;
  }
}

export function parseDraft(stored: string | null): ResultDraft {
  if (stored === null) return emptyDraft;
  const value: unknown = JSON.parse(stored);
  if (value === null || typeof value !== 'object') return emptyDraft;
  const { finding, note, photoIds } = value as Record<string, unknown>;
  return {
    finding: findings.includes(String(finding)) ? (finding as Finding) : null,
    note: typeof note === 'string' ? note : '',
    photoIds: Array.isArray(photoIds) ? photoIds.filter((id) => typeof id === 'string') : [],
  };
}

export function writeDraft(taskId: string, draft: ResultDraft): void {
  try {
    localStorage.setItem(keyOf(taskId), JSON.stringify(draft));
  } catch {
    return;
  }
}

export function forgetDraft(taskId: string): void {
  try {
    localStorage.removeItem(keyOf(taskId));
  } catch {
    return;
  }
}
