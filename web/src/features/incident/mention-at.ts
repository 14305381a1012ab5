import type { Colleague } from '@ftz/shared/contract/colleague.ts';

/** A name being written: where its `@` stands in the text, and what is there of it before the caret. */
export type MentionAt = { from: number; typed: string };

const mostNames = 8;
/** No letter of the Latin alphabet before the `@`: an address for mail names nobody here. */
const beforeCaret = /(?<![A-Za-z0-9._-])@([\p{L}\p{N}._-]*)$/u;

/** The name that the caret stands in or behind; null: none is being written there. */
export function mentionAt(text: string, caret: number): MentionAt | null {
  const found = beforeCaret.exec(text.slice(0, caret));
  return found ? { from: found.index, typed: found[1] ?? '' } : null;
}

/**
 * Whom `typed` could mean: what begins so before what contains it, who is here before who is not.
 * Oneself is not asked, and an expert only where he is a guest: the server would name neither.
 */
export function namesFor(
  typed: string,
  colleagues: readonly Colleague[],
  { self, guestIds }: { self: string; guestIds: readonly string[] },
): Colleague[] {
  const part = typed.toLowerCase();
  const rank = ({ username, online }: Colleague) =>
    (username.toLowerCase().startsWith(part) ? 0 : 2) + (online ? 0 : 1);
  return colleagues
    .filter(({ accountId }) => accountId !== self)
    .filter(({ accountId, role }) => role !== 'expert' || guestIds.includes(accountId))
    .filter(({ username }) => username.toLowerCase().includes(part))
    .sort((a, b) => rank(a) - rank(b) || a.username.localeCompare(b.username))
    .slice(0, mostNames);
}

/** The text with the whole name in it and where the caret goes. The space ends the name: Chinese has none. */
export function withName(
  text: string,
  { from, typed }: MentionAt,
  username: string,
): { text: string; caret: number } {
  const after = text.slice(from + 1 + typed.length);
  const before = `${text.slice(0, from)}@${username}`;
  return { text: `${before} ${after.replace(/^ /, '')}`, caret: before.length + 1 };
}
