import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Severity } from '#contract/alarm.ts';
import { exampleAlarm } from './alarm.fixture.ts';
import { exampleOutage } from './outage.fixture.ts';
import {
  covers,
  type OutageAct,
  outageAfter,
  refusalOfOutage,
  suppressionAtBirth,
} from './outage-lifecycle.ts';
import { emptySituation } from './situation.ts';

const act = fc.constantFrom<OutageAct>('authorise', 'refuse', 'begin', 'remind', 'confirm', 'end');
const outOfService = () => exampleOutage();
const plan = () => exampleOutage({ how: 'suppressed', state: 'planned' });

describe('an outage, along any history', () => {
  it('is in force only after it was authorised, or planned and its time had come, and never again once over', () => {
    fc.assert(
      fc.property(fc.array(act), fc.constantFrom(outOfService, plan), (acts, first) => {
        let outage = first();
        let over = false;
        for (const next of acts) {
          const before = outage;
          outage = outageAfter(outage, next, {});
          if (refusalOfOutage(before, next)) expect(outage).toBe(before);
          if (before.state !== 'in-force' && outage.state === 'in-force')
            expect(next).toBe(first().state === 'planned' ? 'begin' : 'authorise');
          over ||= outage.state === 'ended' || outage.state === 'refused';
          if (over) expect(['ended', 'refused']).toContain(outage.state);
          expect(outage.version).toBeGreaterThanOrEqual(before.version);
        }
      }),
    );
  });
});

describe('what an outage covers', () => {
  it('is its source, and of a plan nothing critical', () => {
    fc.assert(
      fc.property(fc.constantFrom<Severity>(1, 2, 3, 4), (severity) => {
        const alarm = exampleAlarm({ severity });
        expect(covers(outOfService(), alarm)).toBe(true);
        expect(covers(plan(), alarm)).toBe(severity > 1);
        expect(covers(outOfService(), { ...alarm, entityId: 'ES000002' })).toBe(false);
      }),
    );
  });

  it('is one kind where one was named, and at a gate whatever stands there', () => {
    const source = { kind: 'halted' as const, entityKind: 'seal' as const, entityId: 'ES000001' };
    expect(covers(exampleOutage({ source }), exampleAlarm())).toBe(false);
    const gate = { kind: null, entityKind: 'gate' as const, entityId: 'WGQ-G1' };
    const barrier = exampleAlarm({ entityKind: 'device', entityId: 'B1', gateId: 'WGQ-G1' });
    expect(covers(exampleOutage({ source: gate }), barrier)).toBe(true);
  });

  it('is set aside from its birth while the outage is in force, and not a moment longer', () => {
    const asked = exampleOutage({ untilMs: 60_000 });
    const outages = { X1: { ...asked, state: 'in-force' as const } };
    const situation = { ...emptySituation(), outages };
    expect(suppressionAtBirth(situation, exampleAlarm(), 59_999)).toMatchObject({ outageId: 'X1' });
    expect(suppressionAtBirth(situation, exampleAlarm(), 60_000)).toBeNull();
    const waiting = { ...situation, outages: { X1: asked } };
    expect(suppressionAtBirth(waiting, exampleAlarm(), 10_000)).toBeNull();
  });
});
