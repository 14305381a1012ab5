import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { beforeEach, expect, it } from 'vitest';
import { durableStore, foldEvents, forgetSituation, takeSnapshot } from './durable-store.ts';

const discovered = (seq: number): DurableEvent => ({
  seq,
  atMs: 1000,
  type: 'device.discovered',
  areas: [],
  actor: { kind: 'machine', name: 'jt808' },
  data: { device: { gateway: 'jt808', deviceId: `D${seq}`, firstSeenAtMs: 1 } },
});
const seq = () => durableStore.getState().situation.seq;

beforeEach(() => {
  forgetSituation();
  takeSnapshot('epoch-1', { ...emptySituation(), seq: 4 });
});

it('folds what follows on, and stands where the message says', () => {
  expect(foldEvents({ afterSeq: 4, upToSeq: 7, events: [discovered(5)] })).toBe(true);
  expect(seq()).toBe(7);
  expect(Object.keys(durableStore.getState().situation.unknownDevices)).toEqual(['jt808/D5']);
});

it('folds nothing over a gap and says so', () => {
  expect(foldEvents({ afterSeq: 6, upToSeq: 7, events: [discovered(7)] })).toBe(false);
  expect(seq()).toBe(4);
});

it('takes the same message only once', () => {
  const message = { afterSeq: 4, upToSeq: 5, events: [discovered(5)] };
  expect(foldEvents(message)).toBe(true);
  expect(foldEvents(message)).toBe(false);
  expect(seq()).toBe(5);
});
