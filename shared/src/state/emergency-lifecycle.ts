import type { Emergency, EmergencyState } from '#contract/emergency.ts';

export type EmergencyAct = 'declare' | 'confirm' | 'lapse' | 'report' | 'stand-down' | 'review';

/** From which states an act is possible; `none` is an incident without an emergency. */
const transitions: Record<
  EmergencyAct,
  { from: readonly (EmergencyState | 'none')[]; to: EmergencyState | 'same' }
> = {
  // One that nobody confirmed is not declared anew, or a shift leader could keep it up alone.
  declare: { from: ['none', 'stood-down'], to: 'pending' },
  confirm: { from: ['pending', 'unconfirmed'], to: 'in-force' },
  lapse: { from: ['pending'], to: 'unconfirmed' },
  report: { from: ['pending', 'in-force'], to: 'same' },
  'stand-down': { from: ['pending', 'unconfirmed', 'in-force'], to: 'stood-down' },
  review: { from: ['stood-down'], to: 'same' },
};

export function mayEmergency(emergency: Emergency | null, act: EmergencyAct): boolean {
  if (act === 'review' && emergency?.reviewedBy) return false;
  return transitions[act].from.includes(emergency?.state ?? 'none');
}

/** The emergency after the act; as it was when the act is not possible, since a log tells what happened. */
export function emergencyAfter(
  emergency: Emergency,
  act: EmergencyAct,
  change: Partial<Emergency>,
): Emergency {
  if (!mayEmergency(emergency, act)) return emergency;
  const { to } = transitions[act];
  return { ...emergency, ...change, state: to === 'same' ? emergency.state : to };
}

/** Whether it gives powers and asks for reports: confirmed, or not yet too late to be. */
export function isEmergencyRunning(emergency: Emergency | null): boolean {
  return emergency?.state === 'pending' || emergency?.state === 'in-force';
}

/** Declared, and not stood down by the chief. */
export function isEmergencyOpen(emergency: Emergency | null): boolean {
  return emergency !== null && emergency.state !== 'stood-down';
}

export function awaitsReview(emergency: Emergency | null): boolean {
  return emergency?.state === 'stood-down' && emergency.reviewedBy === null;
}
