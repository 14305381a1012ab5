import { expect, it } from 'vitest';
import type { Observation } from '#domain/observation.ts';
import { type Found, openCameraReports } from './camera-reports.ts';
import { isPushSecret, pushSecret } from './push-secret.ts';

const crossing: Found = { finding: 'line-crossing', part: '1/north', zone: 0, atMs: 5_000 };

function rig(quietMs: number | null = 10_000) {
  const kept: string[] = [];
  const state = { nowMs: 0, fails: false };
  const names = new Set<number>();
  const accept = async (observation: Observation) => {
    if (state.fails) throw new Error('the disk is full');
    if (observation.kind === 'fence') names.add(observation.panelSeq);
    kept.push(observation.kind === 'fence' ? observation.signal : observation.kind);
  };
  const host = { accept, countFrame: () => {}, keepBadFrame: () => {}, nowMs: () => state.nowMs };
  const device = { gateway: 'isapi' as const, deviceId: 'C1' };
  const reports = openCameraReports(host, device, { quietMs, againMs: 10_000 });
  return { reports, kept, state, names };
}

it('reports once while it lasts, and its end once', async () => {
  const { reports, kept, state, names } = rig();
  for (let s = 0; s < 30; s++) {
    state.nowMs = s * 1000;
    await reports.begins(crossing);
    await reports.endQuiet();
  }
  await reports.ends(crossing);
  await reports.ends(crossing);
  expect(kept).toEqual(['alarm', 'restore']);
  expect(names.size, 'begin and end of one second are two messages').toBe(2);
});

it('ends what is not said any more, where that is the custom', async () => {
  for (const quietMs of [10_000, null]) {
    const { reports, kept, state } = rig(quietMs);
    await reports.begins(crossing);
    state.nowMs = 10_001;
    await reports.endQuiet();
    expect(kept).toEqual(quietMs === null ? ['alarm'] : ['alarm', 'restore']);
  }
});

it('tells what was not kept when it is said again', async () => {
  const { reports, kept, state } = rig();
  state.fails = true;
  await expect(reports.begins(crossing)).rejects.toThrow();
  state.fails = false;
  await reports.begins(crossing);
  state.fails = true;
  await expect(reports.ends(crossing)).rejects.toThrow();
  state.fails = false;
  await reports.ends(crossing);
  expect(kept).toEqual(['alarm', 'restore']);
});

it('keeps rules of one camera apart, a bounded number of them', async () => {
  const { reports, kept } = rig();
  for (let n = 0; n < 200; n++) await reports.begins({ ...crossing, part: String(n) });
  await reports.ends({ ...crossing, part: '199' });
  await reports.ends({ ...crossing, part: '3' });
  expect(kept.filter((signal) => signal === 'restore')).toHaveLength(1);
});

it('tells of a covered camera as of the camera', async () => {
  const { reports, kept } = rig();
  await reports.begins({ ...crossing, finding: 'camera-covered' });
  await reports.ends({ ...crossing, finding: 'camera-covered' });
  expect(kept).toEqual(['tamper', 'tamper-restore']);
});

it('passes a sign of life on every few seconds', async () => {
  const { reports, kept, state } = rig();
  for (state.nowMs = 0; state.nowMs < 10_000; state.nowMs += 500) await reports.alive();
  expect(kept).toEqual(['alive', 'alive']);
});

it('knows the push address of each gateway and key, and nothing else', () => {
  const key = 'k'.repeat(32);
  const secret = pushSecret('onvif', key);
  expect(isPushSecret(secret, 'onvif', key)).toBe(true);
  expect(isPushSecret(secret, 'isapi', key)).toBe(false);
  expect(isPushSecret(`${secret} `, 'onvif', key)).toBe(false);
  expect(isPushSecret('', 'onvif', key)).toBe(false);
  expect(isPushSecret(pushSecret('onvif', ''), 'onvif', null)).toBe(false);
});
