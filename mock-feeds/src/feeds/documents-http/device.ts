import type { Journal } from '#feeds/journal.ts';
import { type PostOutcome, postUntilAccepted } from '#feeds/post-until-accepted.ts';
import type { Random } from '#sim/random.ts';
import type { DeclaredJourney } from '#sim/world-event.ts';
import { encodeDeclaration } from './encode.ts';
import { type Paper, papersOf, type Ruling } from './papers.ts';

/** The back office's document system: it knows every journey before the truck leaves. */
export type DocumentFeed = {
  declare: (journey: DeclaredJourney) => Promise<PostOutcome>;
  /** Files the journey's papers when their turn comes; nobody waits for them. */
  fileLater: (journey: DeclaredJourney) => void;
  file: (paper: Paper) => Promise<PostOutcome>;
  rule: (ruling: Ruling) => Promise<PostOutcome>;
};

/** A clerk files one after another; what a fleet of thousands needs at once, others file. */
const mostInTray = 600;

export function startDocumentFeed(settings: {
  httpUrl: string;
  documentsKey: string;
  random: Random;
  signal: AbortSignal;
  journal: Journal;
}): DocumentFeed {
  const { httpUrl, documentsKey, random, signal, journal } = settings;
  const tray: Paper[] = [];
  let working = false;

  async function post(path: string, name: string, body: string): Promise<PostOutcome> {
    journal.sent(name);
    const request = { url: `${httpUrl}${path}`, key: documentsKey, body };
    const outcome = await postUntilAccepted(request, { signal, random });
    if (outcome.accepted) journal.acked(name);
    return outcome;
  }

  const file = (paper: Paper) => {
    const name = `document/${paper.kind}/${paper.id}/${paper.version}`;
    return post('/devices/documents', name, JSON.stringify(paper));
  };

  async function emptyTray(): Promise<void> {
    if (working) return;
    working = true;
    for (let next = tray.shift(); next && !signal.aborted; next = tray.shift()) await file(next);
    working = false;
  }

  return {
    declare: (journey) =>
      post('/devices/journeys', `journey/${journey.id}`, encodeDeclaration(journey)),
    fileLater: (journey) => {
      const papers = papersOf(journey);
      if (tray.length + papers.length <= mostInTray) tray.push(...papers);
      void emptyTray();
    },
    file,
    rule: (ruling) =>
      post('/devices/rulings', `ruling/${ruling.agency}/${ruling.id}`, JSON.stringify(ruling)),
  };
}
