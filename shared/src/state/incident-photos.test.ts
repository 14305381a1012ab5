import { expect, it } from 'vitest';
import type { DurableEvent } from '#contract/durable-event.ts';
import { officer } from './actors.fixture.ts';
import { applyDurable } from './apply-durable.ts';
import { exampleIncident } from './incident.fixture.ts';
import { emptySituation } from './situation.ts';

const start = {
  ...emptySituation(),
  incidents: { I1: exampleIncident({ id: 'I1' }), I2: exampleIncident({ id: 'I2' }) },
};
const event = (seq: number, type: string, data: object) =>
  ({ seq, type, atMs: 9_000 + seq, areas: ['WGQ'], actor: officer, data }) as DurableEvent;
const noted = (seq: number, incidentId: string, photoId?: string) =>
  event(seq, 'incident.noted', { incidentId, text: 'x', ...(photoId ? { photoId } : {}) });

it('keeps the pictures of notes, each once, and takes them along into what it is merged into', () => {
  const merged = event(6, 'incident.merged', {
    incidentId: 'I2',
    intoId: 'I1',
    reason: 'one truck',
    holdsMs: 0,
    revealed: [],
  });
  const events = [
    noted(1, 'I1', 'P1'),
    noted(2, 'I1'),
    noted(3, 'I1', 'P1'),
    noted(4, 'I2', 'P2'),
    noted(5, 'I2', 'P1'),
  ];
  const before = events.reduce(applyDurable, start);
  expect(before.incidents.I1?.photoIds).toEqual(['P1']);
  expect([noted(1, 'I1')].reduce(applyDurable, start).incidents.I1).not.toHaveProperty('photoIds');
  expect(applyDurable(before, merged).incidents.I1?.photoIds).toEqual(['P1', 'P2']);
});
