import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { LaneCheckResult, LaneResult } from '@ftz/shared/contract/lane-decision.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import fc from 'fast-check';
import { expect, it } from 'vitest';
import { exampleDecision } from '#domain/rule-examples/lane-examples.ts';
import type { Sighting } from '#domain/sighting.ts';
import { recordCheck } from './record-check.ts';

/** One session of a lane: what it reads, and what the person at its desk says. */
function lane() {
  let situation = emptySituation();
  let seq = 0;
  const write = (drafts: readonly object[]) => {
    for (const draft of drafts) {
      seq += 1;
      const event = { areas: ['WGQ'], actor: machine, ...draft, seq, atMs: seq };
      situation = applyDurable(situation, event as DurableEvent);
    }
  };
  const read = (result: LaneResult) => {
    const differs = result === 'alarm' ? {} : { comparison: [] };
    const decision = { ...exampleDecision(result), ...differs, eventId: `S1/${seq}` };
    write([{ type: 'lane.decided', data: { decision } }]);
  };
  const doubt = (plate: string) => {
    const alarm = exampleAlarm({ kind: 'seal-cut', plate });
    const incident = exampleIncident({ alarms: [{ alarmId: alarm.id, why: [{ code: 'first' }] }] });
    write([{ type: 'alarm.raised', data: { alarm } }]);
    write([{ type: 'incident.opened', data: { incident } }]);
  };
  const say = (result: LaneCheckResult, operatorId = '2200001') => {
    const from = { gateway: 'lane-jgst14', deviceId: '2201000201', deviceAtMs: 1 } as const;
    const said = { sessionId: 'S1', result, operatorId, comment: 'seen' };
    const drafts = recordCheck(
      { ...from, receivedAtMs: 1, kind: 'lane-check', ...said },
      { device: { area: 'WGQ' } as Sighting['device'] },
      { situation, nowMs: seq },
      machine,
    );
    write(drafts);
    return drafts.map(({ type }) => type);
  };
  const last = () => Object.values(situation.laneOutcomes).at(-1);
  return { read, doubt, say, last, situation: () => situation };
}

it('takes one for what is only in doubt, and for every hold', () => {
  const { read, say, last } = lane();
  read('manual');
  expect(say('inspection')).toEqual(['lane.checked']);
  expect(say('refuse')).toEqual(['lane.checked']);
  expect(say('release')).toEqual(['lane.checked']);
  expect(last()).toMatchObject({ state: 'released', releaseAsked: null });
});

it('keeps a release against the comparison as asked for, whoever asks and however often', () => {
  const { read, say, last } = lane();
  read('alarm');
  expect(say('release', '1')).toEqual(['lane.release-asked']);
  expect(say('release', '2')).toEqual(['lane.release-asked']);
  expect(last()).toMatchObject({
    state: 'auto-hold',
    releasedAtMs: null,
    checked: null,
    releaseAsked: { by: '2' },
  });
  expect(say('refuse')).toEqual(['lane.checked']);
  expect(say('release')).toEqual(['lane.release-asked']);
  expect(last()?.state).toBe('rejected');
});

it('does not take a reading that fits at last for one that always did', () => {
  const { read, say } = lane();
  read('alarm');
  read('manual');
  expect(say('release')).toEqual(['lane.release-asked']);
});

it('asks for two where an alarm on the vehicle is open, and tells its incident who asked', () => {
  const { read, doubt, say, situation } = lane();
  doubt(exampleDecision('manual').plate ?? '');
  read('manual');
  expect(say('release')).toEqual(['lane.release-asked']);
  const { timeline = [] } = Object.values(situation().incidents)[0] ?? {};
  expect(timeline.at(-1)).toMatchObject({ type: 'lane.release-asked', text: '2200001 · seen' });
});

it('releases nothing that nobody has read', () => {
  expect(lane().say('release')).toEqual(['lane.release-asked']);
});

it('never releases by one what did not fit in any reading', () => {
  const steps = fc.array(
    fc.constantFrom('alarm', 'manual', 'release', 'inspection', 'refuse', 'expected'),
    { maxLength: 12 },
  );
  fc.assert(
    fc.property(steps, (history) => {
      const { read, say, last } = lane();
      let fits = true;
      for (const step of history) {
        if (step === 'alarm') fits = false;
        if (step === 'alarm' || step === 'manual') read(step);
        else if (step === 'expected') read('release');
        else say(step as LaneCheckResult);
        // The house's own release is of what fits; everything else waits for two.
        const outcome = last();
        if (!fits && outcome?.result !== 'release')
          expect(outcome?.releasedAtMs ?? null).toBeNull();
      }
    }),
  );
});
