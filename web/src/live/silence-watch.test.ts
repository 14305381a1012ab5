import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { connectionHappened, connectionNow } from './connection.ts';
import { watchForSilence } from './silence-watch.ts';

class Thread {
  onmessage: (() => void) | null = null;
  isOver = false;
  constructor() {
    threads.push(this);
  }
  terminate() {
    this.isOver = true;
  }
}
const threads: Thread[] = [];

beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('Worker', Thread);
  threads.length = 0;
  connectionHappened('started');
  connectionHappened('heard');
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

/** Time passes in which the page does nothing: it is busy. */
const passBusy = (ms: number) => vi.setSystemTime(Date.now() + ms);
const threadTicks = () => threads[0]?.onmessage?.();

it('is blind a quarter of a second after three beats are missing, and not before', () => {
  const stop = watchForSilence();
  vi.advanceTimersByTime(2_999);
  expect(connectionNow().state).toBe('live');
  vi.advanceTimersByTime(251);
  expect(connectionNow().state).toBe('blind');
  stop();
});

it('is told by its thread where the timers of the page are held back', () => {
  vi.useFakeTimers({ toFake: ['Date', 'performance'] });
  connectionHappened('heard');
  const stop = watchForSilence();
  for (let n = 0; n < 4; n++) {
    vi.advanceTimersByTime(750);
    expect(connectionNow().state).toBe('live');
    threadTicks();
  }
  expect(connectionNow().state).toBe('blind');
  stop();
});

it('reads what has come while it was held up before it says that nothing came', () => {
  const stop = watchForSilence();
  passBusy(6_000);
  threadTicks();
  connectionHappened('heard');
  vi.advanceTimersByTime(250);
  expect(connectionNow().state).toBe('live');
  passBusy(6_000);
  threadTicks();
  vi.advanceTimersByTime(50);
  expect(connectionNow().state).toBe('blind');
  stop();
});

it('hears beats that come late, one by one', () => {
  const stop = watchForSilence();
  for (let n = 0; n < 5; n++) {
    vi.advanceTimersByTime(2_900);
    connectionHappened('heard');
  }
  expect(connectionNow().state).toBe('live');
  stop();
});

it('leaves no timer and no thread behind', () => {
  watchForSilence()();
  expect([vi.getTimerCount(), threads.map(({ isOver }) => isOver)]).toEqual([0, [true]]);
});
