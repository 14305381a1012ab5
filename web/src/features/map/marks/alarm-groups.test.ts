import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { describe, expect, it } from 'vitest';
import { type Box, moved, overlaps } from '#features/map/paint/pixels.ts';
import { alarmsOnMap, boxOfGroup, groupAlarms } from './alarm-groups.ts';

function alarm(id: string, part: Partial<Alarm> = {}): Alarm {
  return {
    ...exampleAlarm(),
    id,
    kind: 'off-route',
    severity: 2,
    entityKind: 'vehicle',
    entityId: 'V1',
    point: [0, 0],
    raisedAtMs: 1,
    lastRaisedAtMs: 1,
    incidentId: null,
    vehicleId: null,
    plate: null,
    journeyId: null,
    sealId: null,
    ...part,
  };
}

const group = (...alarms: Alarm[]) =>
  groupAlarms(
    alarms,
    (each) => each.point,
    ([x, y]) => ({ x, y }),
    20,
  );

/** The same places in every run. */
function* somePlaces(): Generator<[number, number]> {
  for (let seed = 1; ; seed = (seed * 48_271) % 2_147_483_647)
    yield [seed % 300, Math.floor(seed / 300) % 200];
}

describe('alarms on the map', () => {
  it('never leaves two symbols that cover each other, however crowded it is, and loses none', () => {
    const places = somePlaces();
    for (let count = 0; count < 80; count++) {
      const points = Array.from({ length: count }, () => places.next().value as [number, number]);
      const groups = group(...points.map((point, i) => alarm(String(i), { point })));
      const boxes = groups.map(
        ({ point: [x, y], count: many }): Box => moved(boxOfGroup({ count: many }, 20), { x, y }),
      );
      for (const [i, box] of boxes.entries())
        expect(boxes.slice(i + 1).some((other) => overlaps(box, other))).toBe(false);
      expect(groups.reduce((sum, { count: many }) => sum + many, 0)).toBe(points.length);
    }
  });

  it('shows the gravest of those that would cover each other, with their number', () => {
    const groups = group(
      alarm('minor', { severity: 3, point: [5, 0] }),
      alarm('grave', { severity: 1, point: [0, 0] }),
      alarm('far', { severity: 2, point: [90, 0] }),
    );
    expect(groups.map((each) => [each.alarm.id, each.count])).toEqual([
      ['grave', 2],
      ['far', 1],
    ]);
    expect(groups[0]?.point).toEqual([0, 0]);
  });

  it('calls for an unacknowledged high alarm that lies under an acknowledged critical one', () => {
    const [both] = group(
      alarm('known', { severity: 1, state: 'acked' }),
      alarm('new', { severity: 2, state: 'unacked' }),
    );
    expect([both?.alarm.id, both?.unacknowledged, both?.calling]).toEqual(['known', true, true]);
  });

  it('does not call for medium and advisory alarms', () => {
    expect(group(alarm('a', { severity: 3 }))[0]?.calling).toBe(false);
  });

  it('leaves out an alarm without any place', () => {
    expect(group(alarm('nowhere', { point: null }))).toEqual([]);
  });

  it('keeps an unacknowledged alarm although its incident is closed, and drops what is over', () => {
    const incidents = { I1: { state: 'closed' } as Incident };
    const alarms = {
      a: alarm('a', { incidentId: 'I1' }),
      b: alarm('b', { incidentId: 'I1', state: 'latched' }),
      c: alarm('c', { state: 'normal' }),
      d: alarm('d', { state: 'acked' }),
    };
    expect(alarmsOnMap({ ...emptySituation(), alarms, incidents }).map((each) => each.id)).toEqual([
      'a',
      'd',
    ]);
  });
});
