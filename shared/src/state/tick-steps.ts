import type { TimelineEntry } from '#contract/incident.ts';
import type { StepEvidence } from '#contract/procedure.ts';
import type { Fold } from './fold.ts';
import { ownOf } from './own.ts';
import { evidenceOfEntry } from './procedure-evidence.ts';
import { runAfter } from './procedure-lifecycle.ts';

type Proof = Pick<TimelineEntry, 'seq' | 'atMs' | 'person' | 'accountId'>;

/** A line came onto an incident's timeline: what it proves, ticks itself. */
export function tickByLine(f: Fold, incidentId: string, entry: TimelineEntry): void {
  if (!ownOf(f.situation.procedures, incidentId)) return;
  const evidence = evidenceOfEntry(f.situation, entry);
  if (evidence) tickByEvidence(f, incidentId, evidence, entry);
}

/** Ticks every open step of this incident that asks for just this. */
export function tickByEvidence(
  f: Fold,
  incidentId: string,
  evidence: StepEvidence,
  { seq, atMs, person, accountId }: Proof,
): void {
  const run = ownOf(f.situation.procedures, incidentId);
  if (!run) return;
  const how = { settledAtMs: atMs, settledBySeq: seq, person, accountId, tickedBy: evidence };
  const after = run.steps
    .filter((step) => step.evidence.includes(evidence))
    .reduce((next, { id }) => runAfter(next, id, 'prove', how), run);
  if (after !== run) f.put('procedures', incidentId, after);
}
