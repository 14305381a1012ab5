import { type Finding, findings } from '@ftz/shared/contract/task-record.ts';

/** A picture or film of this result; it lies in the outbox, or has arrived at the center. */
export type DraftFile = { id: string; isFilm: boolean; capturedAtMs: number };

/** What the officer has entered and not yet sent. */
export type ResultDraft = { finding: Finding | null; note: string; files: DraftFile[] };

export const emptyDraft: ResultDraft = { finding: null, note: '', files: [] };

export const draftOf = (taskId: string) => `result/${taskId}`;

/** An older build may have kept something else: what is not understood begins empty. */
export function readDraft(kept: unknown): ResultDraft {
  if (kept === null || typeof kept !== 'object') return emptyDraft;
  const { finding, note, files } = kept as Record<string, unknown>;
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
