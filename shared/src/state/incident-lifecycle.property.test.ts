import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Incident } from '#contract/incident.ts';
import type { Situation } from '#contract/situation.ts';
import { applyAll } from './apply-durable.ts';
import { attempts, play, type Step } from './incident-history.fixture.ts';
import { isIncidentOpen } from './incident-lifecycle.ts';
import { emptySituation } from './situation.ts';
import { isTaskOpen } from './task-lifecycle.ts';

const losing = ['incident.released', 'incident.claim-lapsed'];
const changing = ['incident.claimed', 'incident.transfer-accepted', 'incident.reopened'];

/** Where the work on it goes on, through every merge; undefined where the way does not end. */
function endOf({ incidents }: Situation, incident: Incident): Incident | undefined {
  let end: Incident | undefined = incident;
  for (let i = 0; end?.mergedInto && i <= Object.keys(incidents).length; i++)
    end = incidents[end.mergedInto];
  return end?.mergedInto === null ? end : undefined;
}

function everyStep(check: (step: Step) => void): void {
  fc.assert(
    fc.property(attempts, (tried) => play(tried).forEach(check)),
    { numRuns: 300 },
  );
}

describe('whatever is tried on incidents, in whatever order', () => {
  it('an owner is lost by his release or by the lapse of his claim, and replaced by what names another', () => {
    everyStep(({ before, event, after }) => {
      for (const was of Object.values(before.incidents)) {
        const is = after.incidents[was.id];
        if (!was.owner || is?.owner?.accountId === was.owner.accountId) continue;
        expect(is?.owner ? changing : losing).toContain(event.type);
        expect(event.data).toMatchObject({ incidentId: was.id });
      }
    });
  });

  it('a merged incident goes on in one that is not merged, which was open when it came', () => {
    everyStep(({ before, event, after }) => {
      for (const incident of Object.values(after.incidents)) {
        expect(incident.mergedInto !== null).toBe(incident.state === 'merged');
        const end = endOf(after, incident);
        expect(end, incident.id).toBeDefined();
        const isNew = before.incidents[incident.id]?.state !== 'merged';
        if (incident.state !== 'merged' || !isNew) continue;
        expect(event.type).toBe('incident.merged');
        expect(end && isIncidentOpen(end)).toBe(true);
      }
    });
  });

  it('no alarm and no task is left behind: each is where its incident says', () => {
    everyStep(({ after }) => {
      // The beginning is still being told: an alarm comes before its incident.
      if (!after.incidents.I3) return;
      for (const { id, incidentId } of Object.values(after.alarms)) {
        const holder = after.incidents[incidentId ?? ''];
        expect(holder?.state, id).not.toBe('merged');
        expect(holder?.alarms.map(({ alarmId }) => alarmId)).toContain(id);
      }
      for (const { id, incidentId } of Object.values(after.tasks)) {
        expect(after.incidents[incidentId]?.state, id).not.toBe('merged');
        expect(after.incidents[incidentId]?.taskIds).toContain(id);
      }
    });
  });

  it('nothing is closed while a task of it is open, and only reopening opens it again', () => {
    everyStep(({ before, event, after }) => {
      for (const task of Object.values(after.tasks)) {
        if (isTaskOpen(task)) expect(after.incidents[task.incidentId]?.state).not.toBe('closed');
      }
      for (const was of Object.values(before.incidents)) {
        const leaves = was.state === 'closed' && after.incidents[was.id]?.state !== 'closed';
        if (leaves) expect(event.type).toBe('incident.reopened');
      }
    });
  });

  it('is the same folded again, also from where it was stored', () => {
    fc.assert(
      fc.property(attempts, fc.nat({ max: 80 }), (tried, cut) => {
        const steps = play(tried);
        const last = steps.at(-1)?.after;
        const events = steps.map(({ event }) => event);
        expect(applyAll(emptySituation(), events)).toEqual(last);
        const kept: Situation = JSON.parse(JSON.stringify(steps[cut]?.after ?? last));
        const rest = events.filter(({ seq }) => seq > kept.seq);
        expect(applyAll(kept, rest)).toEqual(JSON.parse(JSON.stringify(last)));
      }),
      { numRuns: 300 },
    );
  });
});

it('tries enough: every kind of entry about incidents is written', () => {
  const told = new Set<string>();
  fc.assert(
    fc.property(attempts, (tried) => {
      for (const { event } of play(tried)) told.add(event.type);
    }),
    { numRuns: 100, seed: 5 },
  );
  const rare = ['merged', 'unmerged', 'split', 'closed', 'reopened', 'monitored', 'claim-lapsed'];
  for (const word of rare) expect(told).toContain(`incident.${word}`);
});
