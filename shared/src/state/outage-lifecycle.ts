import type { Alarm } from '#contract/alarm.ts';
import type { Outage, OutageState } from '#contract/outage.ts';
import type { RefusalCode } from '#contract/refusal.ts';
import type { Situation } from '#contract/situation.ts';
import type { Suppression } from '#contract/suppression.ts';
import { isOpen } from './alarm-lifecycle.ts';

export type OutageAct = 'authorise' | 'refuse' | 'begin' | 'remind' | 'confirm' | 'end';

/** From which states an act is possible, and where it leads. */
const transitions: Record<OutageAct, { from: readonly OutageState[]; to: OutageState }> = {
  authorise: { from: ['requested'], to: 'in-force' },
  refuse: { from: ['requested'], to: 'refused' },
  begin: { from: ['planned'], to: 'in-force' },
  remind: { from: ['in-force'], to: 'in-force' },
  confirm: { from: ['in-force'], to: 'in-force' },
  end: { from: ['requested', 'planned', 'in-force'], to: 'ended' },
};

/** Null when the act is possible now. */
export function refusalOfOutage(
  { state, how }: Outage,
  act: OutageAct,
): Extract<RefusalCode, 'wrong-state'> | null {
  // A plan says when it ends, and nobody is asked about it in between.
  const isAsked = act !== 'confirm' && act !== 'remind';
  const fits = transitions[act].from.includes(state) && (isAsked || how === 'out-of-service');
  return fits ? null : 'wrong-state';
}

/** The outage after the act; as it was when the act is not possible, since a log tells what happened. */
export function outageAfter(outage: Outage, act: OutageAct, change: Partial<Outage>): Outage {
  if (refusalOfOutage(outage, act)) return outage;
  return { ...outage, ...change, version: outage.version + 1, state: transitions[act].to };
}

export function isOutageOpen({ endedAtMs, refused }: Outage): boolean {
  return endedAtMs === null && refused === null;
}

/** Two people agree that a critical alarm is not announced; one person's plan does not reach that far. */
export function covers({ how, source }: Outage, alarm: Alarm): boolean {
  if (how === 'suppressed' && alarm.severity === 1) return false;
  const isOfKind = source.kind === null || source.kind === alarm.kind;
  const isOfEntity = source.entityKind === alarm.entityKind && source.entityId === alarm.entityId;
  // Lanes and barriers speak for the gate at which they stand.
  const isAtGate = source.entityKind === 'gate' && source.entityId === alarm.gateId;
  return isOfKind && (isOfEntity || isAtGate);
}

/** What sets an alarm aside from its birth; null: nothing does. */
export function suppressionAtBirth(
  { outages }: Situation,
  alarm: Alarm,
  nowMs: number,
): Suppression | null {
  const inForce = Object.values(outages).filter(
    ({ state, untilMs }) => state === 'in-force' && nowMs < untilMs,
  );
  const covering = inForce.filter((outage) => covers(outage, alarm));
  const [first] = covering.sort((a, b) => b.untilMs - a.untilMs);
  return first ? suppressionBy(first, nowMs) : null;
}

export function suppressionBy(outage: Outage, sinceMs: number): Suppression {
  const { accountId, name } = outage.authorised ?? outage.requested;
  return {
    how: outage.how,
    sinceMs,
    untilMs: outage.untilMs,
    by: name,
    accountId,
    reason: outage.reason,
    oneShot: false,
    outageId: outage.id,
    workOrder: outage.workOrder,
  };
}

/** Open alarms that an outage takes along when it comes into force. What was shelved goes with its source. */
export function alarmsTakenBy({ alarms }: Situation, outage: Outage): Alarm[] {
  return Object.values(alarms).filter(
    (alarm) =>
      isOpen(alarm) && (alarm.suppression?.outageId ?? null) === null && covers(outage, alarm),
  );
}

/** Open alarms that come back when it ends. */
export function alarmsHeldBy({ alarms }: Situation, { id }: Outage): Alarm[] {
  return Object.values(alarms).filter((alarm) => alarm.suppression?.outageId === id);
}
