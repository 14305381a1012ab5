import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { siteTimeLimits } from '@ftz/shared/site/site.ts';
import { machine, officer } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { exampleOutage } from '@ftz/shared/state/outage.fixture.ts';
import { suppressionBy } from '@ftz/shared/state/outage-lifecycle.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { exampleTask } from '@ftz/shared/state/task.fixture.ts';
import { beforeEach, describe, expect, it } from 'vitest';
import { exampleCommandWorld } from '#domain/commands/command-world.fixture.ts';
import { endOutages } from './end-outages.ts';
import { escalateAlarms } from './escalate-alarms.ts';
import { returnShelved } from './return-shelved.ts';
import { watchFloods } from './watch-floods.ts';

const clocks = [escalateAlarms, returnShelved, endOutages, watchFloods];
const at = { areas: ['WGQ' as const] };
let situation: Situation;
let log: { draft: DurableDraft; atMs: number }[];

beforeEach(() => {
  situation = emptySituation();
  log = [];
});

function write(atMs: number, ...drafts: DurableDraft[]): void {
  for (const draft of drafts) {
    log.push({ draft, atMs });
    situation = applyDurable(situation, { ...draft, seq: log.length, atMs } as never);
  }
}

/** All clocks look; what they wrote, by type. */
function look(nowMs: number): string[] {
  return clocks.flatMap((clock) => {
    const drafts = clock.due(exampleCommandWorld({ situation, nowMs }));
    write(nowMs, ...drafts);
    return drafts.map(({ type }) => type);
  });
}

const alarm = (): Alarm | undefined => situation.alarms.A1;
const raise = (change: Partial<Alarm> = {}) =>
  write(
    1_000,
    { type: 'alarm.raised', ...at, actor: machine, data: { alarm: exampleAlarm(change) } },
    { type: 'incident.opened', ...at, actor: machine, data: { incident: exampleIncident() } },
  );
const acknowledge = (atMs: number) =>
  write(atMs, {
    type: 'alarm.acknowledged',
    ...at,
    actor: officer,
    data: { alarmId: 'A1', reason: null, progressDueAtMs: atMs + 180_000 },
  });
const note = (atMs: number) =>
  write(atMs, {
    type: 'incident.noted',
    ...at,
    actor: officer,
    data: { incidentId: 'I1', text: 'looking' } as never,
  });

describe('an alarm that nobody acknowledges', () => {
  it('calls one level after another, then the highest less often, and writes nothing twice', () => {
    raise();
    expect(look(30_999)).toEqual([]);
    const levels = [31_000, 61_000, 91_000].map((nowMs) => {
      expect(look(nowMs)).toEqual(['alarm.escalated']);
      expect(look(nowMs)).toEqual([]);
      return alarm()?.level;
    });
    expect(levels).toEqual([1, 2, 3]);
    expect(look(121_000)).toEqual([]);
    expect(look(391_000)).toEqual(['alarm.escalated']);
    expect(alarm()?.version).toBe(1);
  });

  it('has told its incident once of each level', () => {
    raise();
    for (const nowMs of [31_000, 61_000, 91_000, 391_000, 691_000]) look(nowMs);
    const lines = situation.incidents.I1?.timeline.map(({ type }) => type);
    expect(lines?.filter((type) => type === 'alarm.escalated')).toHaveLength(3);
  });

  it('goes on from where it was after a restart, and folded again it is the same', () => {
    raise();
    look(31_000);
    const again = log.reduce(
      (folded, { draft, atMs }, i) => applyDurable(folded, { ...draft, seq: i + 1, atMs } as never),
      emptySituation(),
    );
    expect(again).toEqual(situation);
    situation = JSON.parse(JSON.stringify(situation));
    expect(look(60_999)).toEqual([]);
    expect(look(61_000)).toEqual(['alarm.escalated']);
  });

  it('is called for neither earlier nor later when the machine’s clock is set', () => {
    raise();
    write(2_000, { type: 'clock.set', ...at, actor: machine, data: { byMs: 3_600_000 } });
    expect(look(3_600_000 + 30_999)).toEqual([]);
    expect(look(3_600_000 + 31_000)).toEqual(['alarm.escalated']);
  });
});

describe('an alarm that was acknowledged', () => {
  it('asks again, one level higher, when nothing is done about it', () => {
    raise();
    acknowledge(5_000);
    expect(look(184_999)).toEqual([]);
    expect(look(185_000)).toEqual(['alarm.escalated']);
    expect(alarm()).toMatchObject({ state: 'unacked', level: 1, acknowledgedBy: null });
  });

  it('is left in peace once a person has done something', () => {
    raise();
    acknowledge(5_000);
    note(20_000);
    expect(alarm()).toMatchObject({ progressDueAtMs: null, escalateDueAtMs: null });
    expect(look(9_000_000)).toEqual([]);
  });

  it('is in hand while a task is open, though that was issued before', () => {
    raise();
    const task = { task: exampleTask(), revealed: null };
    write(3_000, { type: 'task.issued', ...at, actor: officer, data: task as never });
    acknowledge(5_000);
    expect(look(185_000)).toEqual([]);
  });
});

describe('a shelved alarm', () => {
  const shelve = (untilMs: number) =>
    write(5_000, {
      type: 'alarm.shelved',
      ...at,
      actor: officer,
      data: {
        alarmId: 'A1',
        suppression: {
          ...suppressionBy(exampleOutage(), 5_000),
          how: 'shelved',
          untilMs,
          outageId: null,
        },
      },
    });

  it('calls nobody, and comes back by itself with a whole clock', () => {
    raise({ severity: 3 });
    shelve(3_605_000);
    expect(look(3_604_999)).toEqual([]);
    expect(look(3_605_000)).toEqual(['alarm.unshelved']);
    expect(alarm()).toMatchObject({
      state: 'unacked',
      suppression: null,
      acknowledgeDueAtMs: 3_605_000 + 1_000 * siteTimeLimits.acknowledgeS.p3,
    });
    expect(look(3_605_000)).toEqual([]);
  });

  it('stays as long as it was to stay when the machine’s clock is set', () => {
    raise({ severity: 3 });
    shelve(3_605_000);
    write(6_000, { type: 'clock.set', ...at, actor: machine, data: { byMs: 7_200_000 } });
    expect(look(3_605_000 + 7_199_999)).toEqual([]);
    expect(look(3_605_000 + 7_200_000)).toEqual(['alarm.unshelved']);
  });
});

describe('an outage', () => {
  const authorised = (untilMs: number) => {
    write(
      2_000,
      {
        type: 'outage.requested',
        ...at,
        actor: officer,
        data: { outage: exampleOutage({ untilMs }) },
      },
      {
        type: 'outage.authorised',
        ...at,
        actor: officer,
        data: { outageId: 'X1', confirmDueAtMs: 86_402_000 },
      },
    );
    const outage = situation.outages.X1;
    if (!outage) throw new Error('no outage');
    write(2_000, {
      type: 'alarm.suppressed',
      ...at,
      actor: officer,
      data: { alarmId: 'A1', suppression: suppressionBy(outage, 2_000) },
    });
  };

  it('ends at its time, and its alarms ask again', () => {
    raise();
    authorised(50_000);
    expect(look(49_999)).toEqual([]);
    expect(look(50_000)).toEqual(['outage.ended', 'alarm.unsuppressed']);
    expect(alarm()).toMatchObject({ state: 'unacked', suppression: null, level: 0 });
    expect(situation.outages.X1).toMatchObject({ state: 'ended', endedAtMs: 50_000 });
    expect(look(50_001)).toEqual([]);
  });

  it('is asked about every day, and then every hour until somebody answers', () => {
    raise();
    authorised(10 * 86_400_000);
    expect(look(86_401_999)).toEqual([]);
    expect(look(86_402_000)).toEqual(['outage.reminded']);
    expect(look(86_402_001)).toEqual([]);
    expect(situation.outages.X1?.unconfirmedSinceMs).toBe(86_402_000);
    expect(look(86_402_000 + 3_600_000)).toEqual(['outage.reminded']);
    expect(situation.outages.X1?.unconfirmedSinceMs).toBe(86_402_000);
  });

  it('that is a plan begins at its time and takes along what is open, but nothing critical', () => {
    raise({ severity: 2 });
    const plan = exampleOutage({
      how: 'suppressed',
      state: 'planned',
      fromMs: 10_000,
      untilMs: 60_000,
    });
    write(2_000, { type: 'outage.planned', ...at, actor: officer, data: { outage: plan } });
    expect(look(9_999)).toEqual([]);
    expect(look(10_000)).toEqual(['outage.began', 'alarm.suppressed']);
    expect(look(10_001)).toEqual([]);
    expect(alarm()?.suppression).toMatchObject({ how: 'suppressed', untilMs: 60_000 });
  });
});

describe('a flood', () => {
  const raiseMany = (count: number, fromMs: number, severity: Alarm['severity'] = 3) => {
    for (let i = 0; i < count; i++)
      write(fromMs, {
        type: 'alarm.raised',
        ...at,
        actor: machine,
        data: {
          alarm: exampleAlarm({
            id: `F${fromMs}-${i}`,
            severity,
            lastRaisedAtMs: fromMs,
            escalateDueAtMs: null,
            incidentId: null,
          }),
        },
      });
  };

  it('begins above ten in ten minutes, ends below five, and leaves a report', () => {
    raiseMany(10, 1_000);
    expect(look(2_000)).toEqual([]);
    raiseMany(1, 3_000);
    expect(look(3_000)).toEqual(['flood.began']);
    expect(look(4_000)).toEqual([]);
    raiseMany(5, 500_000);
    // Five of them are not yet ten minutes old.
    expect(look(650_000)).toEqual([]);
    expect(look(1_100_001)).toEqual(['flood.ended']);
    const flood = situation.floods.WGQ;
    expect(flood).toMatchObject({ announced: 11, beganAtMs: 3_000 });
    expect(flood?.report).toMatchObject({ alarms: [0, 0, 16, 0], unacknowledged: 16 });
    expect(flood?.report?.kinds).toEqual([{ kind: 'seal-cut', count: 16 }]);
  });

  it('is none of advisory alarms', () => {
    raiseMany(40, 1_000, 4);
    expect(look(2_000)).toEqual([]);
  });
});
