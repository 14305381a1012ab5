import type { FigureLine, FigureSheet } from '@ftz/shared/contract/figures.ts';
import type { ReactNode } from 'react';
import { zoneDate, zoneMinute } from '#lib/zone-time.ts';
import { useText, wordFor } from '#text/text.ts';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';
import { timeValue } from './figure-value.ts';

/** Severities, false alarms and floods: tables that explain several figures at once. */
export function SheetTables({ sheet }: { sheet: FigureSheet }) {
  const { figures: text, alarm, shell } = useText();
  const ruleOf = ({ kind }: FigureLine) => (kind ? wordFor(alarm.kinds, kind) : '');
  return (
    <div className="sheet-tables">
      <BySeverity sheet={sheet} />
      <FalseTable title={text.falseByRule} lines={sheet.falseByRule} nameOf={ruleOf} />
      <FalseTable
        title={text.falseBySource}
        lines={sheet.falseBySource}
        nameOf={(line) =>
          [line.entityId, ruleOf(line), line.area ? wordFor(shell.areas, line.area) : null]
            .filter(Boolean)
            .join(' · ')
        }
      />
      <FalseTable
        title={text.falseByWeek}
        lines={sheet.falseByWeek}
        nameOf={({ atMs }) => text.week(zoneDate(atMs ?? 0))}
      />
      <Titled title={text.floods} isEmpty={sheet.floods.length === 0} none={text.noFloods}>
        {sheet.floods.map(({ atMs, untilMs, value, of }) => (
          <tr key={atMs}>
            <th scope="row" className="num">
              {zoneDate(atMs ?? 0)} {zoneMinute(atMs ?? 0)}–{zoneMinute(untilMs ?? 0)}
            </th>
            <td>{text.floodLine(of ?? 0, value)}</td>
          </tr>
        ))}
      </Titled>
    </div>
  );
}

function BySeverity({ sheet }: { sheet: FigureSheet }) {
  const { figures: text } = useText();
  const all = sheet.severities.reduce((sum, count) => sum + count, 0);
  const time = (ms: number | null) => (ms === null ? '–' : timeValue(ms, text));
  return (
    <section>
      <h3>
        {text.severities} · {text.acknowledge}
      </h3>
      <table>
        <thead>
          <tr>
            <th scope="col" aria-label={text.severities} />
            <th scope="col">{text.chart}</th>
            <th scope="col">%</th>
            <th scope="col">{text.target}</th>
            <th scope="col">p50</th>
            <th scope="col">p90</th>
            <th scope="col">p95</th>
          </tr>
        </thead>
        <tbody>
          {sheet.acknowledge.map(({ severity, p50, p90, p95 }) => {
            const count = sheet.severities[severity - 1] ?? 0;
            return (
              <tr key={severity} className="num">
                <th scope="row">
                  <SeveritySymbol severity={severity} size="18px" />
                </th>
                <td>{count}</td>
                <td>{all === 0 ? '–' : Math.round((1_000 * count) / all) / 10}</td>
                <td className="muted">{text.severityTargets[severity - 1]}</td>
                <td>{time(p50)}</td>
                <td>{time(p90)}</td>
                <td>{time(p95)}</td>
              </tr>
            );
          })}
        </tbody>
      </table>
    </section>
  );
}

function FalseTable(props: {
  title: string;
  lines: readonly FigureLine[];
  nameOf: (line: FigureLine) => string;
}) {
  const { figures: text } = useText();
  return (
    <Titled title={props.title} isEmpty={props.lines.length === 0} none={text.none}>
      {props.lines.slice(0, 8).map((line) => (
        <tr key={`${line.kind} ${line.entityId} ${line.atMs}`}>
          <th scope="row">{props.nameOf(line)}</th>
          <td className="num">{text.percent(String(Math.round(line.value)))}</td>
          <td className="num muted">{line.of}</td>
        </tr>
      ))}
    </Titled>
  );
}

function Titled(props: { title: string; isEmpty: boolean; none: string; children: ReactNode }) {
  return (
    <section>
      <h3>{props.title}</h3>
      {props.isEmpty ? (
        <p className="none">{props.none}</p>
      ) : (
        <table>
          <tbody>{props.children}</tbody>
        </table>
      )}
    </section>
  );
}
