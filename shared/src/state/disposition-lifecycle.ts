import {
  type AbnormalKind,
  actConclusions,
  type Disposition,
  type DispositionConclusion,
  type DispositionState,
} from '#contract/disposition.ts';
import type { Conclusion } from '#contract/incident.ts';
import type { RefusalCode } from '#contract/refusal.ts';
import type { Situation } from '#contract/situation.ts';

export type DispositionAct =
  | 'resubmit'
  | 'draw'
  | 'lose-second'
  | 'start'
  | 'concur'
  | 'dissent'
  | 'return'
  | 'adjudicate'
  | 'come-into-force'
  | 'lock'
  | 'be-amended';

/** From which states an act is possible, and where it leads. */
const transitions: Record<
  DispositionAct,
  { from: readonly DispositionState[]; to: DispositionState }
> = {
  resubmit: { from: ['draft'], to: 'submitted' },
  draw: { from: ['submitted', 'second-assigned', 'second-blind'], to: 'second-assigned' },
  'lose-second': { from: ['second-assigned', 'second-blind'], to: 'submitted' },
  start: { from: ['second-assigned'], to: 'second-blind' },
  concur: { from: ['second-blind'], to: 'concur' },
  dissent: { from: ['second-blind'], to: 'adjudication' },
  return: { from: ['second-assigned', 'second-blind', 'adjudication'], to: 'draft' },
  adjudicate: { from: ['adjudication'], to: 'adjudication' },
  'come-into-force': { from: ['submitted', 'concur', 'adjudication'], to: 'in-force' },
  lock: { from: ['in-force'], to: 'locked' },
  'be-amended': { from: ['locked'], to: 'amended' },
};

/**
 * Whether the act is possible now. One signature brings nothing into force that needs two: it takes
 * two that agree, or a third after two that do not.
 */
export function mayDispose(disposition: Disposition, act: DispositionAct): boolean {
  if (!transitions[act].from.includes(disposition.state)) return false;
  if (act !== 'come-into-force') return true;
  const { state, needsSecond, adjudicatedVerdict } = disposition;
  if (state === 'submitted') return !needsSecond;
  return state === 'concur' || adjudicatedVerdict !== null;
}

export const refusalToDispose = (
  disposition: Disposition,
  act: DispositionAct,
): RefusalCode | null => (mayDispose(disposition, act) ? null : 'wrong-state');

/** The disposition after the act; as it was when the act is not possible, since a log tells what happened. */
export function dispositionAfter(
  disposition: Disposition,
  act: DispositionAct,
  change: Partial<Disposition>,
): Disposition {
  if (!mayDispose(disposition, act)) return disposition;
  const { version } = disposition;
  return { ...disposition, ...change, version: version + 1, state: transitions[act].to };
}

/**
 * Whether a closing takes two: what is abnormal does, and whatever was under review before. Nobody gets
 * round a second person by calling it confirmed after it was given back to him.
 */
export function takesTwo(
  abnormal: readonly AbnormalKind[],
  before: Pick<Disposition, 'needsSecond'> | undefined,
): boolean {
  return abnormal.length > 0 || before?.needsSecond === true;
}

/** Somebody still has to do something about it. */
export function isDispositionPending({ state }: Disposition): boolean {
  return state !== 'in-force' && state !== 'locked' && state !== 'amended';
}

/** A second officer is wanted, drawn, or at it: nobody may learn the first conclusion yet. */
export function isUnderReview({ state }: Disposition): boolean {
  return state === 'submitted' || state === 'second-assigned' || state === 'second-blind';
}

/** Until the second officer has recorded his own conclusion, the first is its author's alone. */
export function isBlind({ needsSecond, secondVerdict }: Disposition): boolean {
  return needsSecond && secondVerdict === null;
}

export function withoutFirst(disposition: Disposition): Disposition {
  return isBlind(disposition) ? { ...disposition, first: null } : disposition;
}

/** What is on its way about this incident; at most one is. */
export function pendingDispositionOf(
  { dispositions }: Situation,
  incidentId: string,
): Disposition | undefined {
  return Object.values(dispositions).find(
    (each) =>
      each.incidentId === incidentId &&
      each.subject.kind === 'incident' &&
      isDispositionPending(each),
  );
}

/**
 * Why an incident keeps its parts for now: a conclusion is being reviewed, or was given back and is still
 * owed. Whoever reviews judges what was submitted to him, and nobody leaves a review by a merge.
 */
export function holdsTogether({ dispositions }: Situation, incidentId: string): boolean {
  return Object.values(dispositions).some(
    (each) =>
      each.incidentId === incidentId &&
      isDispositionPending(each) &&
      // An act that was given back may never be proposed again.
      (each.subject.kind === 'incident' || each.state !== 'draft'),
  );
}

export function isOfIncident(conclusion: DispositionConclusion): conclusion is Conclusion {
  return !actConclusions.some((each) => each === conclusion);
}
