import type { Alarm, AlarmKind, Severity } from '#contract/alarm.ts';
import type { AbnormalKind } from '#contract/disposition.ts';
import type { Conclusion, Incident } from '#contract/incident.ts';

/** What is read at a gate or of a cargo and does not fit: whatever is not confirmed lets it go. */
export const mismatches: readonly AlarmKind[] = [
  'lane-mismatch',
  'weight-mismatch',
  'documents-disagree',
  'agency-hold',
  'scan-suspicious',
  'radiation',
];
const sealBreaks: readonly AlarmKind[] = ['seal-cut', 'seal-tampered', 'seal-unlocked'];

/** Conditions that last and end by themselves; the others happen, and nothing of them comes back. */
const lasting: readonly AlarmKind[] = [
  'off-route',
  'halted',
  'journey-overdue',
  'seal-silent',
  'seal-stuck',
  'seal-battery-low',
  'device-lost',
];

/** Alarms whose condition still lasts: closing over them is forced, and takes a reason. */
export function unrestored(alarms: readonly Alarm[]): Alarm[] {
  return alarms.filter(({ kind, returnedAtMs, state }) => {
    return lasting.includes(kind) && returnedAtMs === null && state !== 'normal';
  });
}

/** Why closing this incident so takes two people; empty: one signature does. */
export function abnormalOf(
  incident: Pick<Incident, 'severity' | 'timeline'>,
  alarms: readonly Pick<Alarm, 'kind'>[],
  closing: { conclusion: Conclusion; forced: boolean },
): AbnormalKind[] {
  const { conclusion, forced } = closing;
  const has = (kinds: readonly AlarmKind[]) => alarms.some(({ kind }) => kinds.includes(kind));
  const isMismatch = has(mismatches);
  const released = incident.timeline.some(
    ({ type, text }) => type === 'lane.checked' && text === 'release',
  );
  const letGo = conclusion !== 'confirmed';
  const isGrave = isGraveEnough(incident.severity);
  const found: [AbnormalKind, boolean][] = [
    ['closed-as-false', isGrave && (conclusion === 'false-alarm' || conclusion === 'nuisance')],
    ['restore-forced', isGrave && forced],
    ['released-after-mismatch', isMismatch && (letGo || released)],
    ['seal-break-accepted', letGo && has(sealBreaks)],
  ];
  return found.filter(([, holds]) => holds).map(([kind]) => kind);
}

const isGraveEnough = (severity: Severity) => severity <= 2;
