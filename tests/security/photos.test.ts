import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Command, CommandReply } from '@ftz/shared/contract/live-up.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleAlarm } from '@ftz/shared/state/alarm.fixture.ts';
import { exampleIncident } from '@ftz/shared/state/incident.fixture.ts';
import { taskAskedAt } from '@ftz/shared/state/task.fixture.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, startHouse } from '#house.ts';

const areas = ['WGQ' as const];
const told = { areas, actor: machine };
const incidents = Array.from({ length: 6 }, (_, n) => `I${n + 1}`);
const log = [
  { type: 'alarm.raised' as const, ...told, data: { alarm: exampleAlarm() } },
  ...incidents.map((id) => ({
    type: 'incident.opened' as const,
    ...told,
    data: { incident: exampleIncident({ id }) },
  })),
  {
    type: 'task.issued' as const,
    ...told,
    data: { task: taskAskedAt(Date.now()), revealed: null },
  },
];

let house: House;
let cookie = '';
beforeAll(async () => {
  const role = 'field-officer' as const;
  const people = ['patrol', 'busy'].map((username) => ({ username, role, areas: [...areaIds] }));
  house = await startHouse(people, log);
  cookie = await house.signIn('patrol');
});
afterAll(() => house?.stop());

async function upload(incidentId: string, by = cookie) {
  const response = await fetch(`${house.app.url}/api/photos?incidentId=${incidentId}`, {
    method: 'POST',
    headers: { cookie: by, 'content-type': 'image/jpeg' },
    body: Buffer.from('ffd8ff', 'hex'),
  });
  const body = (await response.json()) as { id: string; code?: string };
  return { status: response.status, ...body };
}

async function act(name: Command['name'], argument: object): Promise<CommandReply> {
  const response = await fetch(`${house.app.url}/api/commands`, {
    method: 'POST',
    headers: { cookie, 'content-type': 'application/json' },
    body: JSON.stringify({
      commandId: crypto.randomUUID(),
      name,
      basedOnVersion: null,
      argument,
    }),
  });
  return (await response.json()) as CommandReply;
}

it('a result takes photographs of its own incident alone', async () => {
  const [mine, other] = [await upload('I1'), await upload('I2')];
  expect([mine.status, other.status]).toEqual([201, 201]);
  await act('task.accept', { taskId: 'T1' });
  await act('task.arrive', {
    taskId: 'T1',
    arrival: { how: 'by-hand', reason: 'no position', point: null },
  });
  const report = (photoIds: string[]) =>
    act('task.submit-result', {
      taskId: 'T1',
      result: { finding: 'consistent', note: '', photoIds },
    });
  expect(await report([mine.id, other.id])).toMatchObject({
    ok: false,
    refusal: { code: 'not-found', detail: other.id },
  });
  expect(await report([mine.id])).toMatchObject({ ok: true });
});

it('an incident takes sixty photographs, an account two hundred a day', async () => {
  const busy = await house.signIn('busy');
  const fill = async (incidentId: string, times: number) => {
    const statuses: number[] = [];
    // A few at a time, as phones do; more than the house lets wait would be told to come later.
    for (let sent = 0; sent < times; sent += 4) {
      const some = Array.from({ length: Math.min(4, times - sent) }, () =>
        upload(incidentId, busy),
      );
      statuses.push(...(await Promise.all(some)).map(({ status }) => status));
    }
    return statuses;
  };
  const kept = async (incidentId: string, times: number) =>
    (await fill(incidentId, times)).filter((status) => status === 201).length;

  expect(await kept('I3', 64)).toBe(60);
  expect(await upload('I3', busy)).toMatchObject({ status: 413, code: 'too-large' });
  expect(await upload('I3')).toMatchObject({ status: 413, code: 'too-large' });
  expect((await kept('I4', 60)) + (await kept('I5', 60))).toBe(120);
  expect(await kept('I6', 24)).toBe(20);
  expect(await upload('I6', busy)).toMatchObject({ status: 429, code: 'too-many-attempts' });
  expect((await upload('I6')).status).toBe(201);
});
