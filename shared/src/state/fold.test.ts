import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Alarm } from '#contract/alarm.ts';
import type { Situation } from '#contract/situation.ts';
import { isOpen } from './alarm-lifecycle.ts';
import { applyAll, applyDurable, foldEvent } from './apply-durable.ts';
import { Fold } from './fold.ts';
import { randomHistory } from './random-history.fixture.ts';
import { emptySituation } from './situation.ts';
import { alarmIdsOf, journeyIdsOf } from './situation-index.ts';
import { journeyOfVehicle, lastAlarmOf } from './situation-selectors.ts';
import { exampleStory } from './story.fixture.ts';

const cutHistory = randomHistory.chain((events) =>
  fc.tuple(fc.constant(events), fc.nat({ max: events.length })),
);
const things = ['1', '2', '10', 'x', 'toString', '__proto__'];
const foldOf = (events: Parameters<typeof applyAll>[1]) => applyAll(emptySituation(), events);
/** As it travels and is stored: also what hides behind a prototype shows. */
const told = (situation: Situation) => JSON.stringify(situation);

describe('many entries', () => {
  it('folded at once, or one by one, or from where they were stored, are the same', () => {
    fc.assert(
      fc.property(cutHistory, ([events, cut]) => {
        const whole = foldOf(events);
        expect(told(events.reduce(applyDurable, emptySituation()))).toBe(told(whole));
        const stored: Situation = JSON.parse(told(foldOf(events.slice(0, cut))));
        expect(applyAll(stored, events.slice(cut))).toEqual(JSON.parse(told(whole)));
      }),
    );
  });
});

describe('what was handed out', () => {
  it('never changes, however the fold goes on', () => {
    fc.assert(
      fc.property(cutHistory, ([events, cut]) => {
        const fold = new Fold(emptySituation());
        for (const event of events.slice(0, cut)) foldEvent(fold, event);
        const kept = fold.handOut();
        const before = told(kept);
        for (const event of events.slice(cut)) foldEvent(fold, event);
        expect(told(kept)).toBe(before);
      }),
    );
  });

  it('is the same one until something changes', () => {
    const fold = new Fold(emptySituation());
    for (const event of exampleStory()) foldEvent(fold, event);
    expect(fold.handOut()).toBe(fold.handOut());
  });

  it('is another one as soon as something is forgotten, also between two entries', () => {
    const situation = foldOf(exampleStory().slice(0, 3));
    const fold = new Fold(situation);
    fold.forget('alarms', () => false);
    expect(fold.handOut().alarms).toEqual({});
    expect(situation.alarms).not.toEqual({});
  });

  it('keeps what an entry did not touch', () => {
    const before = foldOf(exampleStory().slice(0, 3));
    const after = applyAll(before, exampleStory().slice(3, 4));
    expect(after.journeys).toBe(before.journeys);
    expect(after.incidents).not.toBe(before.incidents);
  });
});

describe('what is only tried', () => {
  it('is seen while it is tried, and then was never there', () => {
    fc.assert(
      fc.property(cutHistory, ([events, cut]) => {
        const fold = new Fold(emptySituation());
        for (const event of events.slice(0, cut)) foldEvent(fold, event);
        const before = told(fold.situation);
        const seq = fold.tryOut(() => {
          for (const event of events.slice(cut)) foldEvent(fold, event);
          return fold.situation.seq;
        });
        expect(seq).toBe(events.length);
        expect(told(fold.situation)).toBe(before);
        for (const event of events.slice(cut)) foldEvent(fold, event);
        expect(told(fold.situation)).toBe(told(foldOf(events)));
      }),
    );
  });

  it('names nothing that it leaves behind, however often it is tried', () => {
    fc.assert(
      fc.property(cutHistory, fc.boolean(), ([events, cut], isAsked) => {
        const fold = new Fold(emptySituation());
        for (const event of events.slice(0, cut)) foldEvent(fold, event);
        const named = () =>
          things.flatMap((thing) => [
            ...alarmIdsOf(fold.situation.alarms, 'seal-cut', thing),
            ...journeyIdsOf(fold.situation.journeys, 'vehicleId', thing),
          ]);
        // The index may be older than what is tried, or made while it is tried.
        const before = isAsked ? named() : null;
        fold.tryOut(() => {
          for (const event of events.slice(cut)) {
            foldEvent(fold, event);
            named();
          }
        });
        const after = named();
        expect(after).toEqual(before ?? after);
        const { alarms, journeys } = fold.situation;
        if (before === null) {
          expect(after.filter((id) => !(id in alarms) && !(id in journeys))).toEqual([]);
        }
      }),
    );
  });

  it('leaves what was handed out the same one, and what is owned in its own hands', () => {
    const [raised, opened] = exampleStory();
    if (!raised || !opened) throw new Error('the story is too short');
    const fold = new Fold(emptySituation());
    foldEvent(fold, raised);
    const kept = fold.handOut();
    fold.tryOut(() => foldEvent(fold, opened));
    const owned = fold.situation.incidents;
    expect(fold.handOut()).toBe(kept);
    foldEvent(fold, opened);
    expect(fold.situation.incidents).toBe(owned);
    expect(kept.incidents).toEqual({});
  });

  it('goes alone when it throws, without what was tried before it', () => {
    const [raised, opened] = exampleStory();
    const fold = new Fold(emptySituation());
    fold.tryOut(() => {
      if (raised) foldEvent(fold, raised);
      expect(() =>
        fold.attempt(() => {
          if (opened) foldEvent(fold, opened);
          throw new Error('a rule is wrong');
        }),
      ).toThrow('a rule is wrong');
      expect(Object.keys(fold.situation.alarms)).toEqual(['A1']);
      expect(fold.situation.incidents).toEqual({});
      expect(() => fold.handOut()).toThrow();
    });
  });
});

describe('looking up without searching', () => {
  const newest = (alarms: Alarm[]) =>
    alarms.reduce<Alarm | undefined>(
      (last, alarm) => (last && last.raisedAtMs > alarm.raisedAtMs ? last : alarm),
      undefined,
    );

  const openOrElseAll = (alarms: Alarm[]) => {
    const open = alarms.filter(isOpen);
    return open.length > 0 ? open : alarms;
  };

  it('finds what searching finds, in every situation on the way', () => {
    fc.assert(
      fc.property(randomHistory, (events) => {
        const fold = new Fold(emptySituation());
        for (const event of events) {
          foldEvent(fold, event);
          const { alarms, journeys } = fold.situation;
          for (const thing of things) {
            const same = Object.values(alarms).filter(({ entityId }) => entityId === thing);
            expect(lastAlarmOf(fold.situation, 'seal-cut', thing)?.raisedAtMs).toBe(
              newest(openOrElseAll(same))?.raisedAtMs,
            );
            const departed = Object.values(journeys)
              .filter(({ vehicleId, state }) => vehicleId === thing && state === 'under-way')
              .map(({ departedAtMs }) => departedAtMs);
            expect(journeyOfVehicle(fold.situation, thing)?.departedAtMs).toBe(
              departed.length === 0 ? undefined : Math.max(...departed),
            );
          }
        }
      }),
    );
  });
});
