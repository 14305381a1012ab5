import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { Severity } from '#contract/alarm.ts';
import type { DurableDraft, DurableEvent } from '#contract/durable-event.ts';
import { machine, officer } from './actors.fixture.ts';
import { exampleAcknowledgement, exampleAlarm } from './alarm.fixture.ts';
import { applyDurable } from './apply-durable.ts';
import { exampleIncident } from './incident.fixture.ts';
import { firstToSee, missedBetween, missedInAll, missedStillIn } from './missed.ts';
import { emptySituation } from './situation.ts';
import { numbered } from './story.fixture.ts';

const at = { areas: ['WGQ' as const], actor: machine };
type Act = {
  act: 'raise' | 'repeat' | 'return' | 'acknowledge';
  alarm: number;
  severity: Severity;
};

const acts: fc.Arbitrary<Act[]> = fc.array(
  fc.record({
    act: fc.constantFrom('raise', 'repeat', 'return', 'acknowledge'),
    alarm: fc.nat(7),
    severity: fc.constantFrom<Severity>(1, 2, 3, 4),
  }),
  { maxLength: 60 },
);

/** A raise of what was raised already is a repetition, and nothing happens to what never was. */
function toldAs(story: readonly Act[]): DurableEvent[] {
  const raised = new Set<string>();
  const drafts: DurableDraft[] = [];
  for (const { act, alarm, severity } of story) {
    const alarmId = `A${alarm}`;
    const isNew = !raised.has(alarmId);
    if (act === 'raise' && isNew) {
      raised.add(alarmId);
      const raising = exampleAlarm({ id: alarmId, severity, incidentId: null });
      drafts.push({ type: 'alarm.raised', ...at, data: { alarm: raising } });
      continue;
    }
    if (isNew) continue;
    if (act === 'return') drafts.push({ type: 'alarm.returned', ...at, data: { alarmId } });
    else if (act === 'acknowledge')
      drafts.push({
        type: 'alarm.acknowledged',
        ...at,
        actor: officer,
        data: { ...exampleAcknowledgement, alarmId },
      });
    else drafts.push(repetition(alarmId, severity));
  }
  return numbered(drafts);
}

function repetition(alarmId: string, severity: Severity): DurableDraft {
  const data = { alarmId, deviceAtMs: 1, severity, acknowledgeDueAtMs: 9_000, facts: [] };
  return { type: 'alarm.repeated', ...at, data };
}

it('counts exactly the alarms that were raised or came again, each once', () => {
  fc.assert(
    fc.property(acts, fc.nat(60), (story, cut) => {
      const events = toldAs(story);
      const before = events.slice(0, cut).reduce(applyDurable, emptySituation());
      const after = events.slice(cut).reduce(applyDurable, before);
      const told = new Set(
        events.slice(cut).flatMap(({ type, data }) => {
          if (type === 'alarm.raised') return [data.alarm.id];
          return type === 'alarm.repeated' ? [data.alarmId] : [];
        }),
      );
      const critical = [...told].filter((id) => after.alarms[id]?.severity === 1);
      const missed = missedBetween(before, after);
      expect(missed.alarmIds.toSorted()).toEqual([...told].sort());
      expect(missed.criticalIds.toSorted()).toEqual(critical.sort());
    }),
  );
});

it('leads to the oldest critical alarm that still waits for a person', () => {
  const alarms = [
    exampleAlarm({ id: 'done', state: 'acked', lastRaisedAtMs: 1 }),
    exampleAlarm({ id: 'later', lastRaisedAtMs: 9 }),
    exampleAlarm({ id: 'waits', lastRaisedAtMs: 5 }),
    exampleAlarm({ id: 'lesser', severity: 2, lastRaisedAtMs: 2 }),
  ];
  const after = {
    ...emptySituation(),
    alarms: Object.fromEntries(alarms.map((alarm) => [alarm.id, alarm])),
    incidents: { I1: exampleIncident() },
  };
  const missed = missedBetween(emptySituation(), after);
  expect(missed).toEqual({
    alarmIds: ['done', 'later', 'waits', 'lesser'],
    criticalIds: ['done', 'later', 'waits'],
    incidentIds: ['I1'],
  });
  expect(firstToSee(after, missed.criticalIds)).toBe('waits');
  expect(firstToSee(after, ['done', 'gone'])).toBe('done');
  expect(firstToSee(after, ['gone'])).toBeNull();
  expect(missedBetween(after, after)).toEqual(nothing);
});

const nothing = { alarmIds: [], criticalIds: [], incidentIds: [] };

it('counts what was missed twice once', () => {
  const twice = { alarmIds: ['A', 'B'], criticalIds: ['A'], incidentIds: ['I'] };
  expect(missedInAll(twice, { ...twice, alarmIds: ['B', 'C'] })).toEqual({
    ...twice,
    alarmIds: ['A', 'B', 'C'],
  });
});

it('keeps of it what another history still knows', () => {
  const known = { ...emptySituation(), alarms: { A: exampleAlarm({ id: 'A' }) } };
  const missed = { alarmIds: ['A', 'B'], criticalIds: ['B'], incidentIds: ['I'] };
  expect(missedStillIn(known, missed)).toEqual({ ...nothing, alarmIds: ['A'] });
  expect(missedStillIn(emptySituation(), missed)).toBeNull();
});
