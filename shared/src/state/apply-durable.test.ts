import { describe, expect, it } from 'vitest';
import { scopeEvents } from '#access/scope-events.ts';
import { scopeSituation } from '#access/scope-situation.ts';
import type { Principal } from '#contract/account.ts';
import type { DurableDraft, DurableEvent } from '#contract/durable-event.ts';
import { machine, officer, patrolman } from './actors.fixture.ts';
import { exampleAcknowledgement, exampleAlarm } from './alarm.fixture.ts';
import { applyDurable } from './apply-durable.ts';
import { revealTo } from './incident-circle.ts';
import { emptySituation } from './situation.ts';
import { exampleStory, numbered } from './story.fixture.ts';
import { exampleTask } from './task.fixture.ts';

const fold = (events: ReturnType<typeof exampleStory>) =>
  events.reduce(applyDurable, emptySituation());
const stateAfter = (entries: number) => fold(exampleStory().slice(0, entries)).incidents.I1?.state;

describe('the fold', () => {
  it('brings an incident from open to closed', () => {
    expect(stateAfter(2)).toBe('open');
    expect(stateAfter(4)).toBe('acting');
    expect(stateAfter(7)).toBe('acting');
    expect(stateAfter(9)).toBe('awaiting-disposition');
    expect(stateAfter(10)).toBe('closed');
  });

  it('writes machine and people on one timeline, in the order of the log', () => {
    const timeline = fold(exampleStory()).incidents.I1?.timeline ?? [];
    expect(timeline.map(({ type }) => type)).toEqual([
      'incident.opened',
      'alarm.acknowledged',
      'task.issued',
      'task.accepted',
      'task.arrived',
      'task.result-submitted',
      'task.verified',
      'task.done',
      'incident.closed',
    ]);
    expect(timeline.map(({ seq }) => seq)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10]);
    expect(timeline.map(({ person }) => person === null)).toEqual([
      true,
      false,
      false,
      false,
      false,
      false,
      false,
      false,
      false,
    ]);
  });

  it('releases the alarms of a closed incident', () => {
    expect(fold(exampleStory()).alarms.A1?.state).toBe('normal');
  });

  it('is the same folded at once, or from a snapshot that travelled as JSON', () => {
    const events = exampleStory();
    for (let cut = 0; cut <= events.length; cut++) {
      const snapshot = JSON.parse(JSON.stringify(fold(events.slice(0, cut))));
      expect(events.slice(cut).reduce(applyDurable, snapshot)).toEqual(fold(events));
    }
  });

  it('never changes what it was given', () => {
    const events = exampleStory();
    const before = fold(events.slice(0, 4));
    const copy = structuredClone(before);
    events.slice(4).reduce(applyDurable, before);
    expect(before).toEqual(copy);
  });
});

describe('scope', () => {
  const yangshan: Principal = {
    accountId: 'U2',
    username: 'y',
    role: 'duty-officer',
    areas: ['YSP'],
  };
  const whole: Principal = { ...yangshan, areas: ['WGQ', 'WLP', 'YSP', 'PVG'] };
  const scoped = (who: Principal, entries: ReturnType<typeof exampleStory>) =>
    scopeSituation(who, fold(entries), () => null);

  it('shows nothing of another area', () => {
    const seen = scoped(yangshan, exampleStory());
    const { seq, atMs } = fold(exampleStory());
    const nothing = emptySituation();
    const statistics = { ...nothing.statistics, areas: ['YSP'] };
    expect(seen).toEqual({ ...nothing, seq, atMs, statistics });
    expect(scopeEvents(yangshan, exampleStory())).toEqual([]);
  });

  it('folding what one may see is seeing what was folded', () => {
    const events = exampleStory();
    const folded = scopeEvents(whole, events).reduce(applyDurable, emptySituation());
    expect(folded).toEqual(scoped(whole, events));
  });

  it('what is drawn into a second area is seen there whole, and stays in step for both', () => {
    const events = storyAcrossAreas();
    for (const areas of [['WGQ'], ['YSP'], ['WGQ', 'YSP']] as const) {
      const who = { ...yangshan, areas: [...areas] };
      const live = scopeEvents(who, events).reduce(applyDurable, emptySituation());
      const { statistics: _live, seq: _liveSeq, atMs: _liveAtMs, ...folded } = live;
      const { statistics: _snapshot, seq: _seq, atMs: _atMs, ...shown } = scoped(who, events);
      expect(folded, areas.join()).toEqual(shown);
      expect(Object.keys(folded.tasks), areas.join()).toEqual(['T1', 'T2']);
    }
    const stranger = { ...yangshan, areas: ['PVG' as const] };
    expect(scopeEvents(stranger, events)).toEqual([]);
  });
});

/** A cut in WGQ with a task there; then a deviation in YSP joins, and a patrol of YSP is sent. */
function storyAcrossAreas(): DurableEvent[] {
  const both = ['WGQ' as const, 'YSP' as const];
  const joined = exampleAlarm({ id: 'A2', kind: 'off-route', entityId: 'V00001', area: 'YSP' });
  const opening = exampleStory().slice(0, 5);
  const before = fold(opening);
  const incident = before.incidents.I1;
  if (!incident) throw new Error('the story opens no incident');
  const drawnIn: DurableDraft[] = [
    { type: 'alarm.raised', areas: both, actor: machine, data: { alarm: joined } },
    {
      type: 'incident.alarm-joined',
      areas: both,
      actor: machine,
      data: {
        incidentId: 'I1',
        alarmId: 'A2',
        why: [{ code: 'same-vehicle', value: 'V00001' }],
        revealed: revealTo(before, incident, 'YSP'),
      },
    },
    {
      type: 'alarm.acknowledged',
      areas: both,
      actor: officer,
      data: { ...exampleAcknowledgement, alarmId: 'A2' },
    },
    {
      type: 'task.issued',
      areas: both,
      actor: officer,
      data: { task: exampleTask({ id: 'T2', area: 'YSP', unitId: 'YSP-P1' }), revealed: null },
    },
    {
      type: 'task.accepted',
      areas: both,
      actor: officer,
      data: { taskId: 'T2', incidentId: 'I1', by: patrolman, dues: {} },
    },
  ];
  return [
    ...opening,
    ...numbered(drawnIn).map((event) => ({
      ...event,
      seq: event.seq + 5,
      atMs: event.atMs + 5_000,
    })),
  ];
}
