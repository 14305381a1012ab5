import { describe, expect, it } from 'vitest';
import type { FenceReport, FenceState } from '#contract/fence.ts';
import { foldFence } from './fence-lifecycle.ts';

const report = (change: Partial<FenceReport>): FenceReport => ({
  account: '1001',
  area: 'WGQ',
  segmentId: 'WGQ-F01',
  zone: 1,
  signal: 'alarm',
  code: 'BA',
  deviceAtMs: 900,
  ...change,
});
const stateAfter = (...changes: Partial<FenceReport>[]) =>
  changes.reduce<FenceState | undefined>(
    (before, change, n) => foldFence(before, report(change), 1000 + n) ?? before,
    undefined,
  );

describe('foldFence', () => {
  it('keeps what the panel says, and when it raised', () => {
    expect(stateAfter({}, { signal: 'restore', deviceAtMs: 950 })).toEqual({
      signal: 'restore',
      atMs: 1001,
      deviceAtMs: 950,
      by: 'panel',
      alarmedAtMs: { panel: 1000 },
    });
  });

  it('lets no camera take back what the panel raised', () => {
    const states = stateAfter({}, { by: 'camera' }, { by: 'camera', signal: 'restore' });
    expect(states).toMatchObject({
      signal: 'alarm',
      by: 'panel',
      deviceAtMs: 900,
      alarmedAtMs: { panel: 1000, camera: 1001 },
    });
  });

  it('believes a camera where the panel has nothing to say', () => {
    const seen = stateAfter({ signal: 'restore' }, { by: 'camera', deviceAtMs: 5000 });
    expect(seen).toMatchObject({ signal: 'alarm', by: 'camera', deviceAtMs: 900 });
    expect(stateAfter({ by: 'camera' })).toMatchObject({ signal: 'alarm', deviceAtMs: 0 });
  });

  it('takes nothing of the fence from what a camera says of itself', () => {
    expect(stateAfter({ by: 'camera', signal: 'tamper' })).toBeUndefined();
  });
});
