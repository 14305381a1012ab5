import { site } from '@ftz/shared/site/site.ts';
import { exampleReading } from '@ftz/shared/state/lane-passage.fixture.ts';
import { expect, it } from 'vitest';
import { heardFromGates } from './gate-freshness.ts';

const device = site.equipment.find(({ gateId }) => gateId !== null);
const feed = (alive: number) => ({
  area: device?.area ?? 'WGQ',
  gateway: device?.gateway ?? 'lane-equipment',
  alive,
  known: 2,
  lastSeenAtMs: 900,
  unheard: false,
});
const gateId = device?.gateId ?? '';

it('hears a gate by what its lanes read, and by the feeds of its own devices', () => {
  const read = { passage: exampleReading({ gateId: 'X', closedAtMs: 700 }), atMs: 700 };
  const laneReads = { a: { ...read, journeyId: null, decision: null } };
  const heard = heardFromGates({ site, feeds: [feed(2)], laneReads });
  expect(heard.get('X')).toBe(700);
  expect(heard.get(gateId)).toBe(900);
});

it('does not take the word of one device for that of another', () => {
  expect(heardFromGates({ site, feeds: [feed(1)], laneReads: {} }).size).toBe(0);
});
