import { expect, it } from 'vitest';
import { stallsOf } from './stalls.ts';

const change = (cameraId: string, state: string, atMs: number) => ({ cameraId, state, atMs });

it('counts from the first picture on, one stall for all that a tile says meanwhile', () => {
  const changes = [
    change('A', 'connecting', 0),
    change('A', 'no-picture', 4),
    change('A', 'live', 5),
    change('B', 'live', 6),
    change('A', 'no-picture', 10),
    change('A', 'connecting', 12),
    change('A', 'live', 15),
    change('B', 'frozen', 20),
  ];
  expect(stallsOf(changes)).toEqual([
    { cameraId: 'A', state: 'no-picture', fromMs: 10, untilMs: 15 },
    { cameraId: 'B', state: 'frozen', fromMs: 20, untilMs: null },
  ]);
});
