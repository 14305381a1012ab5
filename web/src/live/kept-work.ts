import type { CommandName } from '@ftz/shared/contract/live-up.ts';
import type { Refusal } from '@ftz/shared/contract/refusal.ts';
import type { Announcement } from '#api/uploads.ts';

/**
 * One act of a person on one phone, kept until the center has answered it. What the center refuses stays,
 * with its reason, until the person has seen it.
 */
export type KeptAct = {
  n: number;
  commandId: string;
  name: CommandName;
  argument: object;
  basedOnVersion: number | null;
  actedAtMs: number;
  /** What it is about: a task, a unit. */
  thing: string;
  /** Acts of one lane keep their order; one that waits for its files holds up no other lane. */
  lane: string;
  fileIds: string[];
  refused: { refusal: Refusal; atMs: number } | null;
};

/** A photograph or a film on its way. `refused`: the center does not take it. */
export type KeptFile = Announcement & { offset: number | null; refused: Refusal | null };

type KeptWork = { acts: KeptAct[]; files: KeptFile[] };

/** The oldest act whose files have gone, and before which nothing of its lane waits. */
export function nextAct({ acts, files }: KeptWork): KeptAct | null {
  const blocked = new Set<string>();
  const underWay = new Set(files.filter(isUnsent).map(({ uploadId }) => uploadId));
  for (const act of acts) {
    if (!isUnsent(act) || blocked.has(act.lane)) continue;
    if (!act.fileIds.some((id) => underWay.has(id))) return act;
    blocked.add(act.lane);
  }
  return null;
}

export function nextFile({ files }: KeptWork): KeptFile | null {
  return files.find(isUnsent) ?? null;
}

/** Something has not reached the center yet. */
export function hasUnsent({ acts, files }: KeptWork): boolean {
  return [...acts, ...files].some(isUnsent);
}

const isUnsent = ({ refused }: { refused: object | null }): boolean => refused === null;
