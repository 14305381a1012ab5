import type { Principal } from '@ftz/shared/contract/account.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { ProcedureRun, RunStep } from '@ftz/shared/contract/procedure.ts';
import { type Refusal, type RefusalCode, refuse } from '@ftz/shared/contract/refusal.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { isIncidentOpen } from '@ftz/shared/state/incident-lifecycle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import {
  mayNoteSkip,
  refusalToSkip,
  refusalToTick,
  refusalToUntick,
} from '@ftz/shared/state/procedure-lifecycle.ts';
import { openRequiredSteps, procedureOfIncident } from '@ftz/shared/state/procedure-selectors.ts';
import {
  actorOf,
  type CommandOf,
  type CommandWorld,
  type Decision,
  guard,
  no,
  yes,
} from './command-decision.ts';

type StepCommand = CommandOf<
  'procedure.tick-step' | 'procedure.skip-step' | 'procedure.untick-step'
>;

/** A person says that a step was done, that it is left out and why, or that this was a slip of his. */
export function settleStep(
  command: StepCommand,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const { stepId } = command.argument;
  const found = openRun(command, principal, world.situation);
  if ('refusal' in found) return no(found.refusal);
  const step = found.run.steps.find(({ id }) => id === stepId);
  if (!step) return no(refuse('not-found', stepId));
  const refused = refusalOf(command, step, principal, world);
  if (refused) return no(refuse(refused, step.person ?? undefined));
  const { incident } = found;
  const common = { areas: incident.areas, actor: actorOf(principal) };
  const ref = { incidentId: incident.id, stepId };
  switch (command.name) {
    case 'procedure.tick-step':
      return yes({ type: 'procedure.step-ticked', ...common, data: ref });
    case 'procedure.untick-step':
      return yes({ type: 'procedure.step-unticked', ...common, data: ref });
    case 'procedure.skip-step': {
      const { reason } = command.argument;
      return yes({ type: 'procedure.step-skipped', ...common, data: { ...ref, reason } });
    }
  }
}

function refusalOf(
  command: StepCommand,
  step: RunStep,
  { accountId }: Principal,
  { limits, nowMs }: CommandWorld,
): RefusalCode | null {
  switch (command.name) {
    case 'procedure.tick-step':
      return refusalToTick(step);
    case 'procedure.skip-step':
      return refusalToSkip(step, command.argument.reason);
    case 'procedure.untick-step':
      return refusalToUntick(step, accountId, { nowMs, withinS: limits.undoS });
  }
}

/** All that is skipped in this incident and that he did not skip himself. */
export function noteSkipsSeen(
  command: CommandOf<'procedure.skip-seen'>,
  principal: Principal,
  { situation }: CommandWorld,
): Decision {
  const found = runFor(command, principal, situation);
  if ('refusal' in found) return no(found.refusal);
  const { incident, run } = found;
  const steps = run.steps.filter((step) => mayNoteSkip(step, principal.accountId));
  if (steps.length === 0) return no(refuse('wrong-state'));
  return yes({
    type: 'procedure.skips-seen',
    areas: incident.areas,
    actor: actorOf(principal),
    data: { incidentId: incident.id, stepIds: steps.map(({ id }) => id) },
  });
}

type Found = { incident: Incident; run: ProcedureRun } | { refusal: Refusal };

function runFor(
  { name, argument, basedOnVersion }: StepCommand | CommandOf<'procedure.skip-seen'>,
  principal: Principal,
  situation: Situation,
): Found {
  const incident = ownOf(situation.incidents, argument.incidentId);
  const run = procedureOfIncident(situation, argument.incidentId);
  const thing = incident && { areas: incident.areas, version: run?.version ?? incident.version };
  const refusal = guard(principal, name, thing, basedOnVersion);
  if (refusal || !incident || !run) return { refusal: refusal ?? refuse('not-found') };
  return { incident, run };
}

function openRun(command: StepCommand, principal: Principal, situation: Situation): Found {
  const found = runFor(command, principal, situation);
  const closed = 'incident' in found && !isIncidentOpen(found.incident);
  return closed ? { refusal: refuse('wrong-state') } : found;
}

/** Whether the procedure still stands between an incident and its conclusion; names the steps. */
export function refusalByProcedure(
  situation: Situation,
  incident: Incident,
  concludes: { asFalse: boolean },
): Refusal | null {
  const open = openRequiredSteps(situation, incident, concludes);
  if (open.length === 0) return null;
  const named = open.map(({ textZh, textEn }) => `${textZh} (${textEn})`).join('; ');
  return refuse('procedure-incomplete', named);
}
