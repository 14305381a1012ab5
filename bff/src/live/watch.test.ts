import { expect, it } from 'vitest';
import { createWatch } from './watch.ts';

it('tells what fails until it succeeds again, and goes on', async () => {
  const watch = createWatch();
  const fail = () => {
    throw new Error('no');
  };
  watch.run('beat', fail);
  watch.run('check', () => Promise.reject(new Error('never')));
  await Promise.resolve();
  await Promise.resolve();
  expect(watch.health()).toEqual({ ok: false, detail: 'beat: no; check: never; 2 failures' });
  watch.run('beat', () => undefined);
  expect(watch.health()).toEqual({ ok: false, detail: 'check: never; 2 failures' });
  watch.run('check', async () => undefined);
  await Promise.resolve();
  expect(watch.health()).toEqual({ ok: true, detail: '2 failures' });
});
