import {
  type CellVerdict,
  type ComparedCell,
  type ComparedItem,
  type ComparedReading,
  compareEvidence,
} from '@ftz/shared/state/compare-evidence.ts';
import { tasksOfIncident } from '@ftz/shared/state/situation-selectors.ts';
import { useSite } from '#api/site.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { useSituation } from '#live/durable-store.ts';
import { placeName } from '#text/names.ts';
import { useLanguage, useText, wordFor } from '#text/text.ts';
import { PieceCard, type Shown } from './piece-card.tsx';
import './comparison-table.css';

/** Told by a sign and a word; the colour says it a third time. */
const signs: Record<CellVerdict, string> = {
  match: '=',
  differs: '≠',
  unsure: '?',
  'not-read': '–',
};

/** Declared, read at each gate, verified on site: one line for each thing, its differences marked. */
export function ComparisonTable(props: Shown) {
  const text = useText().evidence;
  const { incidentId } = props;
  const comparison = useComparison(incidentId);
  const own = props.pieces.filter(({ kind }) => kind === 'journey' || kind === 'lane');
  return (
    <PieceCard {...props} area="compared" title={text.compared} own={own}>
      <table>
        <thead>
          <tr>
            <th scope="col">
              <span className="visually-hidden">{text.compared}</span>
            </th>
            <th scope="col">{text.declared}</th>
            {comparison.readings.map((reading) => (
              <ReadingHead key={`${reading.key}-${reading.atMs}`} reading={reading} />
            ))}
            {comparison.readings.length === 0 ? <th scope="col">{text.noReading}</th> : null}
            <th scope="col">{text.verified}</th>
          </tr>
        </thead>
        <tbody>
          {comparison.rows.map(({ item, declared, cells }, i) => (
            <tr key={item} data-item={item}>
              <th scope="row">{wordFor(text.items, item)}</th>
              <td className="num">
                {declared === null ? <i>{text.notDeclared}</i> : shownValue(item, declared)}
              </td>
              {cells.map((cell, at) => (
                <ReadCell key={comparison.readings[at]?.atMs ?? item} item={item} cell={cell} />
              ))}
              {cells.length === 0 ? <td>–</td> : null}
              {i === 0 ? (
                <VerifiedCell incidentId={incidentId} rows={comparison.rows.length} />
              ) : null}
            </tr>
          ))}
        </tbody>
      </table>
    </PieceCard>
  );
}

function useComparison(incidentId: string) {
  const told = useSituation((s) => {
    const incident = s.incidents[incidentId];
    return JSON.stringify(incident ? compareEvidence(s, incident) : { readings: [], rows: [] });
  });
  return JSON.parse(told) as ReturnType<typeof compareEvidence>;
}

function ReadingHead({ reading }: { reading: ComparedReading }) {
  const text = useText().evidence;
  const language = useLanguage();
  const site = useSite()?.site ?? null;
  const gate = reading.gateId && placeName(site, 'gates', reading.gateId, language);
  const time = <span className="num">{zoneTime(reading.atMs)}</span>;
  return (
    <th scope="col">
      {reading.key === null || !gate ? text.byAlarm : text.readAt(gate)} {time}
    </th>
  );
}

function ReadCell({ item, cell }: { item: ComparedItem; cell: ComparedCell }) {
  const text = useText().evidence;
  const { verdict, differencePct, tolerance } = cell;
  return (
    <td className="num" data-verdict={verdict}>
      {cell.text === null ? null : <MarkedText item={item} cell={cell} />}
      {differencePct === null ? null : (
        <span className="pct">
          {differencePct > 0 ? '+' : ''}
          {differencePct.toFixed(1)} % ·{' '}
          {tolerance === null ? text.noTolerance : text.tolerance(tolerance)}
        </span>
      )}
      <span className="verdict">
        <b aria-hidden="true">{signs[verdict]}</b> {wordFor(text.verdicts, verdict)}
      </span>
    </td>
  );
}

/** The letters that are not as declared are underlined, so that one look finds them. */
function MarkedText({
  item,
  cell: { text, differing },
}: {
  item: ComparedItem;
  cell: ComparedCell;
}) {
  if (text === null) return null;
  if (item === 'weight') return <span>{shownValue(item, text)}</span>;
  return (
    <span className="letters">
      {[...text].map((letter, i) =>
        differing.includes(i) ? (
          // biome-ignore lint/suspicious/noArrayIndexKey: a letter is its place.
          <u key={i}>{letter}</u>
        ) : (
          letter
        ),
      )}
    </span>
  );
}

function VerifiedCell({ incidentId, rows }: { incidentId: string; rows: number }) {
  const text = useText();
  const results = useSituation((s) =>
    tasksOfIncident(s, incidentId).filter(({ result }) => result !== null),
  );
  return (
    <td rowSpan={rows} className="verified">
      {results.length === 0 ? <i>{text.evidence.notVerified}</i> : null}
      {results.map((task) => (
        <p key={task.id}>
          <b>{task.result ? wordFor(text.task.findings, task.result.finding) : null}</b>{' '}
          {wordFor(text.task.kinds, task.kind)}
          {task.result?.note ? <q>{task.result.note}</q> : null}
        </p>
      ))}
    </td>
  );
}

const shownValue = (item: ComparedItem, value: string): string =>
  item === 'weight' && Number.isFinite(Number(value))
    ? `${Number(value).toLocaleString('en')} kg`
    : value;
