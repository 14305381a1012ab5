import type { AreaId } from '@ftz/shared/contract/ids.ts';
import {
  type AreaFigure,
  type AreaFigureName,
  sealGroupOf,
  unitGroupOf,
} from '@ftz/shared/state/area-figures.ts';
import type { AreaStanding } from '@ftz/shared/state/area-standing.ts';
import type { ReactNode } from 'react';
import { shortAge } from '#lib/age.ts';
import { classNames } from '#lib/class-names.ts';
import { type AreaOnBoard, useAreaBoard } from '#live/area-board.ts';
import { useNow } from '#live/server-clock.ts';
import { type Text, useText, wordFor } from '#text/text.ts';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';
import { StandingMark } from '#ui/standing-mark.tsx';
import { figureWords } from './figure-words.ts';
import './area-board.css';

export type ChosenFigure = { area: AreaId; name: AreaFigureName };
type AreaBoardProps = {
  /** Left out on a wall, where nobody can choose. */
  chosen?: ChosenFigure | null;
  onChoose?: (chosen: ChosenFigure) => void;
};

/**
 * The areas side by side, each with what calls for somebody there. It fills the place that it is given:
 * with less of it the later figures and the details go, and no letter becomes smaller.
 */
export function AreaBoard({ chosen = null, onChoose }: AreaBoardProps) {
  const { areaNumbers: text } = useText();
  const areas = useAreaBoard();
  return (
    <section className="area-board" aria-label={text.title}>
      <div className="area-columns">
        {areas.map((area) => (
          <AreaColumn
            key={area.standing.area}
            {...area}
            chosen={chosen?.area === area.standing.area ? chosen.name : null}
            onChoose={onChoose}
          />
        ))}
      </div>
    </section>
  );
}

type ColumnProps = AreaOnBoard & {
  chosen: AreaFigureName | null;
  onChoose: AreaBoardProps['onChoose'];
};

function AreaColumn({ standing, figures, chosen, onChoose }: ColumnProps) {
  const { shell, areaNumbers: text } = useText();
  const { area } = standing;
  return (
    <article className="area-column" data-area={area}>
      <h2>
        <span className="long">{wordFor(shell.areas, area)}</span>
        <span className="code">{area}</span>
      </h2>
      <ul>
        {figures.map((figure) => (
          <li
            key={figure.name}
            className={classNames(figure.name === 'alarms' ? 'lead' : 'row', figure.standing)}
            data-figure={figure.name}
          >
            <Pressed
              isChosen={figure.name === chosen}
              onChoose={onChoose && (() => onChoose({ area, name: figure.name }))}
            >
              {figure.name === 'alarms' ? (
                <LeadFigure figure={figure} />
              ) : (
                <FigureRow figure={figure} detail={detailOf(figure, standing, text)} />
              )}
            </Pressed>
          </li>
        ))}
      </ul>
    </article>
  );
}

function Pressed(props: {
  isChosen: boolean;
  onChoose: (() => void) | undefined;
  children: ReactNode;
}) {
  const { isChosen, onChoose, children } = props;
  if (!onChoose) return <div className="figure">{children}</div>;
  return (
    <button type="button" className="figure" aria-pressed={isChosen} onClick={onChoose}>
      {children}
    </button>
  );
}

/** Alarms that nobody has answered, as large as the column lets them be. */
function LeadFigure({ figure }: { figure: AreaFigure }) {
  const { areaNumbers: text } = useText();
  const nowMs = useNow();
  const words = figureWords(figure, text, nowMs);
  const { value, severity, sinceMs } = figure;
  const isCalling = (value ?? 0) > 0;
  return (
    <>
      <span className="name line">
        {text.short.alarms}
        {words !== null && sinceMs !== null ? (
          <output className="num">{shortAge(nowMs - sinceMs)}</output>
        ) : null}
      </span>
      {words === null ? (
        <Unknown />
      ) : (
        <span
          className="value num"
          style={{ '--digits': words.value.length } as React.CSSProperties}
        >
          {severity === null ? null : (
            <SeveritySymbol
              severity={severity}
              filled={isCalling}
              pulse={isCalling && severity === 1}
              size="0.8em"
            />
          )}
          {words.value}
        </span>
      )}
      <span className="rest num line">
        <span>{words?.rest}</span>
      </span>
    </>
  );
}

function FigureRow({ figure, detail }: { figure: AreaFigure; detail: string | null }) {
  const { areaNumbers: text } = useText();
  const nowMs = useNow();
  const { name, standing } = figure;
  const words = figureWords(figure, text, nowMs);
  return (
    <>
      <span className="name">
        {wordFor(words?.isWrong ? { ...text.short, ...text.wrong } : text.short, name)}
      </span>
      <span className="reading num line">
        {words === null ? (
          <Unknown />
        ) : (
          <>
            <span className="main">
              {standing === 'watch' || standing === 'act' ? (
                <StandingMark standing={standing} label={wordFor(text.standings, standing)} />
              ) : null}
              <b>{words.value}</b>
            </span>
            {words.rest === null ? null : <small>{words.rest}</small>}
          </>
        )}
      </span>
      {detail === null ? null : <span className="detail num">{detail}</span>}
    </>
  );
}

function Unknown() {
  const { areaNumbers: text } = useText();
  return (
    <span className="untold">
      <SeveritySymbol severity={null} size="1.2em" label={wordFor(text.standings, 'unknown')} />
    </span>
  );
}

/**
 * By state, where there is room for a second line. The line stays where it says nothing: rows of four
 * columns stand beside each other.
 */
function detailOf(
  { name, standing }: AreaFigure,
  { seals, units }: AreaStanding,
  text: Text['areaNumbers'],
): string | null {
  if (name !== 'seals' && name !== 'units') return null;
  if (standing === 'unknown') return '';
  if (name === 'seals') return tally(seals.map(sealGroupOf), text.sealGroups);
  const states = units.map(({ state }) => unitGroupOf(state));
  return tally(states, text.unitGroups);
}

/** How many there are of each, those of which there is none left out. */
function tally(groups: readonly string[], words: Record<string, string>): string {
  const said = Object.entries(words).flatMap(([group, word]) => {
    const count = groups.filter((each) => each === group).length;
    return count === 0 ? [] : [`${word} ${count}`];
  });
  return said.join(' · ');
}
