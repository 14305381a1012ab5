import type { AreaFigureName } from '@ftz/shared/state/area-figures.ts';
import { Link, useLocation } from 'wouter';
import { useSite } from '#api/site.ts';
import { type Look, lookAt } from '#desk/look.ts';
import type { AreaOnBoard } from '#live/area-board.ts';
import { useDayNumbers } from '#live/day-numbers.ts';
import { durableStore } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';
import { LinesBehind } from '#ui/lines-behind.tsx';
import { linesBehind } from './lines-behind.ts';

/** The things that one figure counts, each with the way to it at the desk. */
export function AreaBehind({ area, name }: { area: AreaOnBoard; name: AreaFigureName }) {
  const text = useText();
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const { value: day } = useDayNumbers();
  const nowMs = useNow();
  const { standing } = area;
  const { situation } = durableStore.getState();
  const isUnknown = area.figures.some((one) => one.name === name && one.standing === 'unknown');
  const [, navigate] = useLocation();
  const lines = linesBehind(name, { standing, situation, day, site, text, language, nowMs }).map(
    ({ look, ...line }) => ({ ...line, lead: look && (() => go(look, navigate)) }),
  );
  const { areaNumbers: words, shell } = text;
  return (
    <section className="area-behind" aria-live="polite">
      <h2>
        {wordFor(shell.areas, standing.area)} · {wordFor(words.figures, name)}
      </h2>
      {isUnknown ? <p className="none">{words.notKnownNow}</p> : null}
      <LinesBehind lines={lines} nowMs={nowMs} />
      {name === 'acknowledge' || name === 'dispatch' || name === 'answered' ? (
        <Link className="button" href={`/figures?area=${standing.area}&figure=${figureOf[name]}`}>
          {words.inFigures}
        </Link>
      ) : null}
    </section>
  );
}

const figureOf = {
  acknowledge: 'acknowledge-p90',
  dispatch: 'dispatch-p90',
  answered: 'alarms-per-operator-hour',
} as const;

function go(look: Look, navigate: (path: string) => void): void {
  lookAt(look);
  navigate('/desk');
}
