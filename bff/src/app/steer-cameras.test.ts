import type { Principal } from '@ftz/shared/contract/account.ts';
import type { CameraMotion } from '@ftz/shared/contract/steering.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { exampleWorld } from '#domain/rule-examples/example-world.ts';
import { deadManMs, steerCameras } from './steer-cameras.ts';

const li: Principal = { accountId: 'U-li', username: 'li', role: 'duty-officer', areas: ['WGQ'] };
const right: CameraMotion = { act: 'move', pan: 0.5, tilt: 0, zoom: 0 };
const stop: CameraMotion = { act: 'stop' };

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

/** A camera whose device does not take the first `deaf` stops that it is told. */
function cameraThatIsDeafTo(deaf: number) {
  const told: CameraMotion['act'][] = [];
  let unheard = deaf;
  const onvif = {
    steer: async (_deviceId: string, { act }: CameraMotion) => {
      told.push(act);
      if (act === 'stop' && unheard-- > 0) throw new Error('timeout');
    },
  };
  const { steering, close } = steerCameras({
    world: () => exampleWorld(),
    gateways: new Map([['onvif', onvif]]),
    clock: { nowMs: () => Date.now() },
  });
  return { told, close, turn: (motion: CameraMotion) => steering.steer('WGQ-C07', motion, li) };
}

it("says a person's stop again that the camera did not take", async () => {
  const { told, turn } = cameraThatIsDeafTo(2);
  await turn(right);
  expect(await turn(stop)).toMatchObject({ code: 'camera-unmoved' });
  await vi.advanceTimersByTimeAsync(10 * deadManMs);
  expect(told).toEqual(['move', 'stop', 'stop', 'stop']);
});

it('says no stop again that a newer motion has overtaken', async () => {
  const { told, turn } = cameraThatIsDeafTo(1);
  await turn(right);
  await turn(stop);
  await turn({ act: 'preset', preset: 2 });
  await vi.advanceTimersByTimeAsync(10 * deadManMs);
  expect(told).toEqual(['move', 'stop', 'preset']);
});

it('gives up on a camera that takes none, after five', async () => {
  const { told, turn } = cameraThatIsDeafTo(Number.POSITIVE_INFINITY);
  await turn(right);
  await vi.advanceTimersByTimeAsync(20 * deadManMs);
  expect(told).toEqual(['move', 'stop', 'stop', 'stop', 'stop', 'stop']);
});

it('stops what still turns when the house closes, also after a stop that failed', async () => {
  const moving = cameraThatIsDeafTo(0);
  await moving.turn(right);
  await moving.close();
  expect(moving.told).toEqual(['move', 'stop']);
  const failed = cameraThatIsDeafTo(1);
  await failed.turn(right);
  await failed.turn(stop);
  await failed.close();
  expect(failed.told).toEqual(['move', 'stop', 'stop']);
  await vi.advanceTimersByTimeAsync(10 * deadManMs);
  expect(failed.told).toHaveLength(3);
});
