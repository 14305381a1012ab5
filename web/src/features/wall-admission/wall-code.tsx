import { useEffect, useState } from 'react';
import { admitWall } from '#api/session.ts';
import type { WallStanding } from '#api/walls.ts';
import { clockAge } from '#lib/age.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { useNow } from '#live/server-clock.ts';
import { useText } from '#text/text.ts';
import './wall-code.css';

const askEveryMs = 3_000;

/**
 * What a screen of the hall shows that nobody has let in: a code to be read from across the room, never
 * a form. It asks again by itself, and is the wall as soon as a person has said yes.
 */
export function WallCode() {
  const { shell } = useText();
  const standing = useStanding();
  return (
    <main className="wall-code" role="status" data-standing={standing?.state ?? 'asking'}>
      {standing ? <Standing standing={standing} /> : <p>{shell.connecting}</p>}
    </main>
  );
}

/** Null before the first answer. */
function useStanding(): WallStanding | null {
  const [standing, setStanding] = useState<WallStanding | null>(null);
  useEffect(() => {
    let timer: ReturnType<typeof setTimeout> | undefined;
    let isGone = false;
    const ask = async () => {
      const answer = await admitWall();
      if (isGone) return;
      setStanding(answer);
      timer = setTimeout(() => void ask(), askEveryMs);
    };
    void ask();
    return () => {
      isGone = true;
      clearTimeout(timer);
    };
  }, []);
  return standing;
}

function Standing({ standing }: { standing: WallStanding }) {
  const { wallAdmission: text, shell } = useText();
  const nowMs = useNow();
  switch (standing.state) {
    case 'waiting':
      return (
        <>
          <h1>{[shell.title, proposedWall(text.wallAt)].filter(Boolean).join(' · ')}</h1>
          <p>{text.asks}</p>
          <strong className="num">
            <span>{standing.code.slice(0, 4)}</span> <span>{standing.code.slice(4)}</span>
          </strong>
          <p>{text.explain}</p>
          <p className="dim num">{text.validFor(clockAge(standing.expiresAtMs - nowMs))}</p>
        </>
      );
    case 'refused':
      return (
        <>
          <h1>{text.refused}</h1>
          <p className="num">{text.refusedUntil(zoneTime(standing.untilMs))}</p>
        </>
      );
    case 'keyless':
      return (
        <>
          <h1>{text.keyless}</h1>
          <p>{text.keylessWhy(location.host)}</p>
        </>
      );
    case 'too-many':
      return <h1>{text.tooMany}</h1>;
    case 'unanswered':
      return <h1>{text.unanswered}</h1>;
    case 'let-in':
      return <p>{shell.loading}</p>;
  }
}

/** `/wall/2` proposes to be wall 2; which one it becomes says the person who lets it in. */
function proposedWall(words: (number: string) => string): string | null {
  const [, number] = /^\/wall\/([1-4])$/.exec(location.pathname) ?? [];
  return number === undefined ? null : words(number);
}
