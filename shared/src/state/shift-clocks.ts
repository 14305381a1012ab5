import type { Incident } from '#contract/incident.ts';
import type { Task } from '#contract/task.ts';
import { isOpen } from './alarm-lifecycle.ts';
import { isOrderOpen } from './device-order-lifecycle.ts';
import { isDispositionPending } from './disposition-lifecycle.ts';
import type { Fold } from './fold.ts';
import { isHandOverOpen } from './hand-over-lifecycle.ts';
import { laneOutcomeKey } from './lane-outcome.ts';
import { isOutageOpen } from './outage-lifecycle.ts';
import { isTaskOpen, noDues } from './task-lifecycle.ts';

/**
 * The machine's clock was set by so much: what is still to end ends as long from now as before. A
 * clock that jumps brings no escalation forward and lets no overdue thing wait. Due dates, which a
 * calendar gave, stay.
 */
export function shiftClocks(f: Fold, byMs: number): void {
  for (const alarm of Object.values(f.situation.alarms).filter(isOpen)) {
    f.put('alarms', alarm.id, {
      ...alarm,
      acknowledgeDueAtMs: shifted(alarm.acknowledgeDueAtMs, byMs),
      progressDueAtMs: shiftedIfAny(alarm.progressDueAtMs, byMs),
      escalateDueAtMs: shiftedIfAny(alarm.escalateDueAtMs, byMs),
      suppression: alarm.suppression && {
        ...alarm.suppression,
        untilMs: shifted(alarm.suppression.untilMs, byMs),
      },
    });
  }
  for (const outage of Object.values(f.situation.outages).filter(isOutageOpen)) {
    f.put('outages', outage.id, {
      ...outage,
      fromMs: shifted(outage.fromMs, byMs),
      untilMs: shifted(outage.untilMs, byMs),
      confirmDueAtMs: shiftedIfAny(outage.confirmDueAtMs, byMs),
    });
  }
  for (const task of Object.values(f.situation.tasks).filter(isTaskOpen)) {
    f.put('tasks', task.id, shiftedTask(task, byMs));
  }
  shiftJourneys(f, byMs);
  for (const outcome of Object.values(f.situation.laneOutcomes)) {
    if (outcome.dueAtMs === null) continue;
    const dueAtMs = shifted(outcome.dueAtMs, byMs);
    f.put('laneOutcomes', laneOutcomeKey(outcome.laneId, outcome.eventId), { ...outcome, dueAtMs });
  }
  for (const wall of Object.values(f.situation.walls)) {
    const { thrown, scene } = wall;
    f.put('walls', wall.id, {
      ...wall,
      thrown: thrown && { ...thrown, endsAtMs: shifted(thrown.endsAtMs, byMs) },
      scene: scene && { ...scene, holdsUntilMs: shifted(scene.holdsUntilMs, byMs) },
    });
  }
  for (const order of Object.values(f.situation.deviceOrders).filter(isOrderOpen)) {
    f.put('deviceOrders', order.id, { ...order, dueAtMs: shifted(order.dueAtMs, byMs) });
  }
  for (const handOver of Object.values(f.situation.handOvers)) {
    const { lapsesAtMs, overlapEndsAtMs } = handOver;
    f.put('handOvers', handOver.id, {
      ...handOver,
      lapsesAtMs: isHandOverOpen(handOver) ? shifted(lapsesAtMs, byMs) : lapsesAtMs,
      overlapEndsAtMs: shiftedIfAny(overlapEndsAtMs, byMs),
    });
  }
  for (const each of Object.values(f.situation.dispositions).filter(isDispositionPending)) {
    f.put('dispositions', each.id, {
      ...each,
      reviewDueAtMs: shifted(each.reviewDueAtMs, byMs),
      secondDueAtMs: shiftedIfAny(each.secondDueAtMs, byMs),
    });
  }
  for (const incident of Object.values(f.situation.incidents)) {
    f.put('incidents', incident.id, { ...incident, ...shiftedIncident(incident, byMs) });
  }
}

/** When it is due its papers say. */
function shiftJourneys(f: Fold, byMs: number): void {
  for (const journey of Object.values(f.situation.journeys)) {
    const { keptUntilMs } = journey;
    if (keptUntilMs === undefined) continue;
    f.put('journeys', journey.id, { ...journey, keptUntilMs: shifted(keptUntilMs, byMs) });
  }
}

/** Until when it is watched, or an expert is let in, a person said by the clock on the wall: that stays. */
function shiftedIncident(incident: Incident, byMs: number): Partial<Incident> {
  const { claimLapsesAtMs, unownedDueAtMs, offer, emergency } = incident;
  return {
    claimLapsesAtMs: shiftedIfAny(claimLapsesAtMs, byMs),
    unownedDueAtMs: shiftedIfAny(unownedDueAtMs, byMs),
    offer: offer && { ...offer, dueAtMs: shifted(offer.dueAtMs, byMs) },
    emergency: emergency && {
      ...emergency,
      confirmDueAtMs: shiftedIfAny(emergency.confirmDueAtMs, byMs),
      reportDueAtMs: shiftedIfAny(emergency.reportDueAtMs, byMs),
      noticeDueAtMs: shifted(emergency.noticeDueAtMs, byMs),
    },
  };
}

const shiftedIfAny = (dueAtMs: number | null, byMs: number): number | null =>
  dueAtMs === null ? null : shifted(dueAtMs, byMs);

const shifted = (dueAtMs: number, byMs: number): number => Math.max(0, dueAtMs + byMs);

/** A follow-up check lives by the calendar alone. */
function shiftedTask(task: Task, byMs: number): Task {
  if (task.kind === 'follow-up-check') return task;
  const names = Object.keys(noDues) as (keyof typeof noDues)[];
  const dues = names.map((name) => [name, shiftedIfAny(task[name], byMs)] as const);
  const { overdue } = task;
  const told = overdue && { ...overdue, nextDueAtMs: shiftedIfAny(overdue.nextDueAtMs, byMs) };
  return { ...task, ...Object.fromEntries(dues), overdue: told };
}
