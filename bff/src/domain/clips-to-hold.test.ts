import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { expect, it } from 'vitest';
import { holdDrafts, isStillNeeded, retentionsToWrite } from './clips-to-hold.ts';

const t = 1_800_000_000_000;
const minute = 60_000;
const alarm = exampleAlarm({ id: 'A1', cameraIds: ['C1', 'C2'], deviceAtMs: t });
const incident = exampleIncident({ id: 'I1' });
const situation = {
  ...emptySituation(),
  atMs: t,
  alarms: { A1: alarm },
  incidents: { I1: incident },
};
const clips = ['C1', 'C2'].map((cameraId) => ({
  cameraId,
  fromMs: t - 2 * minute,
  untilMs: t + 2 * minute,
}));

it('keeps two minutes before and after, of every camera that sees it, and says so once', () => {
  expect(holdDrafts(situation, ['I1', 'I1'], t)).toMatchObject([
    { type: 'incident.clips-held', data: { incidentId: 'I1', clips } },
  ]);
  const kept = { ...situation, incidents: { I1: { ...incident, clips } } };
  expect(holdDrafts(kept, ['I1'], t)).toEqual([]);
});

it('adds what a later alarm needs, where it is not nearly there', () => {
  const later = (ms: number) => ({
    ...situation,
    alarms: { A1: { ...alarm, deviceAtMs: t + ms } },
    incidents: { I1: { ...incident, clips } },
  });
  expect(holdDrafts(later(10_000), ['I1'], t + 10_000)).toEqual([]);
  expect(holdDrafts(later(minute), ['I1'], t + minute)).toHaveLength(1);
});

it('believes no device that is ahead of the house', () => {
  const ahead = { ...situation, alarms: { A1: { ...alarm, deviceAtMs: t + 900 * minute } } };
  expect(holdDrafts(ahead, ['I1'], t)).toMatchObject([{ data: { clips } }]);
});

it('needs them while the incident is open, and so many days after', () => {
  const day = 24 * 60 * minute;
  const held = { incidentId: 'I1', clips, keptUntilMs: null };
  const at = (atMs: number, closedAtMs: number | null) => ({
    ...situation,
    atMs,
    incidents: { I1: { ...incident, closedAtMs } },
  });
  expect(isStillNeeded(at(t + 400 * day, null), held, 90)).toBe(true);
  expect(isStillNeeded(at(t + 89 * day, t), held, 90)).toBe(true);
  expect(isStillNeeded(at(t + 91 * day, t), held, 90)).toBe(false);
  expect(isStillNeeded({ ...emptySituation(), atMs: t + 91 * day }, held, 90)).toBe(false);
});

it('needs them until two people said, also when their incident is forgotten', () => {
  const day = 24 * 60 * minute;
  const retention = {
    ...{ keptUntilMs: t + 200 * day, dispositionId: 'D1', by: ['a', 'b'], reason: 'x', atMs: t },
  };
  const closed = { ...incident, state: 'closed' as const, closedAtMs: t, retention };
  const at = (atMs: number) => ({ ...situation, atMs, incidents: { I1: closed } });
  const held = { incidentId: 'I1', clips, keptUntilMs: null };
  expect(isStillNeeded(at(t + 199 * day), held, 90)).toBe(true);
  expect(isStillNeeded(at(t + 201 * day), held, 90)).toBe(false);
  const written = retentionsToWrite(at(t), [held]);
  expect(written).toEqual([{ incidentId: 'I1', keptUntilMs: t + 200 * day }]);
  const known = { ...held, keptUntilMs: t + 200 * day };
  expect(retentionsToWrite(at(t), [known])).toEqual([]);
  expect(isStillNeeded({ ...emptySituation(), atMs: t + 199 * day }, known, 90)).toBe(true);
  expect(isStillNeeded({ ...emptySituation(), atMs: t + 201 * day }, known, 90)).toBe(false);
});
