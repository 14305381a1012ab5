import type { FigureLine } from '@ftz/shared/contract/figures.ts';
import { type AlarmRow, rowAt } from './alarm-row.ts';

export const emptyLine: FigureLine = {
  atMs: null,
  untilMs: null,
  area: null,
  severity: null,
  kind: null,
  entityId: null,
  alarmId: null,
  incidentId: null,
  value: 0,
  of: null,
};

/** A row as it stands behind a figure. */
export const lineOf = (row: AlarmRow, value: number): FigureLine => ({
  ...emptyLine,
  ...rowAt(row, row.atMs),
  value,
});
