import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { DurableDraft, DurableEvent } from '#contract/durable-event.ts';
import { type Task, taskKinds, taskStates } from '#contract/task.ts';
import { fieldActs } from '#contract/task-record.ts';
import { machine, officer, patrol, patrolman } from './actors.fixture.ts';
import { applyDurable } from './apply-durable.ts';
import { exampleIncident } from './incident.fixture.ts';
import { emptySituation } from './situation.ts';
import { numbered } from './story.fixture.ts';
import { exampleArrival, exampleTask } from './task.fixture.ts';
import {
  isTaskOpen,
  refusalOfTask,
  refusalToScan,
  refusalToStart,
  refusalToSubmit,
} from './task-lifecycle.ts';

const at = { areas: ['WGQ' as const] };
const ref = { taskId: 'T1', incidentId: 'I1' };
const done = { ...ref, by: patrolman };
const dues = { dues: {} };
const result = { finding: 'consistent' as const, note: 'seen', photoIds: [] };
const scanned = { containerNo: null, photoIds: [] };

type Body = Pick<DurableDraft, 'type' | 'data'>;
const bodies: Body[] = [
  { type: 'task.accepted', data: { ...done, ...dues } },
  { type: 'task.crew-joined', data: done },
  { type: 'task.departed', data: { ...done, ...dues } },
  { type: 'task.arrived', data: { ...done, ...dues, arrival: exampleArrival } },
  { type: 'task.started', data: { ...done, ...dues, recordingSinceMs: null } },
  { type: 'task.checked-in', data: { ...done, ...dues } },
  { type: 'task.opening-asked', data: { ...done, what: 'open-goods', reason: 'to look' } },
  { type: 'task.opening-confirmed', data: done },
  { type: 'task.seal-scanned', data: { ...done, which: 'old', sealNo: 'S1', ...scanned } },
  { type: 'task.seal-scanned', data: { ...done, which: 'new', sealNo: 'S2', ...scanned } },
  { type: 'task.witnessed', data: { ...done, witness: { refused: 'went away' } } },
  { type: 'task.suspended', data: { ...ref, reason: 'rain' } },
  { type: 'task.resumed', data: { ...ref, ...dues } },
  { type: 'task.result-submitted', data: { ...done, result } },
  { type: 'task.returned', data: { ...ref, ...dues, reason: 'unclear' } },
  { type: 'task.verified', data: ref },
  { type: 'task.done', data: ref },
  { type: 'task.declined', data: { ...ref, reason: 'busy' } },
  { type: 'task.cancelled', data: { ...ref, reason: 'not needed' } },
  { type: 'task.expired', data: ref },
  {
    type: 'task.late-report',
    data: {
      ...ref,
      report: {
        act: 'submit-result',
        by: patrolman,
        atMs: 9,
        deviceAtMs: 8,
        said: 'late',
        result,
        photoIds: [],
      },
    },
  },
];
const history = fc.tuple(
  fc.constantFrom(...taskKinds),
  fc.array(fc.constantFrom(...bodies), { maxLength: 25 }),
);

function told(kind: Task['kind'], said: readonly Body[]): DurableEvent[] {
  const opened: Body[] = [
    { type: 'incident.opened', data: { incident: exampleIncident() } },
    { type: 'task.issued', data: { task: exampleTask({ kind }), revealed: null } },
  ];
  return numbered(
    [...opened, ...said].map((body) => ({ ...body, ...at, actor: patrol }) as DurableDraft),
  );
}
const taskAfter = (events: readonly DurableEvent[]) =>
  events.reduce(applyDurable, emptySituation()).tasks['T1'] as Task;

describe('whatever the log holds', () => {
  const over = ['done', 'declined', 'expired', 'cancelled'];

  it('an end is an end: what comes too late stands beside it and changes nothing else', () => {
    fc.assert(
      fc.property(history, ([kind, said]) => {
        const events = told(kind, said);
        const tasks = events.map((_, i) => taskAfter(events.slice(0, i + 1))).slice(1);
        tasks.forEach((task, i) => {
          const next = tasks[i + 1];
          if (!next || !over.includes(task.state)) return;
          const { lateReports: _, version: __, ...before } = task;
          const { lateReports: ___, version: ____, ...after } = next;
          expect(after).toEqual(before);
        });
      }),
    );
  });

  it('a patrol clears nothing where it never was, and nothing is done unverified', () => {
    fc.assert(
      fc.property(history, ([kind, said]) => {
        const task = taskAfter(told(kind, said));
        if (kind === 'mobile-verification' && task.result) expect(task.arrivedAtMs).not.toBeNull();
        if (task.state === 'done') expect([task.result, task.verifiedBy]).not.toContain(null);
        if (kind === 'review' || kind === 'video-inspection') expect(task.arrivedAtMs).toBeNull();
        expect(taskStates).toContain(task.state);
      }),
    );
  });

  it('moves only where the table allows, and folding again gives the same', () => {
    fc.assert(
      fc.property(history, fc.nat(25), ([kind, said], cut) => {
        const events = told(kind, said);
        const situation = events.reduce(applyDurable, emptySituation());
        const half = JSON.parse(
          JSON.stringify(events.slice(0, cut).reduce(applyDurable, emptySituation())),
        );
        expect(events.slice(cut).reduce(applyDurable, half)).toEqual(situation);
      }),
    );
  });
});

describe('the guards', () => {
  it('let nobody act on what is over', () => {
    for (const state of taskStates) {
      const task = exampleTask({ state });
      if (isTaskOpen(task)) continue;
      for (const act of fieldActs)
        expect(refusalOfTask(task, act), `${state} ${act}`).not.toBeNull();
    }
  });

  it('ask of a review that every listed piece was opened', () => {
    const evidence = [
      { id: 'seal:ES1', kind: 'seal', label: 'ES1' },
      { id: 'track:V1', kind: 'track', label: 'V1' },
    ];
    const opened = (id: string) => ({ evidenceId: id, accountId: 'U2', atMs: 1 });
    const review = exampleTask({ kind: 'review', state: 'accepted', evidence });
    const some = { ...review, openedBy: [opened('seal:ES1')] };
    const all = { ...review, openedBy: [opened('seal:ES1'), opened('track:V1')] };
    expect([review, some, all].map((task) => refusalToSubmit(task, result))).toEqual([
      'evidence-unopened',
      'evidence-unopened',
      null,
    ]);
  });

  it('ask of a video inspection a recording before it starts, and a bookmark for what it found', () => {
    const task = exampleTask({ kind: 'video-inspection', state: 'executing', recordingSinceMs: 1 });
    expect(refusalToStart(task, null, 9)).toBe('no-recording');
    expect(refusalToStart(task, 10, 9)).toBe('no-recording');
    expect(refusalToStart(task, 9, 9)).toBeNull();
    const marked = {
      id: 'B1',
      cameraId: 'C',
      atMs: 2,
      finding: 'inconsistent' as const,
      note: '',
      photoId: null,
    };
    expect(refusalToSubmit(task, result)).toBe('bookmark-needed');
    expect(refusalToSubmit({ ...task, bookmarks: [marked] }, result)).toBe('bookmark-needed');
    const found = { ...result, finding: 'inconsistent' as const };
    expect(refusalToSubmit({ ...task, bookmarks: [marked] }, found)).toBeNull();
    expect(refusalToSubmit(task, { ...result, finding: 'insufficient' })).toBeNull();
  });

  it('ask for two officers, a witness and both seals where something is opened', () => {
    const there = exampleTask({ state: 'on-site', arrivedAtMs: 1 });
    const asked = {
      what: 'cut-seal' as const,
      reason: 'to look',
      askedBy: patrolman,
      askedAtMs: 1,
      confirmedBy: null,
      confirmedAtMs: null,
    };
    const opening = { ...asked, confirmedBy: { ...patrolman, accountId: 'U3', personId: 'U3' } };
    const witness = { refused: 'went away' };
    const seals = { oldSealNo: 'S1', newSealNo: null, containerNo: null, photoIds: [] };
    const steps: Partial<Task>[] = [
      {},
      { opening: asked },
      { opening },
      { opening, witness },
      { opening, witness, seals },
      { opening, witness, seals: { ...seals, newSealNo: 'S2' } },
    ];
    expect(steps.map((change) => refusalToSubmit({ ...there, ...change }, result))).toEqual([
      null,
      'opening-unconfirmed',
      'witness-needed',
      'seal-unscanned',
      'seal-unscanned',
      null,
    ]);
    expect(refusalToScan({ opening: asked, seals }, 'new')).toBe('opening-unconfirmed');
    expect(refusalToScan({ opening, seals: null }, 'new')).toBe('seal-unscanned');
    expect(refusalToScan({ opening, seals }, 'new')).toBeNull();
  });

  it('let a machine draft and nobody be asked by it', () => {
    const draft = exampleTask({ state: 'draft', issuedById: null });
    const drafted = numbered([
      { type: 'incident.opened', ...at, actor: machine, data: { incident: exampleIncident() } },
      { type: 'task.drafted', ...at, actor: machine, data: { task: draft } },
      { type: 'task.cancelled', ...at, actor: officer, data: { ...ref, reason: 'no' } },
    ]);
    expect(isTaskOpen(taskAfter(drafted.slice(0, 2)))).toBe(false);
    expect(taskAfter(drafted).state).toBe('cancelled');
  });
});
