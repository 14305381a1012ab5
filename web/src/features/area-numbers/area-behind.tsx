import type { AreaFigureName } from '@ftz/shared/state/area-figures.ts';
import { Link, useLocation } from 'wouter';
import { useSite } from '#api/site.ts';
import { selectThing } from '#desk/select-thing.ts';
import { select } from '#desk/selection.ts';
import { shortAge } from '#lib/age.ts';
import { zoneTime } from '#lib/zone-time.ts';
import type { AreaOnBoard } from '#live/area-board.ts';
import { useDayNumbers } from '#live/day-numbers.ts';
import { durableStore } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';
import { type LineBehind, type Look, linesBehind } from './lines-behind.ts';

/** More than these nobody reads; they are counted. */
const mostLines = 60;

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
  const lines = linesBehind(name, { standing, situation, day, site, text, language, nowMs });
  const { areaNumbers: words, shell } = text;
  return (
    <section className="area-behind" aria-live="polite">
      <h2>
        {wordFor(shell.areas, standing.area)} · {wordFor(words.figures, name)}
      </h2>
      {isUnknown ? <p className="none">{words.notKnownNow}</p> : null}
      {lines.length === 0 ? <p className="none">{words.nothingBehind}</p> : null}
      <ul>
        {lines.slice(0, mostLines).map((line) => (
          <li key={line.key}>
            <Line line={line} nowMs={nowMs} />
          </li>
        ))}
      </ul>
      {lines.length > mostLines ? <p>{words.more(lines.length - mostLines)}</p> : null}
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

function Line({ line, nowMs }: { line: LineBehind; nowMs: number }) {
  const [, navigate] = useLocation();
  const { severity, head, rest, atMs, look } = line;
  const content = (
    <>
      {severity === null ? null : <SeveritySymbol severity={severity} size="22px" />}
      <b>{head}</b>
      <span className="num">{rest}</span>
      {atMs === null ? null : (
        <time className="num">
          {zoneTime(atMs)} · {shortAge(nowMs - atMs)}
        </time>
      )}
    </>
  );
  if (look === null) return <div className="line-behind">{content}</div>;
  const lead = () => {
    lookAt(look);
    navigate('/desk');
  };
  return (
    <button type="button" className="line-behind" onClick={lead}>
      {content}
    </button>
  );
}

function lookAt(look: Look): void {
  if ('thing' in look) {
    selectThing(look.thing);
    return;
  }
  select({ alarmId: look.alarm.id, incidentId: look.alarm.incidentId, thing: null });
}
