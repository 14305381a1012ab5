import { expect, it } from 'vitest';
import { ptzCommand } from './ptz-command.ts';

const move = (pan: number, tilt: number, zoom: number) =>
  ptzCommand({ act: 'move', pan, tilt, zoom });

// Worked by hand from annex A.3: A5 0F 01, command, pan, tilt, zoom in the upper half byte, sum modulo 256.
it.each([
  ['stop', ptzCommand({ act: 'stop' }), 'A50F0100000000B5'],
  ['right', move(1, 0, 0), 'A50F0101FF0000B5'],
  ['left at half speed', move(-0.5, 0, 0), 'A50F010280000037'],
  ['up', move(0, 1, 0), 'A50F010800FF00BC'],
  ['down and right', move(1, -1, 0), 'A50F0105FFFF00B8'],
  ['nearer', move(0, 0, 1), 'A50F01100000F0B5'],
  ['wider', move(0, 0, -0.5), 'A50F012000008055'],
  ['preset 3', ptzCommand({ act: 'preset', preset: 3 }), 'A50F01820003003A'],
  ['preset 255', ptzCommand({ act: 'preset', preset: 255 }), 'A50F018200FF0036'],
])('writes %s', (_, written, expected) => {
  expect(written).toBe(expected);
});
