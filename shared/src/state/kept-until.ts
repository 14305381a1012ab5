import type { Incident } from '#contract/incident.ts';
import type { RefusalCode } from '#contract/refusal.ts';
import type { Situation } from '#contract/situation.ts';
import { isDispositionPending } from './disposition-lifecycle.ts';

const yearMs = 366 * 24 * 3_600_000;
const mostYears = 10;

/** What the act of changing a retention is done to: the incident, and the time that is wanted. */
export const retentionId = (incidentId: string, keptUntilMs: number) =>
  `${incidentId}/${keptUntilMs}`;

/** Null: it names no time. */
export function keptUntilIn(entityId: string, incidentId: string): number | null {
  const time = entityId.startsWith(`${incidentId}/`) ? entityId.slice(incidentId.length + 1) : '';
  return /^\d{1,15}$/.test(time) ? Number(time) : null;
}

/** Of an open incident everything is held as it is: how long is asked when it has ended. */
export function refusalToRetain(
  incident: Incident,
  keptUntilMs: number,
  nowMs: number,
): RefusalCode | null {
  if (incident.state !== 'closed' || !incident.clips?.length) return 'wrong-state';
  if (keptUntilMs <= nowMs) return 'not-in-future';
  return keptUntilMs > nowMs + mostYears * yearMs ? 'too-long' : null;
}

/** One at a time: of two that were proposed together nobody could say which of them holds. */
export function isRetentionPending(
  { dispositions }: Pick<Situation, 'dispositions'>,
  incidentId: string,
): boolean {
  return Object.values(dispositions).some(
    (each) =>
      each.incidentId === incidentId &&
      each.subject.kind === 'act' &&
      each.subject.act === 'retention-changed' &&
      isDispositionPending(each) &&
      each.state !== 'draft',
  );
}
