import { expect, it } from 'vitest';
import { emptyPicture, noteDevice, shiftTimesHeard } from '#domain/live-picture.ts';
import { watchClock } from './watched-clock.ts';

const startMs = Date.UTC(2026, 10, 21);
const hourMs = 3_600_000;

function rig() {
  const time = { wallMs: startMs, steadyMs: 5_000 };
  const heard: number[] = [];
  const clock = watchClock((byMs) => heard.push(byMs), {
    wallMs: () => time.wallMs,
    steadyMs: () => time.steadyMs,
  });
  const pass = (ms: number, setByMs = 0) => {
    time.wallMs += ms + setByMs;
    time.steadyMs += ms;
    return clock.nowMs();
  };
  return { heard, pass };
}

it('says by how much it was set, once, and nothing of time that passes', () => {
  const { heard, pass } = rig();
  pass(10 * hourMs);
  expect(pass(40, 2 * hourMs)).toBe(startMs + 12 * hourMs + 40);
  pass(1_000);
  pass(2_000, -4 * hourMs);
  pass(2_000);
  expect(heard).toEqual([2 * hourMs, -4 * hourMs]);
});

it('takes trimming for time that passes, however long it goes on', () => {
  const { heard, pass } = rig();
  for (let i = 0; i < 1_000; i++) pass(1_000, 10);
  expect(heard).toEqual([]);
});

it('keeps the age of what was heard', () => {
  const picture = emptyPicture(startMs);
  const said = { gateway: 'jt808', deviceId: 'T1', area: null, trusted: true } as const;
  noteDevice(picture, { ...said, gone: false, deviceAtMs: null }, startMs + 10_000);
  shiftTimesHeard(picture, -2 * hourMs);
  const [device] = picture.devices.values();
  expect(startMs + 15_000 - 2 * hourMs - (device?.lastSeenAtMs ?? 0)).toBe(5_000);
  expect(picture.startedAtMs).toBe(startMs - 2 * hourMs);
});
