import { expect, it } from 'vitest';
import { obstacleOf, type PushBrowser } from './push-obstacle.ts';

const able: PushBrowser = {
  isSecure: true,
  hasPush: true,
  isInstalled: null,
  permission: 'default',
};

it('says what stands in the way, and what has to be mended first', () => {
  const obstacle = (change: Partial<PushBrowser>) => obstacleOf({ ...able, ...change });
  expect(obstacle({})).toBeNull();
  expect(obstacle({ permission: 'granted', isInstalled: true })).toBeNull();
  expect(obstacle({ permission: 'denied' })).toBe('blocked');
  expect(obstacle({ hasPush: false })).toBe('unsupported');
  expect(obstacle({ hasPush: false, isInstalled: true })).toBe('unsupported');
  expect(obstacle({ hasPush: false, isInstalled: false })).toBe('not-installed');
  // Without https a browser hides the rest, and an iPhone seems not to be installed.
  expect(obstacle({ isSecure: false, hasPush: false, isInstalled: false })).toBe('no-https');
});
