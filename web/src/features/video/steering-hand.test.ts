import type { CameraMotion } from '@ftz/shared/contract/steering.ts';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { createSteeringHand } from './steering-hand.ts';

const right = { pan: 1, tilt: 0, zoom: 0 };
const move = { act: 'move', ...right };
let said: CameraMotion[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  said = [];
});
afterEach(() => {
  vi.useRealTimers();
});

function openHand(answer: () => Promise<boolean> = async () => true) {
  return createSteeringHand((motion) => {
    said.push(motion);
    return answer();
  });
}

it('says a move again while it is held, within a second, and stops when let go', async () => {
  const hand = openHand();
  hand.hold(right);
  await vi.advanceTimersByTimeAsync(1_000);
  expect(said).toEqual([move, move, move]);
  hand.letGo();
  await vi.advanceTimersByTimeAsync(5_000);
  expect(said.slice(3)).toEqual([{ act: 'stop' }]);
});

it('never lets a late move overtake the stop', async () => {
  const answers: ((taken: boolean) => void)[] = [];
  const hand = openHand(() => new Promise((resolve) => answers.push(resolve)));
  hand.hold(right);
  hand.hold({ ...right, tilt: 1 });
  hand.letGo();
  await vi.advanceTimersByTimeAsync(2_000);
  expect(said).toEqual([move]);
  answers[0]?.(true);
  await vi.advanceTimersByTimeAsync(0);
  expect(said).toEqual([move, { act: 'stop' }]);
});

it('holds nothing any more when it was refused', async () => {
  const hand = openHand(async () => false);
  hand.hold(right);
  await vi.advanceTimersByTimeAsync(3_000);
  hand.letGo();
  await vi.advanceTimersByTimeAsync(3_000);
  expect(said).toEqual([move]);
});

it('goes to a preset, and lets go of what it held', async () => {
  const hand = openHand();
  hand.hold(right);
  await vi.advanceTimersByTimeAsync(0);
  hand.goTo(2);
  await vi.advanceTimersByTimeAsync(3_000);
  expect(said).toEqual([move, { act: 'preset', preset: 2 }]);
});
