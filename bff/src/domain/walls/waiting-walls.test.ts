import { expect, it } from 'vitest';
import { createWaitingWalls, waitingLimits } from './waiting-walls.ts';
import { createWallNonces, nonceLimits } from './wall-nonces.ts';

const { codeMs, renewedBeforeMs, awayAfterMs, refusedMs } = waitingLimits;
const asker = (keyId: string, address = '10.0.0.7') => ({
  keyId,
  key: { x: 'x', y: 'y' },
  address,
  browser: 'Chromium',
});
function hall() {
  let codes = 0;
  return createWaitingWalls(() => `CODE${++codes}`);
}

it('shows one code until it is about to lapse, and takes the old one until it has', () => {
  const walls = hall();
  const first = walls.ask(asker('K1'), 0);
  expect(first).toEqual({ state: 'waiting', code: 'CODE1', expiresAtMs: codeMs });
  const lateMs = codeMs - renewedBeforeMs;
  expect(walls.ask(asker('K1'), lateMs - 1)).toEqual(first);
  expect(walls.ask(asker('K1'), lateMs)).toMatchObject({ code: 'CODE2' });
  expect(walls.find('CODE1', codeMs - 1)).toMatchObject({ keyId: 'K1' });
  expect(walls.find('CODE1', codeMs)).toBeUndefined();
  expect(walls.find('CODE2', codeMs)).toMatchObject({ keyId: 'K1' });
});

it('lists who is still there, under the newest code and the newest address', () => {
  const walls = hall();
  walls.ask(asker('K1'), 0);
  walls.ask(asker('K2'), 0);
  walls.ask(asker('K1', '10.0.0.8'), awayAfterMs);
  expect(walls.all(awayAfterMs)).toMatchObject([{ keyId: 'K1', address: '10.0.0.8' }]);
});

it('gives no two browsers one code', () => {
  const codes = ['A', 'A', 'A', 'B'];
  const walls = createWaitingWalls(() => codes.shift() ?? 'C');
  expect([walls.ask(asker('K1'), 0), walls.ask(asker('K2'), 0)]).toMatchObject([
    { code: 'A' },
    { code: 'B' },
  ]);
});

it('leaves whom a person turned away alone for a while, and forgets whom one let in', () => {
  const walls = hall();
  walls.ask(asker('K1'), 0);
  walls.turnAway('K1', 1_000);
  expect(walls.find('CODE1', 1_000)).toBeUndefined();
  expect(walls.ask(asker('K1'), 2_000)).toEqual({ state: 'refused', untilMs: 1_000 + refusedMs });
  expect(walls.ask(asker('K1'), 1_000 + refusedMs)).toMatchObject({ state: 'waiting' });
  walls.letIn('K1');
  expect(walls.all(1_000 + refusedMs)).toEqual([]);
});

it('lets few wait from one address, and not many in all', () => {
  const walls = hall();
  const from = (address: string, n: number) =>
    walls.ask(asker(`${address}/${n}`, address), 0).state;
  const { burst } = waitingLimits.newcomers;
  for (let n = 0; n < burst; n++) expect(from('10.0.0.7', n)).toBe('waiting');
  expect(from('10.0.0.7', burst)).toBe('too-many');
  // Who waits already is asked for nothing.
  expect(from('10.0.0.7', 0)).toBe('waiting');
  for (let n = burst; n < waitingLimits.mostWaiting; n++)
    expect(from(`10.0.1.${n}`, 0)).toBe('waiting');
  expect(from('10.0.2.1', 0)).toBe('too-many');
  expect(walls.ask(asker('late', '10.0.2.2'), codeMs)).toMatchObject({ state: 'waiting' });
});

it('asks each question once, for a while, and of one address only so often', () => {
  let n = 0;
  const nonces = createWallNonces(() => `N${++n}`);
  const given = nonces.give('a', 0) ?? '';
  expect([nonces.take(given, 1), nonces.take(given, 1)]).toEqual([true, false]);
  const late = nonces.give('a', 0) ?? '';
  expect(nonces.take(late, nonceLimits.validMs)).toBe(false);
  expect(nonces.take('never given', 0)).toBe(false);
  const asked = Array.from({ length: 60 }, () => nonces.give('b', 0));
  expect(asked.filter((each) => each !== null)).toHaveLength(nonceLimits.perAddress.burst);
  expect(nonces.give('c', 0)).not.toBeNull();
});
