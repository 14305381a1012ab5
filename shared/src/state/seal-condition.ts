import type { Alarm } from '#contract/alarm.ts';
import type { SealReport } from '#contract/seal.ts';

/** How a seal is drawn, gravest first; `unknown`: it has never spoken. */
export const sealConditions = [
  'tampered',
  'opened',
  'silent',
  'low-battery',
  'unknown',
  'sealed',
] as const;
export type SealCondition = (typeof sealConditions)[number];

const tamperings: readonly string[] = ['seal-cut', 'seal-tampered', 'seal-attempted', 'seal-stuck'];
const lowBatteryPct = 20;

/** Told from its last word and the kinds of the alarms on it that are open. */
export function sealConditionOf(
  report: SealReport | undefined,
  openKinds: readonly Alarm['kind'][],
): SealCondition {
  const state = report?.state;
  const isBroken = state?.rope === 'cut' || (state?.cover === 'open' && state.sealed);
  if (isBroken || openKinds.some((kind) => tamperings.includes(kind))) return 'tampered';
  if (state && (!state.sealed || state.motor !== 'locked')) return 'opened';
  if (openKinds.includes('seal-silent') || openKinds.includes('device-lost')) return 'silent';
  if (report === undefined) return 'unknown';
  const isLow = report.batteryPct < lowBatteryPct || openKinds.includes('seal-battery-low');
  return isLow ? 'low-battery' : 'sealed';
}
