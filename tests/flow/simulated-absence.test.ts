import { startField } from '@ftz/mock-feeds/start-field.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { expect, it, onTestFinished } from 'vitest';
import { startHouse } from '#house.ts';

const hourMs = 3_600_000;

it('a simulated world tells what its gates read while nobody listened: no journey of then stays on its way', async () => {
  const house = await startHouse(
    [{ username: 'officer', role: 'duty-officer', areas: [...areaIds] }],
    [],
    { SCENARIO: 'quiet-day' },
  );
  onTestFinished(house.stop);
  const cookie = await house.signIn('officer');
  const live = async () => {
    const plan = { ...house.app.feedPlan, camerasUrl: 'http://127.0.0.1:0' };
    const field = await startField(plan, { nowMs: house.nowMs, say: () => undefined });
    await field.connected;
    await field.close();
    const response = await fetch(`${house.app.url}/api/situation`, { headers: { cookie } });
    const { situation } = (await response.json()) as { situation: Situation };
    const journeys = Object.values(situation.journeys);
    return journeys.filter(({ state }) => state === 'under-way').map(({ id }) => id);
  };
  const before = await live();
  expect(before.length).toBeGreaterThan(3);
  house.pass(3 * hourMs);
  await house.restart();
  const after = await live();
  expect(after.length).toBeGreaterThan(3);
  expect(after.filter((id) => before.includes(id))).toEqual([]);
});
