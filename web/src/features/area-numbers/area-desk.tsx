import type { AreaId } from '@ftz/shared/contract/ids.ts';
import { type AreaFigureName, areaFigureNames } from '@ftz/shared/state/area-figures.ts';
import { useRef, useState } from 'react';
import { useKeys } from '#desk/keys.ts';
import { useAreaBoard } from '#live/area-board.ts';
import { useText } from '#text/text.ts';
import { AreaBehind } from './area-behind.tsx';
import { AreaBoard, type ChosenFigure } from './area-board.tsx';
import './area-desk.css';

/** The board of the wall at a desk: each figure is one press away from what it counts. */
export function AreaDesk() {
  const { areaNumbers: text } = useText();
  const areas = useAreaBoard();
  const [asked, setAsked] = useState<ChosenFigure | null>(askedFor);
  const side = useRef<HTMLDivElement>(null);
  const names = areas.map(({ standing }) => standing.area);
  const [first] = names;
  const chosen = asked ?? (first ? { area: first, name: 'alarms' } : null);
  const shown = areas.find(({ standing }) => standing.area === chosen?.area);
  const go = (byArea: number, byName: number) => {
    if (chosen)
      setAsked({
        area: stepped(names, chosen.area, byArea),
        name: stepped(areaFigureNames, chosen.name, byName),
      });
  };
  useKeys({
    ArrowLeft: () => go(-1, 0),
    ArrowRight: () => go(1, 0),
    ArrowUp: () => go(0, -1),
    ArrowDown: () => go(0, 1),
    Enter: () => side.current?.querySelector<HTMLElement>('button, a')?.focus(),
  });
  return (
    <div className="area-desk">
      <header>
        <h1>{text.title}</h1>
        <p>{text.hint}</p>
      </header>
      <AreaBoard chosen={chosen} onChoose={setAsked} />
      <div className="area-side" ref={side}>
        {shown && chosen ? <AreaBehind area={shown} name={chosen.name} /> : null}
      </div>
    </div>
  );
}

/** Stays at the end: who holds a key down does not lose his place. */
function stepped<T>(all: readonly T[], from: T, by: number): T {
  const at = Math.min(all.length - 1, Math.max(0, all.indexOf(from) + by));
  return all[at] ?? from;
}

/** `/areas?area=WGQ&figure=journeys` begins there. */
function askedFor(): ChosenFigure | null {
  const query = new URLSearchParams(location.search);
  const area = query.get('area') as AreaId | null;
  const name = areaFigureNames.find((one) => one === query.get('figure'));
  return area && name ? { area, name: name satisfies AreaFigureName } : null;
}
