import type { Severity } from '@ftz/shared/contract/alarm.ts';
import type { ResponsePhase } from '@ftz/shared/contract/day-numbers.ts';

/** A figure of the charts of which somebody wants to see what it counts. */
export type AskedStatistic =
  | { of: 'alarms'; hourMs: number; severity: Severity; count: number }
  | { of: 'passages'; gateId: string; fromMs: number; count: number }
  | { of: 'responses'; phase: ResponsePhase; severity: Severity | null };
