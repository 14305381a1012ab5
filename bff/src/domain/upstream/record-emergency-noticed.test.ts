import type { DurableDraft, DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { machine, officer } from '@ftz/shared/state/actors.fixture.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { beforeEach, expect, it } from 'vitest';
import { emergencyClocks } from '#domain/clocks/emergency-clocks.ts';
import { exampleCommandWorld } from '#domain/commands/command-world.fixture.ts';
import type { World } from '#domain/sighting.ts';
import { recordEmergencyNoticed } from './record-emergency-noticed.ts';

const areas = ['WGQ' as const];
const declaredAtMs = 1_000;
const emergency = {
  incidentId: 'I1',
  reason: 'leak',
  confirmDueAtMs: null,
  reportDueAtMs: 900_000,
  noticeDueAtMs: 300_000,
};
let situation = emptySituation();
const write = (draft: DurableDraft, atMs: number) => {
  situation = applyDurable(situation, { ...draft, seq: situation.seq + 1, atMs } as DurableEvent);
};
const taken = (ofMs: number) =>
  recordEmergencyNoticed(
    {
      gateway: 'upstream-cap',
      deviceId: 'national-centre',
      deviceAtMs: 2_000,
      receivedAtMs: 2_000,
      kind: 'upstream-emergency',
      incidentId: 'I1',
      declaredAtMs: ofMs,
    },
    { situation } as World,
    machine,
  );
const overdue = () => {
  const due = emergencyClocks.due(exampleCommandWorld({ situation, nowMs: 400_000 }));
  return due.some(({ type }) => type === 'emergency.notice-overdue');
};

beforeEach(() => {
  situation = emptySituation();
  const incident = exampleIncident();
  write({ type: 'incident.opened', areas, actor: machine, data: { incident } }, 500);
  write({ type: 'emergency.declared', areas, actor: officer, data: emergency }, declaredAtMs);
});

it('tells that the centre does not know only where it does not', () => {
  expect(overdue()).toBe(true);
  const [noticed] = taken(declaredAtMs);
  if (!noticed) throw new Error('not written');
  write(noticed, 2_100);
  expect(situation.incidents.I1?.emergency?.noticedAtMs).toBe(2_000);
  expect(overdue()).toBe(false);
  expect(taken(declaredAtMs)).toEqual([]);
});

it('takes the word about an earlier emergency for no word about this one', () => {
  expect(taken(declaredAtMs - 500)).toEqual([]);
});
