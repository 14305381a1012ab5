import type { Journal } from '#feeds/journal.ts';
import { type PostOutcome, postUntilAccepted } from '#feeds/post-until-accepted.ts';
import type { Random } from '#sim/random.ts';
import type { DeclaredJourney } from '#sim/world-event.ts';
import { encodeDeclaration } from './encode.ts';

/** The back office's document system: it knows every journey before the truck leaves. */
export type DocumentFeed = { declare: (journey: DeclaredJourney) => Promise<PostOutcome> };

export function startDocumentFeed(settings: {
  httpUrl: string;
  documentsKey: string;
  random: Random;
  signal: AbortSignal;
  journal: Journal;
}): DocumentFeed {
  const { httpUrl, documentsKey, random, signal, journal } = settings;
  const url = `${httpUrl}/devices/journeys`;
  return {
    declare: async (journey) => {
      const name = `journey/${journey.id}`;
      journal.sent(name);
      const outcome = await postUntilAccepted(
        { url, key: documentsKey, body: encodeDeclaration(journey) },
        { signal, random },
      );
      if (outcome.accepted) journal.acked(name);
      return outcome;
    },
  };
}
