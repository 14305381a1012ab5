import type { Incident } from '#contract/incident.ts';
import type { ProcedureRun, RunStep } from '#contract/procedure.ts';
import type { Situation } from '#contract/situation.ts';
import { isIncidentOpen } from './incident-lifecycle.ts';
import { ownOf } from './own.ts';
import { isSkipUnseen } from './procedure-lifecycle.ts';

export function procedureOfIncident(
  { procedures }: Situation,
  incidentId: string,
): ProcedureRun | undefined {
  return ownOf(procedures, incidentId);
}

/**
 * The steps that stand between this incident and its conclusion. Where it is concluded that the alarm
 * was false, what would only follow a true one may stay open.
 */
export function openRequiredSteps(
  situation: Situation,
  { id }: Pick<Incident, 'id'>,
  concludes: { asFalse: boolean },
): RunStep[] {
  const steps = procedureOfIncident(situation, id)?.steps ?? [];
  return steps.filter(
    ({ state, required, notForFalse }) =>
      state === 'open' && required && !(concludes.asFalse && notForFalse),
  );
}

/** Open incidents in which a required step was skipped and no supervisor has seen it, the newest first. */
export function incidentsWithUnseenSkips(
  situation: Situation,
): { incident: Incident; steps: RunStep[] }[] {
  return Object.values(situation.procedures)
    .flatMap((run) => {
      const steps = run.steps.filter(isSkipUnseen);
      const incident = ownOf(situation.incidents, run.incidentId);
      return incident && steps.length > 0 ? [{ incident, steps }] : [];
    })
    .sort((a, b) => b.incident.openedAtMs - a.incident.openedAtMs);
}

/** How the steps of one procedure were settled in one area: what practice makes of what is written. */
export type Deviation = {
  area: string;
  procedureId: string;
  stepId: string;
  textZh: string;
  textEn: string;
  byEvidence: number;
  byHand: number;
  skipped: number;
  /** Of incidents that are over: nobody did it, and nobody said why. */
  leftOpen: number;
};

/** Most skipped first. */
export function deviations(situation: Situation): Deviation[] {
  const found = new Map<string, Deviation>();
  for (const run of Object.values(situation.procedures)) {
    const incident = ownOf(situation.incidents, run.incidentId);
    if (!incident) continue;
    for (const step of run.steps) {
      const key = `${incident.area}/${step.procedureId}/${step.id}`;
      found.set(key, counted(found.get(key) ?? noneOf(incident.area, step), step, incident));
    }
  }
  return [...found.values()].sort((a, b) => b.skipped - a.skipped || b.byHand - a.byHand);
}

const noneOf = (area: string, { procedureId, id, textZh, textEn }: RunStep): Deviation => ({
  area,
  procedureId,
  stepId: id,
  textZh,
  textEn,
  byEvidence: 0,
  byHand: 0,
  skipped: 0,
  leftOpen: 0,
});

function counted(before: Deviation, step: RunStep, incident: Incident): Deviation {
  switch (step.state) {
    case 'done':
      return step.tickedBy === null
        ? { ...before, byHand: before.byHand + 1 }
        : { ...before, byEvidence: before.byEvidence + 1 };
    case 'skipped':
      return { ...before, skipped: before.skipped + 1 };
    case 'open':
      return isIncidentOpen(incident) ? before : { ...before, leftOpen: before.leftOpen + 1 };
  }
}
