import { expect, it } from 'vitest';
import { createPtzMount, presetLook } from './ptz-mount.ts';

it('turns as long as it is told to, and stands still when it is told so', () => {
  const mount = createPtzMount();
  mount.turn({ pan: 0.5, tilt: 1, zoom: 0 }, 1_000);
  expect(mount.look(2_000)).toEqual({ panDeg: 30, tiltDeg: 30, zoom: 1 });
  mount.turn({ pan: 0, tilt: 0, zoom: 0 }, 2_000);
  expect(mount.look(9_000)).toEqual({ panDeg: 30, tiltDeg: 30, zoom: 1 });
});

it('turns round and round, and tilts and zooms to its ends', () => {
  const mount = createPtzMount();
  mount.turn({ pan: -1, tilt: -1, zoom: 1 }, 0);
  expect(mount.look(7_000)).toEqual({ panDeg: 300, tiltDeg: -20, zoom: 15 });
  expect(mount.look(60_000)).toMatchObject({ tiltDeg: -20, zoom: 25 });
});

it('stops by itself when the time of a move is over', () => {
  const mount = createPtzMount();
  mount.turn({ pan: 1, tilt: 0, zoom: 0 }, 0, 2_000);
  expect(mount.look(60_000).panDeg).toBe(120);
});

it('knows its presets', () => {
  const mount = createPtzMount();
  mount.turn({ pan: 1, tilt: 0, zoom: 0 }, 0);
  mount.goTo(presetLook(2));
  expect(mount.look(60_000)).toEqual({ panDeg: 90, tiltDeg: -10, zoom: 2 });
});
