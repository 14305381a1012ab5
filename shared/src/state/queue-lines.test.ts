import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type Alarm, alarmKinds, type Severity } from '#contract/alarm.ts';
import { areaIds } from '#contract/ids.ts';
import { exampleAlarm } from './alarm.fixture.ts';
import { acknowledgeable, floodLines, mostRowsInFlood } from './queue-lines.ts';

const flood: fc.Arbitrary<Alarm[]> = fc
  .array(
    fc.record({
      severity: fc.constantFrom<Severity>(1, 2, 3, 3, 3, 4),
      kind: fc.constantFrom(...alarmKinds),
      area: fc.constantFrom(...areaIds),
      vehicleId: fc.option(fc.constantFrom('V1', 'V2', 'V3')),
    }),
    { maxLength: 300 },
  )
  .map((list) =>
    list
      .map((change, i) => exampleAlarm({ ...change, id: `A${i}`, incidentId: null }))
      .sort((a, b) => a.severity - b.severity),
  );

const idsIn = (lines: ReturnType<typeof floodLines>) =>
  lines.flatMap((line) => ('alarm' in line ? [line.alarm] : line.group.alarms)).map(({ id }) => id);

describe('the list in a flood', () => {
  it('holds every alarm once', () => {
    fc.assert(
      fc.property(flood, (alarms) => {
        const ids = idsIn(floodLines(alarms, new Set()));
        expect(ids.toSorted()).toEqual(alarms.map(({ id }) => id).toSorted());
      }),
    );
  });

  it('shows every critical alarm for itself, on top, and the rest in few rows', () => {
    fc.assert(
      fc.property(flood, (alarms) => {
        const critical = alarms.filter(({ severity }) => severity === 1).map(({ id }) => id);
        const lines = floodLines(alarms, new Set());
        expect(lines.slice(0, critical.length).map(({ id }) => id)).toEqual(critical);
        const most = Math.max(critical.length + 4, mostRowsInFlood);
        expect(lines.length).toBeLessThanOrEqual(most);
      }),
    );
  });

  it('opens a group in its place', () => {
    const alarms = ['A1', 'A2', 'A3'].map((id) =>
      exampleAlarm({ id, severity: 3, kind: 'fence-alarm', vehicleId: null }),
    );
    const [group] = floodLines(alarms, new Set());
    const opened = floodLines(alarms, new Set([group?.id ?? '']));
    expect(opened.map(({ id }) => id)).toEqual([group?.id, 'A1', 'A2', 'A3']);
  });

  it('lets one act acknowledge the oldest of a group, and never a critical one', () => {
    const alarms = Array.from({ length: 30 }, (_, i) =>
      exampleAlarm({ id: `A${i}`, severity: i === 29 ? 1 : 3, raisedAtMs: 1_000 - i }),
    );
    const chosen = acknowledgeable({ by: 'cause', alarms }, 20);
    expect(chosen).toHaveLength(20);
    expect(chosen[0]?.id).toBe('A28');
  });
});
