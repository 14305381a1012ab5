import type { Alarm, AlarmKind, Severity } from '@ftz/shared/contract/alarm.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { Conclusion } from '@ftz/shared/contract/incident.ts';

/** Something of an alarm that is counted, with the moment of it. */
export type AlarmRow = {
  atMs: number;
  area: AreaId;
  severity: Severity;
  kind: AlarmKind;
  entityId: string;
  alarmId: string;
  incidentId: string | null;
};
export type TookRow = AlarmRow & { tookMs: number };
export type ConclusionRow = AlarmRow & { conclusion: Conclusion };

/** The row alone, of whatever carries one, at another moment. */
export const rowAt = (
  { area, severity, kind, entityId, alarmId, incidentId }: Omit<AlarmRow, 'atMs'>,
  atMs: number,
): AlarmRow => ({ atMs, area, severity, kind, entityId, alarmId, incidentId });

export const rowOfAlarm = (alarm: Alarm, atMs: number): AlarmRow =>
  rowAt({ ...alarm, alarmId: alarm.id }, atMs);

/** What raises alarms of one kind, as one thing. */
export const sourceOf = ({ kind, entityId }: AlarmRow) => `${kind} ${entityId}`;

export function ofSeverity<T extends AlarmRow>(rows: readonly T[], severity: Severity): T[] {
  return rows.filter((row) => row.severity === severity);
}
