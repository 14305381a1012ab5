import type { PushReason } from '@ftz/shared/contract/push.ts';
import type { TaskKind } from '@ftz/shared/contract/task.ts';

/** What a phone says when it is rung, in the language of its person. */
export type PushWords = {
  reasons: Record<PushReason, string>;
  kinds: Partial<Record<TaskKind, string>>;
};

/** Where the service worker finds them; it knows no language and no dictionary. */
const place = { shelf: 'words-of-push', name: '/words-of-push' };

/** Kept for the service worker, which rings when no page is there to ask. */
export async function keepPushWords(words: PushWords): Promise<void> {
  if (!('caches' in window)) return;
  const shelf = await caches.open(place.shelf);
  await shelf.put(place.name, Response.json(words));
}
