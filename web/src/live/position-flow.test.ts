import type { FeedFreshness } from '@ftz/shared/contract/device.ts';
import { expect, it } from 'vitest';
import { flowAfterBeat, flowFrom, type PositionFlow } from './position-flow.ts';

const serverAtMs = 1_900_000_000_000;
const beatMs = 1_000;
const trucks = (part: Partial<FeedFreshness>): FeedFreshness => ({
  area: 'WGQ',
  gateway: 'jt808',
  alive: 3,
  known: 5,
  lastSeenAtMs: null,
  unheard: false,
  ...part,
});

/** Beats without a frame, each with what the trucks say by then. */
function beats(count: number, feedAt: (atMs: number) => FeedFreshness): PositionFlow {
  let flow = flowFrom(0);
  for (let atMs = 0; atMs < count * beatMs; atMs += beatMs) {
    const beat = { serverAtMs: serverAtMs + atMs, feeds: [feedAt(serverAtMs + atMs)] };
    flow = flowAfterBeat(flow, beat, atMs);
  }
  return flow;
}
const speaking = (atMs: number) => trucks({ lastSeenAtMs: atMs - 300 });

it('has stopped when trucks speak and for 15 s no position came', () => {
  expect(beats(15, speaking).isStopped).toBe(false);
  expect(beats(16, speaking).isStopped).toBe(true);
});

it('has not stopped where trucks are silent, gone, or only others speak', () => {
  expect(beats(120, () => trucks({ lastSeenAtMs: serverAtMs - 300 })).isStopped).toBe(false);
  expect(beats(120, (atMs) => trucks({ alive: 0, lastSeenAtMs: atMs })).isStopped).toBe(false);
  const seals = (atMs: number) => trucks({ gateway: 'eseal-mqtt', lastSeenAtMs: atMs });
  expect(beats(120, seals).isStopped).toBe(false);
});

it('has not stopped where a parked truck says now and then that it lives', () => {
  const everyMinute = (atMs: number) => trucks({ lastSeenAtMs: atMs - (atMs % 60_000) });
  expect(beats(120, everyMinute).isStopped).toBe(false);
});

it('stays stopped though the trucks fall silent too, until a frame comes', () => {
  const stopped = beats(16, speaking);
  const later = { serverAtMs: serverAtMs + 90_000, feeds: [trucks({ alive: 0 })] };
  expect(flowAfterBeat(stopped, later, 90_000).isStopped).toBe(true);
  expect(flowFrom(90_000).isStopped).toBe(false);
});
