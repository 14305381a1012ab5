import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { areaIds } from '#contract/ids.ts';
import { exampleAlarm } from './alarm.fixture.ts';
import { announcedLately, floodReport, isFlood } from './flood-lifecycle.ts';
import { exampleOutage } from './outage.fixture.ts';
import { suppressionBy } from './outage-lifecycle.ts';

describe('a flood', () => {
  it('begins above ten and ends below five, and never flickers in between', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { maxLength: 60 }), (counts) => {
        let flood = false;
        for (const announced of counts) {
          const before = flood;
          flood = isFlood(before, announced);
          if (!before && flood) expect(announced).toBeGreaterThan(10);
          if (before && !flood) expect(announced).toBeLessThan(5);
          if (announced >= 5 && announced <= 10) expect(flood).toBe(before);
        }
      }),
    );
  });

  it('counts what calls: of these areas, lately, each alarm once', () => {
    const alarms = [
      exampleAlarm({ id: 'now', lastRaisedAtMs: 700_000, count: 9 }),
      exampleAlarm({ id: 'long ago', lastRaisedAtMs: 99_999 }),
      exampleAlarm({ id: 'elsewhere', lastRaisedAtMs: 700_000, area: 'PVG' }),
      exampleAlarm({ id: 'advisory', lastRaisedAtMs: 700_000, severity: 4 }),
      exampleAlarm({
        id: 'set aside',
        lastRaisedAtMs: 700_000,
        suppression: suppressionBy(exampleOutage(), 0),
      }),
    ];
    expect(announcedLately(alarms, ['WGQ'], 700_000)).toBe(1);
    expect(announcedLately(alarms, areaIds, 700_000)).toBe(2);
  });

  it('is reported with all that came, also what called nobody', () => {
    const alarms = [1, 3, 3, 4].map((severity, i) =>
      exampleAlarm({
        id: `A${i}`,
        severity: severity as 1 | 3 | 4,
        kind: severity === 1 ? 'seal-cut' : 'fence-alarm',
        state: i === 1 ? 'acked' : 'unacked',
        lastRaisedAtMs: 5_000,
      }),
    );
    expect(floodReport(alarms, { area: 'WGQ', beganAtMs: 4_000 }, 9_000)).toEqual({
      endedAtMs: 9_000,
      alarms: [1, 0, 2, 1],
      unacknowledged: 3,
      kinds: [
        { kind: 'fence-alarm', count: 3 },
        { kind: 'seal-cut', count: 1 },
      ],
    });
  });
});
