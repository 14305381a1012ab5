import { expect, it } from 'vitest';
import { RecordingStates } from './recording-states.ts';

const cameraId = 'CAM-1';

function start() {
  const now = { ms: 1_000_000, hangs: false };
  const states = new RecordingStates(
    [cameraId],
    () => now.ms,
    () => now.hangs,
  );
  const tell = () => {
    const { trouble, sinceMs } = states.of(cameraId) ?? {};
    return [trouble, sinceMs];
  };
  return { now, states, tell };
}

it('says since when a camera is recorded without a break', () => {
  const { now, states, tell } = start();
  expect(tell()).toEqual([null, null]);
  for (let i = 0; i < 5; i++) {
    now.ms += 2_000;
    states.written(cameraId, now.ms);
  }
  expect(tell()).toEqual([null, 1_002_000]);
  expect(states.of('CAM-2')).toBeNull();
});

it('says since when it is not, and why; what comes after is a new beginning', () => {
  const { now, states, tell } = start();
  states.written(cameraId, now.ms);
  now.ms += 30_000;
  expect(tell()).toEqual(['no-picture', 1_000_000]);
  states.written(cameraId, now.ms);
  expect(tell()).toEqual([null, 1_030_000]);

  now.ms += 2_000;
  states.failed(cameraId, 'disk-full');
  now.ms += 2_000;
  states.failed(cameraId, 'disk-full');
  expect(tell()).toEqual(['disk-full', 1_032_000]);
  now.ms += 2_000;
  states.written(cameraId, now.ms);
  expect(tell()).toEqual([null, 1_036_000]);

  now.hangs = true;
  now.ms += 9_000;
  expect(tell()).toEqual(['disk-stalled', 1_036_000]);
});

it('says in health how many are not recorded, why, and what the disk lacks', () => {
  const { now, states } = start();
  states.written(cameraId, now.ms);
  expect(states.health(0)).toEqual({
    ok: true,
    detail: '1 of 1 cameras are recorded; 0 segments lost',
  });
  states.failed(cameraId, 'disk-full');
  const { ok, detail } = states.health(1.5e9);
  expect(ok).toBe(false);
  expect(detail).toMatch(/^0 of 1 .* 1 disk-full; 1 segments lost; .* 1\.50 GB .* missing$/);
});
