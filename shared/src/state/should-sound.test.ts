import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Role } from '#contract/account.ts';
import { type Alarm, alarmStates, type EscalationLevel, type Severity } from '#contract/alarm.ts';
import { type AreaId, areaIds } from '#contract/ids.ts';
import type { Situation } from '#contract/situation.ts';
import { exampleAlarm } from './alarm.fixture.ts';
import { exampleOutage } from './outage.fixture.ts';
import { suppressionBy } from './outage-lifecycle.ts';
import { isFirstCalled, type Listener, shouldSound, shouldSoundOfStall } from './should-sound.ts';

const onDuty = (list: Record<string, AreaId[]>, role: Role = 'duty-officer'): Situation['duty'] =>
  Object.fromEntries(
    Object.entries(list).map(([accountId, areas]) => [
      accountId,
      {
        sinceMs: 0,
        person: {
          accountId,
          personId: accountId,
          username: accountId,
          role,
          areas,
          officeId: null,
          licences: [],
        },
      },
    ]),
  );
const duty = onDuty({ narrow: ['WGQ'], wide: [...areaIds] });
const listener = (accountId: string, role: Listener['role'] = 'duty-officer'): Listener => ({
  accountId,
  role,
  areas: [...areaIds],
  flood: false,
});
const [owner, other] = [listener('narrow'), listener('wide')];
const supervisor = listener('leader', 'shift-leader');
const wall = listener('wall', 'wall');

const alarm: fc.Arbitrary<Alarm> = fc
  .record({
    severity: fc.constantFrom<Severity>(1, 2, 3, 4),
    state: fc.constantFrom(...alarmStates),
    level: fc.constantFrom<EscalationLevel>(0, 1, 2, 3),
    area: fc.constantFrom(...areaIds),
    askedAtMs: fc.integer({ min: 0, max: 100_000 }),
    setAside: fc.boolean(),
  })
  .map(({ setAside, ...change }) =>
    exampleAlarm({ ...change, suppression: setAside ? suppressionBy(exampleOutage(), 0) : null }),
  );
const sounds = (each: Alarm, who: Listener, nowMs: number) => shouldSound(each, who, duty, nowMs);
const always = (check: (each: Alarm, nowMs: number) => void) =>
  fc.assert(fc.property(alarm, fc.integer({ min: 0, max: 300_000 }), check));

describe('an alarm sounds', () => {
  it('never where it is acknowledged, set aside, or milder than high', () =>
    always((each, nowMs) => {
      const quiet =
        each.severity > 2 ||
        each.suppression !== null ||
        !['unacked', 'returned-unacked'].includes(each.state);
      if (!quiet) return;
      for (const who of [owner, other, supervisor, wall])
        expect(sounds(each, who, nowMs)).toBe(false);
    }));

  it('ever wider: whoever is called later is never called alone', () =>
    always((each, nowMs) => {
      const [first, then, higher, hall] = [owner, other, supervisor, wall].map((who) =>
        sounds(each, who, nowMs),
      );
      if (hall) expect(higher).toBe(true);
      if (higher) expect(then).toBe(true);
      // Its owner may have no business in that area; then the others are first.
      if (then && each.area === 'WGQ') expect(first).toBe(true);
    }));

  it('on, once it has begun, until somebody answers', () =>
    always((each, nowMs) => {
      for (const who of [owner, other, supervisor, wall])
        if (sounds(each, who, nowMs)) expect(sounds(each, who, nowMs + 5_000)).toBe(true);
    }));

  it('in a flood only where it is critical', () =>
    always((each, nowMs) => {
      if (shouldSound(each, { ...owner, flood: true }, duty, nowMs)) expect(each.severity).toBe(1);
    }));

  it('at the owner’s desk at once, at all after 15 s, for supervisors after 30 s, in the hall after 60 s', () => {
    const each = exampleAlarm({ askedAtMs: 1_000 });
    const heardFrom = (who: Listener) =>
      [0, 15, 30, 60].find((second) => sounds(each, who, 1_000 + 1_000 * second));
    expect([owner, other, supervisor, wall].map(heardFrom)).toEqual([0, 15, 30, 60]);
    expect(sounds(each, listener('auditor', 'auditor'), 900_000)).toBe(false);
  });

  it('for everybody at once where nobody is on duty', () => {
    expect(isFirstCalled('anyone', {}, 'WGQ')).toBe(true);
    expect(isFirstCalled('wide', duty, 'PVG')).toBe(true);
    expect(isFirstCalled('wide', duty, 'WGQ')).toBe(false);
  });
});

describe('that nothing can be recorded sounds', () => {
  const leads = { ...duty, ...onDuty({ leader: [...areaIds] }, 'shift-leader') };
  const from = (who: Listener, onDutyNow: Situation['duty'], knownTo: string | null = null) =>
    [0, 15, 30, 60].find((second) =>
      shouldSoundOfStall({ sinceMs: 1_000, knownTo }, who, onDutyNow, 1_000 + 1_000 * second),
    );
  const everybody = [supervisor, owner, other, listener('chief', 'duty-chief'), wall];
  const all = (onDutyNow: Situation['duty']) => everybody.map((who) => from(who, onDutyNow));

  it('at the desk of whoever leads the shift at once, then wider and wider', () => {
    expect(all(leads)).toEqual([0, 15, 15, 30, 60]);
    expect(from(listener('absent', 'shift-leader'), leads)).toBe(30);
  });

  it('where nobody leads, at the officers on duty; where nobody is on duty, at every desk', () => {
    expect(all(duty)).toEqual([30, 0, 0, 30, 60]);
    expect(from(listener('absent'), duty)).toBe(15);
    expect(all({})).toEqual([0, 0, 0, 30, 60]);
  });

  it('nowhere once somebody knows of it, and never for who may not act', () => {
    for (const who of everybody) expect(from(who, leads, 'leader')).toBeUndefined();
    for (const role of ['auditor', 'expert', 'technician', 'field-officer'] as const)
      expect(from(listener('x', role), {})).toBeUndefined();
  });
});
