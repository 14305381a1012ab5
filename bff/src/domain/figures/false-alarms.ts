import type { FigureLine } from '@ftz/shared/contract/figures.ts';
import { type AlarmRow, type ConclusionRow, sourceOf } from './alarm-row.ts';
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

type By = 'kind' | 'source' | 'week';

/** What was concluded, by one of these; `value`: percent that was nothing, of so many (`of`). */
export function falseLines(rows: readonly ConclusionRow[], by: By): FigureLine[] {
  return falseBy(rows, nameOf[by]).map(({ name, first, all, wrong }) => ({
    ...emptyLine,
    atMs: by === 'week' ? Number(name) : null,
    area: by === 'source' ? first.area : null,
    kind: by === 'week' ? null : first.kind,
    entityId: by === 'source' ? first.entityId : null,
    value: (100 * wrong) / all,
    of: all,
  }));
}

const nameOf: Record<By, (row: AlarmRow) => string> = {
  kind: ({ kind }) => kind,
  source: sourceOf,
  week: weekOf,
};

const zoneOffsetMs = 8 * 3_600_000;
const dayMs = 86_400_000;

/** Monday of its week, in the zone. */
function weekOf({ atMs }: AlarmRow): string {
  const day = Math.floor((atMs + zoneOffsetMs) / dayMs);
  // The first day of 1970 was a Thursday.
  const monday = day - ((day + 3) % 7);
  return String(monday * dayMs - zoneOffsetMs);
}
