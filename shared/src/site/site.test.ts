import { expect, it } from 'vitest';
import { site } from './site.ts';

it('registers nobody twice, and everybody at a gate and a lane that exist', () => {
  const names = site.equipment.map(({ gateway, deviceId }) => `${gateway}/${deviceId}`);
  expect(names.filter((name, at) => names.indexOf(name) !== at)).toEqual([]);
  const gates = new Set(site.gates.map(({ id }) => id));
  const lanes = new Map(site.lanes.map((lane) => [lane.id, lane]));
  for (const { deviceId, gateId, post } of site.equipment) {
    if (gateId !== null) expect(gates, deviceId).toContain(gateId);
    if (post?.laneId) expect(lanes.get(post.laneId)?.gateId, deviceId).toBe(gateId);
  }
});
