import type { AlarmKind } from '#contract/alarm.ts';
import type { RuleOutcome } from '#contract/disposition.ts';
import type { AreaId } from '#contract/ids.ts';
import type { Conclusion } from '#contract/incident.ts';
import type { OutcomeCounts, Statistics } from '#contract/situation.ts';
import { isoWeek } from './iso-week.ts';

const keptWeeks = 9;
const none: OutcomeCounts = {
  raised: 0,
  confirmed: 0,
  'false-alarm': 0,
  nuisance: 0,
  'resolved-on-site': 0,
};

type Cell = { area: AreaId; rule: AlarmKind; week: string };

/** A rule raised an alarm. */
export function countRaised(
  statistics: Statistics,
  alarm: { area: AreaId; kind: AlarmKind; raisedAtMs: number },
): Statistics {
  const cell = { area: alarm.area, rule: alarm.kind, week: isoWeek(alarm.raisedAtMs) };
  return withCell(statistics, cell, (old) => ({ ...old, raised: old.raised + 1 }));
}

/** It is concluded whether the rule was right; `before` is what had been concluded until then. */
export function countConcluded(
  statistics: Statistics,
  { area, rule, raisedAtMs }: RuleOutcome,
  conclusion: Conclusion,
  before: Conclusion | null,
): Statistics {
  return withCell(statistics, { area, rule, week: isoWeek(raisedAtMs) }, (old) => {
    const next = { ...old };
    if (before !== null) next[before] = Math.max(0, next[before] - 1);
    next[conclusion] += 1;
    return next;
  });
}

function withCell(
  statistics: Statistics,
  { area, rule, week }: Cell,
  next: (old: OutcomeCounts) => OutcomeCounts,
): Statistics {
  if (!statistics.areas.includes(area)) return statistics;
  const byRule = statistics.outcomesByRule[area] ?? {};
  const weeks = byRule[rule] ?? {};
  const counted = { ...weeks, [week]: next(weeks[week] ?? none) };
  // ISO weeks sort as text.
  const kept = Object.entries(counted)
    .sort(([a], [b]) => (a < b ? -1 : 1))
    .slice(-keptWeeks);
  const rules = { ...byRule, [rule]: Object.fromEntries(kept) };
  return { ...statistics, outcomesByRule: { ...statistics.outcomesByRule, [area]: rules } };
}
