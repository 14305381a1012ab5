import type { AlarmKind } from '#contract/alarm.ts';
import type { Procedure, ProcedureRun, RunStep } from '#contract/procedure.ts';
import type { Fold } from './fold.ts';
import { type EventOf, entryOf, incidentOf, nameOf, writeOn } from './incident-lines.ts';
import { ownOf } from './own.ts';
import { openStep, runAfter, runWithSkipsSeen, type StepAct } from './procedure-lifecycle.ts';
import { alarmIdsOf } from './situation-index.ts';
import { journeyOfSeal } from './situation-selectors.ts';
import { tickByEvidence, tickByLine } from './tick-steps.ts';

/** Begins a procedure with its words as they are now, and with what its incident has proved already. */
export function foldProcedureStarted(f: Fold, event: EventOf<'procedure.started'>): void {
  const { incidentId, procedure } = event.data;
  const incident = incidentOf(f, incidentId);
  if (!incident) return;
  const before = ownOf(f.situation.procedures, incidentId);
  if (before?.procedures.some(({ id }) => id === procedure.id)) return;
  f.put('procedures', incidentId, withProcedure(before, incidentId, procedure, event.atMs));
  for (const entry of incident.timeline) tickByLine(f, incidentId, entry);
}

function withProcedure(
  before: ProcedureRun | undefined,
  incidentId: string,
  { id, version, steps }: Procedure,
  startedAtMs: number,
): ProcedureRun {
  const known = before?.steps ?? [];
  const added = steps
    .filter((step) => !known.some((one) => one.id === step.id))
    .map((step): RunStep => ({ ...step, ...openStep, procedureId: id }));
  // What two procedures ask for is as binding as the stricter one says.
  const kept = known.map((step) => {
    const again = steps.find((one) => one.id === step.id);
    if (!again?.required) return step;
    return {
      ...step,
      required: true,
      notForFalse: step.required && !step.notForFalse ? false : again.notForFalse,
    };
  });
  return {
    incidentId,
    version: (before?.version ?? 0) + 1,
    procedures: [...(before?.procedures ?? []), { id, version, startedAtMs }],
    steps: [...kept, ...added],
  };
}

type StepEvent = EventOf<
  'procedure.step-ticked' | 'procedure.step-skipped' | 'procedure.step-unticked'
>;

/** A person settled a step, or took that back: he had a hand in the incident, and its timeline says so. */
export function foldStep(f: Fold, event: StepEvent, act: StepAct): void {
  const { incidentId, stepId } = event.data;
  const run = ownOf(f.situation.procedures, incidentId);
  if (!run) return;
  const reason = event.type === 'procedure.step-skipped' ? event.data.reason : null;
  const entry = entryOf(event);
  const { seq, atMs, person, accountId } = entry;
  const settled = { settledAtMs: atMs, settledBySeq: seq, person, accountId, reason };
  const after = runAfter(run, stepId, act, act === 'untick' ? {} : settled);
  if (after !== run) f.put('procedures', incidentId, after);
  const step = run.steps.find(({ id }) => id === stepId);
  const words = step ? { textZh: step.textZh, textEn: step.textEn } : undefined;
  writeOn(f, incidentId, { ...entry, text: reason, ...(words ? { step: words } : {}) });
}

export function foldSkipsSeen(f: Fold, event: EventOf<'procedure.skips-seen'>): void {
  const { incidentId, stepIds } = event.data;
  const run = ownOf(f.situation.procedures, incidentId);
  if (!run) return;
  const after = runWithSkipsSeen(run, stepIds, nameOf(event) ?? '');
  if (after !== run) f.put('procedures', incidentId, after);
}

const kindsOfSeal: readonly AlarmKind[] = [
  'seal-cut',
  'seal-tampered',
  'seal-silent',
  'seal-attempted',
  'seal-stuck',
  'seal-battery-low',
  'seal-unlocked',
];
const kindsOfVehicle: readonly AlarmKind[] = ['off-route', 'halted'];

/** A seal spoke: whoever waits for its word, because of itself or of the vehicle that it rides on, has it. */
export function tickBySeal(f: Fold, event: EventOf<'seal.reported'>): void {
  const { sealId } = event.data.report;
  for (const kind of kindsOfSeal) tickWhereOpen(f, kind, sealId, event);
  const vehicleId = journeyOfSeal(f.situation, sealId)?.vehicleId;
  if (vehicleId === undefined) return;
  for (const kind of kindsOfVehicle) tickWhereOpen(f, kind, vehicleId, event);
}

function tickWhereOpen(
  f: Fold,
  kind: AlarmKind,
  entityId: string,
  event: EventOf<'seal.reported'>,
): void {
  for (const alarmId of alarmIdsOf(f.situation.alarms, kind, entityId)) {
    const alarm = ownOf(f.situation.alarms, alarmId);
    if (alarm?.entityId !== entityId || alarm.incidentId === null) continue;
    // What the seal said before the alarm is no fresh reading.
    if (event.data.report.deviceAtMs > alarm.deviceAtMs)
      tickByEvidence(f, alarm.incidentId, 'seal-reported', entryOf(event));
  }
}
