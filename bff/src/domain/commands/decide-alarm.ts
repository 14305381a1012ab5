import { mayDo, mayDoInAny } from '@ftz/shared/access/policy.ts';
import type { Principal } from '@ftz/shared/contract/account.ts';
import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { CommandName } from '@ftz/shared/contract/live-up.ts';
import { type Refusal, type RefusalCode, refuse } from '@ftz/shared/contract/refusal.ts';
import {
  escalateDueAtMs,
  nextLevel,
  refusalToEscalate,
} from '@ftz/shared/state/alarm-escalation.ts';
import {
  dueAtMs,
  isUnacknowledged,
  needsReasonToAcknowledge,
  refusalToAcknowledge,
} from '@ftz/shared/state/alarm-lifecycle.ts';
import { refusalToShelve, refusalToUnshelve } from '@ftz/shared/state/alarm-suppression.ts';
import { areasOfAlarm } from '@ftz/shared/state/incident-circle.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import {
  actorOf,
  type CommandOf,
  type CommandWorld,
  type Decision,
  isStale,
  no,
  yes,
} from './command-decision.ts';
import { claimedWithAlarms } from './decide-incident.ts';

type AlarmCommand = Extract<CommandName, `alarm.${string}`>;

/** Seen by everybody in its incident; acted on by those of its own area. */
function find(
  alarmId: string,
  act: AlarmCommand,
  principal: Principal,
  { situation }: CommandWorld,
): { alarm: Alarm } | { refusal: Refusal } {
  const alarm = ownOf(situation.alarms, alarmId);
  const areas = alarm ? areasOfAlarm(situation, alarm) : [];
  if (!alarm || !mayDoInAny(principal, 'situation.read', areas))
    return { refusal: refuse('not-found') };
  return mayDo(principal, act, alarm.area) ? { alarm } : { refusal: refuse('not-permitted') };
}

const staleAt = ({ version }: Alarm): Decision => no(refuse('stale-version', `version ${version}`));

const common = (alarm: Alarm, principal: Principal, { situation }: CommandWorld) => ({
  areas: areasOfAlarm(situation, alarm),
  actor: actorOf(principal),
});

function acknowledgement(
  alarm: Alarm,
  reason: string | null,
  principal: Principal,
  world: CommandWorld,
): DurableDraft {
  const progressDueAtMs = dueAtMs(world.limits.progressS, alarm.severity, world.nowMs);
  return {
    type: 'alarm.acknowledged',
    ...common(alarm, principal, world),
    data: { alarmId: alarm.id, reason, progressDueAtMs },
  };
}

export function acknowledgeAlarm(
  { argument, basedOnVersion }: CommandOf<'alarm.acknowledge'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const found = find(argument.alarmId, 'alarm.acknowledge', principal, world);
  if ('refusal' in found) return no(found.refusal);
  const { alarm } = found;
  // Who was second is told who was first, rather than that a number is old.
  const refused = refusalToAcknowledge(alarm);
  if (refused) return no(refuse(refused, firstOf(alarm)));
  if (isStale(alarm, basedOnVersion)) return staleAt(alarm);
  const reason = argument.reason ?? null;
  if (needsReasonToAcknowledge(alarm) && reason === null) return no(refuse('reason-needed'));
  return yes(
    acknowledgement(alarm, reason, principal, world),
    ...claimedWithAlarms([alarm], principal, world),
  );
}

function firstOf({ acknowledgedBy, acknowledgedAtMs }: Alarm): string | undefined {
  if (acknowledgedBy === null || acknowledgedAtMs === null) return undefined;
  return `${acknowledgedBy}, ${new Date(acknowledgedAtMs).toISOString()}`;
}

/**
 * Many at once, of those that are still as they were seen: what changed meanwhile is left to be looked
 * at. One critical alarm among them, and none is acknowledged.
 */
export function acknowledgeMany(
  { argument }: CommandOf<'alarm.acknowledge-many'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const seen = new Map(argument.alarms.map(({ alarmId, version }) => [alarmId, version]));
  const alarms: Alarm[] = [];
  for (const alarmId of seen.keys()) {
    const found = find(alarmId, 'alarm.acknowledge-many', principal, world);
    if ('refusal' in found) return no(found.refusal);
    alarms.push(found.alarm);
  }
  if (alarms.some(({ severity }) => severity === 1)) return no(refuse('critical-never'));
  const waiting = alarms.filter(isUnacknowledged);
  if (waiting.length === 0) return no(refuse('already-acknowledged'));
  const unchanged = waiting.filter(({ id, version }) => seen.get(id) === version);
  if (unchanged.length === 0) return no(refuse('stale-version'));
  const { reason } = argument;
  return yes(
    ...unchanged.map((alarm) => acknowledgement(alarm, reason, principal, world)),
    ...claimedWithAlarms(unchanged, principal, world),
  );
}

/** By hand: somebody wants another one to look, and does not wait for a clock. */
export function escalateAlarm(
  { argument, basedOnVersion }: CommandOf<'alarm.escalate'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const found = find(argument.alarmId, 'alarm.escalate', principal, world);
  if ('refusal' in found) return no(found.refusal);
  const { alarm } = found;
  if (isStale(alarm, basedOnVersion)) return staleAt(alarm);
  const refused = refusalToEscalate(alarm);
  if (refused) return no(refuse(refused));
  const level = nextLevel(alarm);
  return yes({
    type: 'alarm.escalated',
    ...common(alarm, principal, world),
    data: {
      alarmId: alarm.id,
      level,
      why: 'by-hand',
      reason: argument.reason ?? null,
      escalateDueAtMs: escalateDueAtMs(world.limits, alarm, level, world.nowMs),
    },
  });
}

/** Critical: nobody, whatever his role. High: whoever has the whole shift in view. */
function refusalOfShelving(alarm: Alarm, principal: Principal): RefusalCode | null {
  if (alarm.severity === 1) return 'critical-never';
  const isHigh = alarm.severity === 2;
  return isHigh && !mayDo(principal, 'alarm.shelve-high', alarm.area) ? 'not-permitted' : null;
}

export function shelveAlarm(
  { argument, basedOnVersion }: CommandOf<'alarm.shelve'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const found = find(argument.alarmId, 'alarm.shelve', principal, world);
  if ('refusal' in found) return no(found.refusal);
  const { alarm } = found;
  const forbidden = refusalOfShelving(alarm, principal);
  if (forbidden) return no(refuse(forbidden));
  if (isStale(alarm, basedOnVersion)) return staleAt(alarm);
  const refused = refusalToShelve(alarm);
  if (refused) return no(refuse(refused));
  const { usualS, mostS } = world.limits.shelve;
  const forS = argument.forS ?? usualS;
  if (forS > mostS) return no(refuse('too-long', `${mostS / 60} min`));
  const suppression = {
    how: 'shelved' as const,
    sinceMs: world.nowMs,
    untilMs: world.nowMs + 1_000 * forS,
    by: principal.username,
    accountId: principal.accountId,
    reason: argument.reason,
    oneShot: argument.oneShot,
    outageId: null,
    workOrder: null,
  };
  return yes({
    type: 'alarm.shelved',
    ...common(alarm, principal, world),
    data: { alarmId: alarm.id, suppression },
  });
}

/** Who may put it away may take it back. */
export function unshelveAlarm(
  { argument, basedOnVersion }: CommandOf<'alarm.unshelve'>,
  principal: Principal,
  world: CommandWorld,
): Decision {
  const found = find(argument.alarmId, 'alarm.unshelve', principal, world);
  if ('refusal' in found) return no(found.refusal);
  const { alarm } = found;
  if (isStale(alarm, basedOnVersion)) return staleAt(alarm);
  const refused = refusalToUnshelve(alarm);
  if (refused) return no(refuse(refused));
  return yes({
    type: 'alarm.unshelved',
    ...common(alarm, principal, world),
    data: {
      alarmId: alarm.id,
      why: 'by-hand',
      acknowledgeDueAtMs: dueAtMs(world.limits.acknowledgeS, alarm.severity, world.nowMs),
    },
  });
}
