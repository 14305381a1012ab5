import fc from 'fast-check';
import type { DurableEvent } from '#contract/durable-event.ts';
import { machine, officer } from './actors.fixture.ts';
import { alarmEntriesAt } from './random-alarm-entries.fixture.ts';
import { deviceEntriesAt } from './random-device-entries.fixture.ts';
import { deviceOrderEntriesAt } from './random-device-order-entries.fixture.ts';
import { dispositionEntriesAt } from './random-disposition-entries.fixture.ts';
import { minute } from './random-entry.fixture.ts';
import { incidentEntriesAt } from './random-incident-entries.fixture.ts';
import { laneEntriesAt } from './random-lane-entries.fixture.ts';
import { shiftEntriesAt } from './random-shift-entries.fixture.ts';
import { taskEntriesAt } from './random-task-entries.fixture.ts';
import { upstreamEntriesAt } from './random-upstream-entries.fixture.ts';

/**
 * Histories as no rule would write them: everything about a few things in any order, with hours
 * between.
 */
const stepMs = fc.constantFrom(0, 1_000, minute, 3 * minute, 60 * minute, 13 * 60 * minute);

const bodyAt = (atMs: number) =>
  fc.oneof(
    ...deviceEntriesAt(atMs),
    ...upstreamEntriesAt(atMs),
    ...alarmEntriesAt(atMs),
    ...incidentEntriesAt(atMs),
    ...taskEntriesAt(atMs),
    ...dispositionEntriesAt(atMs),
    ...deviceOrderEntriesAt(atMs),
    ...shiftEntriesAt(atMs),
    ...laneEntriesAt(atMs),
  );

/** Entries numbered from 1, their times never going back. */
export const randomHistory: fc.Arbitrary<DurableEvent[]> = fc
  .array(stepMs, { maxLength: 60 })
  .chain((steps) => {
    let atMs = 1_700_000_000_000;
    const bodies = steps.map((step) => {
      atMs += step;
      const at = atMs;
      return bodyAt(at).map((body) => ({ ...body, atMs: at }));
    });
    return fc.tuple(...bodies);
  })
  .map((bodies) =>
    bodies.map((body, i) => {
      const actor = i % 2 === 0 ? machine : officer;
      return { ...body, seq: i + 1, areas: ['WGQ'], actor } as DurableEvent;
    }),
  );
