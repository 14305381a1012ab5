import { expect, it } from 'vitest';
import { requestOf } from './ptz.ts';

it.each([
  [
    { act: 'move' as const, pan: -1, tilt: 0.333, zoom: 0 },
    '/ISAPI/PTZCtrl/channels/2/continuous',
    '<PTZData><pan>-100</pan><tilt>33</tilt><zoom>0</zoom></PTZData>',
  ],
  [
    { act: 'stop' as const },
    '/ISAPI/PTZCtrl/channels/2/continuous',
    '<PTZData><pan>0</pan><tilt>0</tilt><zoom>0</zoom></PTZData>',
  ],
])('writes %j', (motion, path, data) => {
  const request = requestOf(motion, 2);
  expect(request.path).toBe(path);
  expect(request.body).toBe(`<?xml version="1.0" encoding="UTF-8"?>${data}`);
});

it('goes to a preset without a body', () => {
  expect(requestOf({ act: 'preset', preset: 7 }, 1)).toEqual({
    path: '/ISAPI/PTZCtrl/channels/1/presets/7/goto',
    body: null,
  });
});
