import type { FigureSheet } from '@ftz/shared/contract/figures.ts';

/** A cell that a spreadsheet would take for a formula is made text; who named a device wrote no formula here. */
export function csvCell(value: string | number | null): string {
  if (value === null) return '';
  if (typeof value === 'number') return String(value);
  const plain = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(plain) ? `"${plain.replaceAll('"', '""')}"` : plain;
}

const columns = ['figure', 'value', 'of', 'target', 'action_above', 'verdict'] as const;
const behindColumns = [
  'figure',
  'at',
  'until',
  'area',
  'severity',
  'kind',
  'entity',
  'alarm',
] as const;

/** All figures, then all that lies behind them; times as ISO 8601, values in the unit of the wire. */
export function figuresCsv({ figures, behind, fromMs, toMs }: FigureSheet): string {
  const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());
  const rows = [
    ['from', iso(fromMs), 'to', iso(toMs)],
    columns,
    ...figures.map(({ name, value, of, target, actionAbove, verdict }) => [
      name,
      value,
      of,
      target,
      actionAbove,
      verdict,
    ]),
    [],
    [...behindColumns, 'value'],
    ...Object.entries(behind).flatMap(([name, lines]) =>
      lines.map((line) => [
        name,
        iso(line.atMs),
        iso(line.untilMs),
        line.area,
        line.severity,
        line.kind,
        line.entityId,
        line.alarmId,
        line.value,
      ]),
    ),
  ];
  return rows.map((row) => row.map(csvCell).join(',')).join('\r\n');
}

export function saveCsv(sheet: FigureSheet, name: string): void {
  // A spreadsheet reads UTF-8 where it is told so.
  const blob = new Blob(['\ufeff', figuresCsv(sheet)], { type: 'text/csv;charset=utf-8' });
  const link = document.createElement('a');
  link.href = URL.createObjectURL(blob);
  link.download = name;
  link.click();
  URL.revokeObjectURL(link.href);
}
