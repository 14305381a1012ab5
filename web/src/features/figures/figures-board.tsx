import { type FigureName, type FigureSheet, figureNames } from '@ftz/shared/contract/figures.ts';
import { type ReactNode, useCallback, useState } from 'react';
import { type FiguresWanted, fetchFigures } from '#api/figures.ts';
import { shortAge } from '#lib/age.ts';
import { areaOrder } from '#lib/area-order.ts';
import { zoneDate } from '#lib/zone-time.ts';
import { useNow } from '#live/server-clock.ts';
import { useAskedAgain } from '#live/use-asked-again.ts';
import { useText } from '#text/text.ts';
import { RefusalLine } from '#ui/refusal-line.tsx';
import { FigureBehind } from './figure-behind.tsx';
import { FigureChoice } from './figure-choice.tsx';
import { FigureTable } from './figure-table.tsx';
import { saveCsv } from './figures-csv.ts';
import { SheetTables } from './sheet-tables.tsx';
import './figures-board.css';

const everyMs = 10_000;
const oldAfterMs = 30_000;

/** The figures of one period, with what lies behind the chosen one. `chart` draws its alarms over time. */
export function FiguresBoard({ chart }: { chart: (sheet: FigureSheet) => ReactNode }) {
  const { figures: text, shell } = useText();
  const [wanted, setWanted] = useState<FiguresWanted>(wantedByAddress);
  const [chosen, setChosen] = useState<FigureName>(chosenByAddress);
  const asked = useAskedAgain(
    useCallback(() => fetchFigures(wanted), [wanted]),
    everyMs,
  );
  const sheet = asked.value;
  return (
    <div className="figures-board">
      <header>
        <h1>{text.title}</h1>
        <FigureChoice wanted={wanted} onChoose={setWanted} desks={sheet?.desks ?? []} />
        {sheet ? <Age sheet={sheet} askedAtMs={asked.atMs} /> : null}
        <button
          type="button"
          className="button"
          disabled={!sheet}
          onClick={() => sheet && saveCsv(sheet, `figures-${zoneDate(sheet.toMs)}.csv`)}
        >
          {text.csv}
        </button>
      </header>
      <RefusalLine refusal={asked.refusal} />
      {sheet ? (
        <>
          <FigureTable sheet={sheet} chosen={chosen} onChoose={setChosen} />
          <div className="figures-side">
            {chart(sheet)}
            <FigureBehind sheet={sheet} name={chosen} />
            <SheetTables sheet={sheet} />
          </div>
        </>
      ) : (
        <p role="status">{shell.loading}</p>
      )}
    </div>
  );
}

/** `/figures?area=WGQ&figure=acknowledge-p90` begins there. */
function wantedByAddress(): FiguresWanted {
  const asked = new URLSearchParams(location.search).get('area');
  const area = areaOrder.find((one) => one === asked) ?? null;
  return { period: 'shift', area, desk: null };
}

function chosenByAddress(): FigureName {
  const asked = new URLSearchParams(location.search).get('figure');
  return figureNames.find((name) => name === asked) ?? 'alarms-per-operator-hour';
}

/** Those of a month are counted once a minute; that is their age, and no trouble. */
function Age({ sheet, askedAtMs }: { sheet: FigureSheet; askedAtMs: number }) {
  const { figures: text } = useText();
  const nowMs = useNow();
  const age = shortAge(nowMs - sheet.toMs);
  return (
    <p className="figures-age num" role="status">
      {nowMs - askedAtMs > oldAfterMs ? <strong>{text.stale(age)}</strong> : text.counted(age)}
      {' · '}
      {sheet.complete ? text.drills : <strong>{text.counting}</strong>}
    </p>
  );
}
