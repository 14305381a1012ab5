import type { FigureLine } from '@ftz/shared/contract/figures.ts';
import type { ConclusionRow } from './alarm-row.ts';
import { emptyLine } from './figure-line.ts';

export const isFalse = ({ conclusion }: ConclusionRow) =>
  conclusion === 'false-alarm' || conclusion === 'nuisance';

/** What was concluded of one rule, one source or one week, and how much of it was nothing. */
type Group = { name: string; first: ConclusionRow; all: number; wrong: number };

export function falseBy(
  rows: readonly ConclusionRow[],
  nameOf: (row: ConclusionRow) => string,
): Group[] {
  const groups = new Map<string, Group>();
  for (const row of rows) {
    const name = nameOf(row);
    const group = groups.get(name) ?? { name, first: row, all: 0, wrong: 0 };
    group.all += 1;
    if (isFalse(row)) group.wrong += 1;
    groups.set(name, group);
  }
  return [...groups.values()]
    .sort((a, b) => b.wrong - a.wrong || b.all - a.all || a.name.localeCompare(b.name))
    .slice(0, 20);
}

/** `value`: percent that was nothing, of so many (`of`). */
export const falseLine =
  (by: 'kind' | 'source' | 'week') =>
  ({ name, first, all, wrong }: Group): FigureLine => ({
    ...emptyLine,
    atMs: by === 'week' ? Number(name) : null,
    area: by === 'source' ? first.area : null,
    kind: by === 'week' ? null : first.kind,
    entityId: by === 'source' ? first.entityId : null,
    value: (100 * wrong) / all,
    of: all,
  });
