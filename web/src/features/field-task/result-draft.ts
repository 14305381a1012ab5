import { type Finding, findings } from '@ftz/shared/contract/task-record.ts';

/** A picture or film of this result; it lies in the outbox, or has arrived at the center. */
export type DraftFile = { id: string; isFilm: boolean; capturedAtMs: number };

/** What the officer has entered and not yet sent; it outlives a reload and a flat battery. */
export type ResultDraft = { finding: Finding | null; note: string; files: DraftFile[] };

export const emptyDraft: ResultDraft = { finding: null, note: '', files: [] };

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
  const { finding, note, files } = value as Record<string, unknown>;
  return {
    finding: findings.find((known) => known === finding) ?? null,
    note: typeof note === 'string' ? note : '',
    files: Array.isArray(files) ? files.filter(isDraftFile) : [],
  };
}

function isDraftFile(value: unknown): value is DraftFile {
  if (value === null || typeof value !== 'object') return false;
  const { id, isFilm, capturedAtMs } = value as Record<string, unknown>;
  return typeof id === 'string' && typeof isFilm === 'boolean' && typeof capturedAtMs === 'number';
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
