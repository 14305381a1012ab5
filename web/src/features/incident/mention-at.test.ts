import type { Colleague } from '@ftz/shared/contract/colleague.ts';
import { expect, it } from 'vitest';
import { mentionAt, namesFor, withName } from './mention-at.ts';

const colleague = (username: string, more: Partial<Colleague> = {}): Colleague => ({
  accountId: `U-${username}`,
  username,
  role: 'duty-officer',
  online: true,
  owns: 0,
  mayOwn: true,
  ...more,
});
const here = { self: 'U-me', guestIds: [] };
const names = (...args: Parameters<typeof namesFor>) => namesFor(...args).map((c) => c.username);

it('finds the name that is being written, also without a space before it', () => {
  expect(mentionAt('@', 1)).toEqual({ from: 0, typed: '' });
  expect(mentionAt('请@李', 3)).toEqual({ from: 1, typed: '李' });
  expect(mentionAt('ask @duty-off now', 9)).toEqual({ from: 4, typed: 'duty' });
});

it('finds none in an address, behind a finished name, and before the @', () => {
  expect(mentionAt('mail a@b', 8)).toBeNull();
  expect(mentionAt('@wang ', 6)).toBeNull();
  expect(mentionAt('see @wang', 3)).toBeNull();
});

it('offers what begins so before what contains it, and who is here before who is not', () => {
  const people = [
    colleague('li-wang'),
    colleague('wang-away', { online: false }),
    colleague('Wang'),
    colleague('zhao'),
  ];
  expect(names('wang', people, here)).toEqual(['Wang', 'wang-away', 'li-wang']);
});

it('offers neither oneself nor an expert who is no guest', () => {
  const people = [colleague('me'), colleague('expert', { role: 'expert' }), colleague('wang')];
  expect(names('', people, here)).toEqual(['wang']);
  expect(names('', people, { ...here, guestIds: ['U-expert'] })).toEqual(['expert', 'wang']);
});

it('puts the whole name in and ends it, with what stood behind it kept', () => {
  expect(withName('请@wa看', { from: 1, typed: 'wa' }, 'wang')).toEqual({
    text: '请@wang 看',
    caret: 7,
  });
  expect(withName('@w please', { from: 0, typed: 'w' }, 'wang').text).toBe('@wang please');
});
