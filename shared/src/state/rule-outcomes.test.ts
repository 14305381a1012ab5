import { describe, expect, it } from 'vitest';
import { isoWeek } from './iso-week.ts';
import { countConcluded, countRaised } from './rule-outcomes.ts';
import { emptySituation } from './situation.ts';

const raisedAtMs = Date.UTC(2026, 10, 28);
const alarm = { area: 'WGQ' as const, kind: 'seal-cut' as const, raisedAtMs };
const outcome = {
  alarmId: 'A1',
  rule: 'seal-cut' as const,
  entityId: 'ES1',
  area: 'WGQ' as const,
  raisedAtMs,
};
const { statistics: nothing } = emptySituation();

it('knows ISO weeks, also where the year of the week is not that of the day', () => {
  const weeks = [
    [2026, 10, 28, '2026-W48'],
    [2027, 0, 1, '2026-W53'],
    [2024, 11, 30, '2025-W01'],
    [1970, 0, 1, '1970-W01'],
  ] as const;
  for (const [year, month, day, week] of weeks)
    expect(isoWeek(Date.UTC(year, month, day)), week).toBe(week);
});

describe('a rule', () => {
  it('learns what became of what it raised, and hears of an amendment', () => {
    const raised = countRaised(nothing, alarm);
    const concluded = countConcluded(raised, outcome, 'false-alarm', null);
    const amended = countConcluded(concluded, outcome, 'confirmed', 'false-alarm');
    const of = (statistics: typeof nothing) =>
      statistics.outcomesByRule.WGQ?.['seal-cut']?.['2026-W48'];
    expect(of(concluded)).toMatchObject({ raised: 1, 'false-alarm': 1, confirmed: 0 });
    expect(of(amended)).toMatchObject({ raised: 1, 'false-alarm': 0, confirmed: 1 });
  });

  it('is counted in its own areas alone, for nine weeks', () => {
    const elsewhere = { ...nothing, areas: ['PVG' as const] };
    expect(countRaised(elsewhere, alarm)).toBe(elsewhere);
    let statistics = nothing;
    for (let week = 0; week < 20; week++)
      statistics = countRaised(statistics, {
        ...alarm,
        raisedAtMs: raisedAtMs + week * 7 * 86_400_000,
      });
    expect(Object.keys(statistics.outcomesByRule.WGQ?.['seal-cut'] ?? {})).toHaveLength(9);
  });
});
