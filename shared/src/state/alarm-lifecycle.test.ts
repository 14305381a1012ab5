import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alarm, Severity } from '#contract/alarm.ts';
import { siteTimeLimits } from '#site/site.ts';
import { exampleAlarm } from './alarm.fixture.ts';
import { escalated, nextLevel, progressed } from './alarm-escalation.ts';
import {
  acknowledged,
  concluded,
  dueAtMs,
  isActive,
  isOpen,
  isUnacknowledged,
  refusalToAcknowledge,
  repeated,
  returned,
} from './alarm-lifecycle.ts';
import {
  breaksSuppression,
  broughtBack,
  isAnnounced,
  isaStateOf,
  isSetAside,
  refusalToShelve,
  refusalToUnshelve,
  setAside,
} from './alarm-suppression.ts';
import { exampleOutage } from './outage.fixture.ts';
import { covers, suppressionBy } from './outage-lifecycle.ts';

/** Everything that the house lets happen to an alarm, but that people conclude its incident. */
const acts = [
  ...(['acknowledge', 'repeat', 'return', 'escalate', 'forget', 'progress'] as const),
  ...(['shelve', 'unshelve', 'suppress', 'take-out', 'bring-back'] as const),
];
type Step = { do: (typeof acts)[number]; bound: boolean; severity: Severity };
const step: fc.Arbitrary<Step> = fc.record({
  do: fc.constantFrom(...acts),
  bound: fc.boolean(),
  severity: fc.constantFrom(1, 2, 3, 4),
});
const history = fc.array(step, { maxLength: 40 });

const within = siteTimeLimits.acknowledgeS;
const shelf = (atMs: number) => ({
  ...suppressionBy(exampleOutage(), atMs),
  how: 'shelved' as const,
  outageId: null,
});

function again(alarm: Alarm, severity: Severity, atMs: number): Alarm {
  const worst = Math.min(severity, alarm.severity) as Severity;
  const acknowledgeDueAtMs = dueAtMs(within, worst, atMs);
  const next = repeated(alarm, { atMs, deviceAtMs: atMs, severity, acknowledgeDueAtMs, facts: [] });
  return breaksSuppression(alarm, severity) ? broughtBack(next, atMs, acknowledgeDueAtMs) : next;
}

/** What is not possible leaves the alarm as it is, as the house would refuse it. */
function walk(alarm: Alarm, { do: act, bound, severity }: Step, atMs: number): Alarm {
  if (!isOpen(alarm)) return act === 'return' ? returned(alarm, atMs, bound) : alarm;
  switch (act) {
    case 'repeat':
      return again(alarm, severity, atMs);
    case 'return':
      return returned(alarm, atMs, bound);
    case 'acknowledge':
      return refusalToAcknowledge(alarm)
        ? alarm
        : acknowledged(alarm, { by: 'officer', atMs, progressDueAtMs: atMs + 180_000 }, bound);
    case 'escalate':
    case 'forget': {
      const why = isUnacknowledged(alarm) ? 'no-acknowledgement' : 'no-progress';
      const data = { alarmId: alarm.id, level: nextLevel(alarm), reason: null };
      if (alarm.suppression) return alarm;
      const how = act === 'escalate' ? 'by-hand' : why;
      return escalated(alarm, { ...data, why: how, escalateDueAtMs: atMs + 30_000 }, atMs);
    }
    case 'progress':
      return alarm.progressDueAtMs === null ? alarm : progressed(alarm);
    case 'shelve':
      return refusalToShelve(alarm) ? alarm : setAside(alarm, shelf(atMs));
    case 'unshelve':
      return refusalToUnshelve(alarm)
        ? alarm
        : broughtBack(alarm, atMs, dueAtMs(within, alarm.severity, atMs));
    case 'suppress':
    case 'take-out': {
      const how = act === 'suppress' ? 'suppressed' : 'out-of-service';
      const outage = exampleOutage({ how, state: 'in-force' });
      return covers(outage, alarm) ? setAside(alarm, suppressionBy(outage, atMs)) : alarm;
    }
    case 'bring-back':
      return (alarm.suppression?.outageId ?? null) === null
        ? alarm
        : broughtBack(alarm, atMs, dueAtMs(within, alarm.severity, atMs));
  }
}

/** Runs `check` on every step of many histories. */
function along(check: (before: Alarm, after: Alarm, step: Step, atMs: number) => void): void {
  fc.assert(
    fc.property(history, fc.constantFrom<Severity>(1, 2, 3, 4), (steps, severity) => {
      let alarm = exampleAlarm({ severity });
      steps.forEach((next, i) => {
        const before = alarm;
        alarm = walk(alarm, next, 2_000 + 1_000 * i);
        check(before, alarm, next, 2_000 + 1_000 * i);
      });
    }),
  );
}

describe('an alarm, along any history', () => {
  it('is never quiet without a person', () =>
    along((before, after, { do: act }) => {
      const acknowledgedNow = isUnacknowledged(before) && !isUnacknowledged(after);
      if (acknowledgedNow) expect(act).toBe('acknowledge');
      const setAsideNow = before.suppression === null && after.suppression !== null;
      if (setAsideNow) expect(['shelve', 'suppress', 'take-out']).toContain(act);
    }));

  it('only grows in version, count and gravity', () =>
    along((before, after) => {
      expect(after.version).toBeGreaterThanOrEqual(before.version);
      expect(after.count).toBeGreaterThanOrEqual(before.count);
      expect(after.severity).toBeLessThanOrEqual(before.severity);
    }));

  it('stands, while it is open, on exactly one list: announced, acknowledged, or set aside', () =>
    along((_, after) => {
      const lists = [
        isAnnounced(after),
        isOpen(after) && !isUnacknowledged(after) && after.suppression === null,
        isSetAside(after),
      ];
      expect(lists.filter(Boolean)).toHaveLength(isOpen(after) ? 1 : 0);
    }));

  it('is never hidden while it is critical and its condition lasts, and never on a shelf', () =>
    along((before, after) => {
      if (before.severity === 1 && isOpen(before) && isActive(after)) {
        expect(isOpen(after)).toBe(true);
      }
      if (after.severity === 1) expect(['shelved', 'suppressed']).not.toContain(isaStateOf(after));
    }));

  it('has a clock that runs, unless something is done about it or it is set aside', () =>
    along((before, after, { do: act }) => {
      if (!isOpen(after)) expect(after.escalateDueAtMs).toBeNull();
      if (isAnnounced(after)) expect(after.escalateDueAtMs).not.toBeNull();
      const stopped = before.escalateDueAtMs !== null && after.escalateDueAtMs === null;
      if (stopped && isOpen(after)) expect(act).toBe('progress');
    }));

  it('is in one of the eight states', () =>
    along((_, after) =>
      expect([
        ...['normal', 'unacked', 'acked', 'returned-unacked', 'latched'],
        ...['shelved', 'suppressed', 'out-of-service'],
      ]).toContain(isaStateOf(after)),
    ));

  it('called further people only upwards, one at a time, until it is asked about anew', () =>
    along((before, after) => {
      if (after.level > before.level) expect(after.level).toBe(before.level + 1);
      else if (after.level < before.level) expect(after.level).toBe(0);
    }));
});

const ack = { by: 'officer', atMs: 5, progressDueAtMs: 180_005 };
const raisedAgain = (atMs: number, severity: Severity = 2) => ({
  atMs,
  deviceAtMs: atMs,
  severity,
  acknowledgeDueAtMs: atMs + 120_000,
  facts: [],
});

describe('an alarm', () => {
  it('asks again when its condition comes again', () => {
    const acked = acknowledged(exampleAlarm(), ack, true);
    expect(acked).toMatchObject({ escalateDueAtMs: 180_005, progressDueAtMs: 180_005 });
    expect(repeated(acked, raisedAgain(9, 1))).toMatchObject({
      state: 'unacked',
      count: 2,
      acknowledgedBy: null,
      askedAtMs: 9,
      acknowledgeDueAtMs: 120_009,
      escalateDueAtMs: 120_009,
      progressDueAtMs: null,
      facts: [],
    });
  });

  it('keeps its clock when it repeats before anybody acknowledged', () => {
    const first = exampleAlarm();
    const next = repeated(first, raisedAgain(9));
    expect(next.acknowledgeDueAtMs).toBe(first.acknowledgeDueAtMs);
    expect(next.escalateDueAtMs).toBe(first.escalateDueAtMs);
  });

  it('stays latched while its incident is open, and of its own where a thing does not mend itself', () => {
    const acked = (change: Partial<Alarm>) => acknowledged(exampleAlarm(change), ack, true);
    const halted = acked({ kind: 'halted' });
    expect(returned(halted, 9, true).state).toBe('latched');
    expect(returned(halted, 9, false)).toMatchObject({ state: 'normal', escalateDueAtMs: null });
    expect(returned(acked({ kind: 'seal-cut' }), 9, false).state).toBe('latched');
    expect(returned(acked({ kind: 'fence-alarm', severity: 1 }), 9, false).state).toBe('latched');
    expect(returned(acked({ kind: 'fence-alarm', severity: 3 }), 9, false).state).toBe('normal');
    expect(concluded(acked({ kind: 'seal-cut' })).state).toBe('normal');
  });

  it('chatters with three raises in a minute, and no longer when they are further apart', () => {
    const twice = repeated(exampleAlarm({ raisesAtMs: [1_000] }), raisedAgain(30_000));
    expect(twice.chattering).toBe(false);
    const thrice = repeated(twice, raisedAgain(61_000));
    expect(thrice).toMatchObject({ chattering: true, count: 3 });
    expect(repeated(thrice, raisedAgain(200_000)).chattering).toBe(false);
  });

  it('keeps counting on the shelf without asking, and leaves it only for what is grave', () => {
    const shelved = setAside(exampleAlarm({ severity: 4 }), shelf(5));
    expect(isAnnounced(again(shelved, 4, 9))).toBe(false);
    expect(again(shelved, 4, 9).count).toBe(2);
    expect(isAnnounced(again(shelved, 3, 9))).toBe(false);
    expect(isAnnounced(again(shelved, 2, 9))).toBe(true);
  });

  it('comes back from the shelf unacknowledged while its condition lasts, whoever had acknowledged it', () => {
    const acked = acknowledged(exampleAlarm({ severity: 3 }), ack, true);
    const back = broughtBack(setAside(acked, shelf(6)), 99, 600_099);
    expect(back).toMatchObject({ state: 'unacked', suppression: null, acknowledgedBy: null });
    const gone = broughtBack(returned(setAside(acked, shelf(6)), 50, true), 99, 600_099);
    expect(gone.state).toBe('latched');
  });
});
