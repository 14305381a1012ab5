import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { followSize } from './follow-size.ts';

let observed: (() => void) | null = null;
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal(
    'ResizeObserver',
    class {
      constructor(callback: () => void) {
        observed = callback;
      }
      observe = () => undefined;
      disconnect = () => {
        observed = null;
      };
    },
  );
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** A map of the size of its place; `layOut` gives the place another one, as a layout would. */
function mapInPlace() {
  const place = { clientWidth: 800, clientHeight: 600 };
  const canvas = { ...place };
  const drawn: string[] = [];
  const map = {
    getCanvas: () => canvas,
    resize: () => Object.assign(canvas, place),
    redraw: () => drawn.push(`${canvas.clientWidth}x${canvas.clientHeight}`),
  };
  const stop = followSize(map as never, place as never);
  const layOut = (clientHeight: number) => {
    place.clientHeight = clientHeight;
    observed?.();
  };
  return { drawn, layOut, stop };
}

it('draws nothing within the frame that changed its place, and the last size soon after it', () => {
  const { drawn, layOut } = mapInPlace();
  layOut(556);
  layOut(540);
  expect(drawn).toEqual([]);
  vi.advanceTimersByTime(1_000);
  expect(drawn).toEqual(['800x540']);
});

it('draws nothing where the size is the one that it has', () => {
  const { drawn, layOut } = mapInPlace();
  layOut(556);
  layOut(600);
  vi.advanceTimersByTime(1_000);
  expect(drawn).toEqual([]);
});

it('leaves nothing behind', () => {
  const { drawn, layOut, stop } = mapInPlace();
  layOut(556);
  stop();
  vi.advanceTimersByTime(1_000);
  expect([drawn, vi.getTimerCount(), observed]).toEqual([[], 0, null]);
});
