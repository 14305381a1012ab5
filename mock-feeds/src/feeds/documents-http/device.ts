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
}): DocumentFeed {
  const { httpUrl, documentsKey, random, signal } = settings;
  const url = `${httpUrl}/devices/journeys`;
  return {
    declare: (journey) =>
      postUntilAccepted(
        { url, key: documentsKey, body: encodeDeclaration(journey) },
        { signal, random },
      ),
  };
}
