import {
  type FigurePeriod,
  type FigureSheet,
  figurePeriods,
} from '@ftz/shared/contract/figures.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { FiguresWanted } from '#api/figures.ts';
import { usePrincipal } from '#api/session.ts';
import { areaOrder } from '#lib/area-order.ts';
import { useText, wordFor } from '#text/text.ts';

type Props = {
  wanted: FiguresWanted;
  desks: FigureSheet['desks'];
  onChoose: (wanted: FiguresWanted) => void;
};

/** Which period, which area, which desk. */
export function FigureChoice({ wanted, desks, onChoose }: Props) {
  const { figures: text, shell } = useText();
  const areas = usePrincipal()?.areas ?? [];
  return (
    <div className="figure-choice">
      <label>
        {text.period}
        <select
          className="field"
          value={wanted.period}
          onChange={(event) => onChoose({ ...wanted, period: event.target.value as FigurePeriod })}
        >
          {figurePeriods.map((period) => (
            <option key={period} value={period}>
              {wordFor(text.periods, period)}
            </option>
          ))}
        </select>
      </label>
      <label>
        {text.area}
        <select
          className="field"
          value={wanted.area ?? ''}
          onChange={(event) =>
            onChoose({ ...wanted, area: (event.target.value as AreaId) || null })
          }
        >
          <option value="">{text.allAreas}</option>
          {areaOrder
            .filter((area) => areas.includes(area))
            .map((area) => (
              <option key={area} value={area}>
                {wordFor(shell.areas, area)}
              </option>
            ))}
        </select>
      </label>
      <label>
        {text.desk}
        <select
          className="field"
          value={wanted.desk ?? ''}
          onChange={(event) => onChoose({ ...wanted, desk: event.target.value || null })}
        >
          <option value="">{text.allDesks}</option>
          {desks.map(({ accountId, name }) => (
            <option key={accountId} value={accountId}>
              {name}
            </option>
          ))}
        </select>
      </label>
    </div>
  );
}
