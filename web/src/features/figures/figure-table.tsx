import type { Figure, FigureName, FigureSheet } from '@ftz/shared/contract/figures.ts';
import { useText, wordFor } from '#text/text.ts';
import { figureValue } from './figure-value.ts';

/** From here on the figures are about people, no more about the alarm system. */
const firstOfOurs: FigureName = 'acknowledge-p50';

type Props = {
  sheet: FigureSheet;
  chosen: FigureName;
  onChoose: (name: FigureName) => void;
};

/** Every figure with its target; what is beyond it stands out, the rest is grey. */
export function FigureTable({ sheet, chosen, onChoose }: Props) {
  const { figures: text } = useText();
  const at = sheet.figures.findIndex(({ name }) => name === firstOfOurs);
  const groups = [
    { title: text.isa, figures: sheet.figures.slice(0, at) },
    { title: text.ours, figures: sheet.figures.slice(at) },
  ];
  return (
    <div className="figure-tables">
      {groups.map(({ title, figures }) => (
        <table key={title} className="figure-table">
          <thead>
            <tr>
              <th scope="col">{title}</th>
              <th scope="col">{text.value}</th>
              <th scope="col">{text.target}</th>
              <th scope="col">{text.action}</th>
              <th scope="col">{text.of}</th>
            </tr>
          </thead>
          <tbody>
            {figures.map((figure) => (
              <FigureRow
                key={figure.name}
                figure={figure}
                chosen={figure.name === chosen}
                onChoose={onChoose}
              />
            ))}
          </tbody>
        </table>
      ))}
    </div>
  );
}

type RowProps = { figure: Figure; chosen: boolean; onChoose: (name: FigureName) => void };

function FigureRow({ figure, chosen, onChoose }: RowProps) {
  const { figures: text } = useText();
  const { name, value, of, target, actionAbove, verdict } = figure;
  const shown = (bound: number) => figureValue(name, bound, text);
  return (
    <tr data-verdict={verdict ?? 'none'} data-figure={name}>
      <th scope="row">
        <button type="button" aria-pressed={chosen} onClick={() => onChoose(name)}>
          {wordFor(text.names, name)}
        </button>
      </th>
      <td className="num value">
        {value === null ? <span className="none">{text.none}</span> : shown(value)}
        {verdict === null || verdict === 'good' ? null : <em>{wordFor(text.verdicts, verdict)}</em>}
      </td>
      <td className="num">{target === null ? '' : text.upTo(shown(target))}</td>
      <td className="num">{actionAbove === null ? '' : text.above(shown(actionAbove))}</td>
      <td className="num">{of}</td>
    </tr>
  );
}
