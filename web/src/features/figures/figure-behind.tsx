import type { FigureLine, FigureName, FigureSheet } from '@ftz/shared/contract/figures.ts';
import { useLocation } from 'wouter';
import { select } from '#desk/selection.ts';
import { zoneDate, zoneMinute } from '#lib/zone-time.ts';
import { useSituation } from '#live/durable-store.ts';
import { useText, wordFor } from '#text/text.ts';
import { SeveritySymbol } from '#ui/severity-symbol.tsx';
import { figureValue, timeValue } from './figure-value.ts';

/** Figures whose lines are counted in something else than the figure itself. */
const asTimes: readonly FigureName[] = ['stale', 'shelved-now'];
const asCounts: readonly FigureName[] = [
  'alarms-per-operator-hour',
  'top-ten-share',
  'busy-periods',
  'flood-time',
];
/** Each line is one case, and its number says nothing. */
const asCases: readonly FigureName[] = [
  'fleeting',
  'critical-share',
  'high-share',
  'unauthorised',
  'false-share',
  're-raised-share',
  'video-first-share',
];

/** The alarms, sources or times of which a figure was made, the worst first. */
export function FigureBehind({ sheet, name }: { sheet: FigureSheet; name: FigureName }) {
  const { figures: text } = useText();
  const lines = sheet.behind[name] ?? [];
  return (
    <section className="figure-behind" aria-live="polite">
      <h2>{text.behind(wordFor(text.names, name))}</h2>
      {lines.length === 0 ? <p className="none">{text.behindNone}</p> : null}
      <table>
        <tbody>
          {lines.map((line) => (
            <BehindRow
              key={`${line.alarmId} ${line.entityId} ${line.atMs}`}
              line={line}
              name={name}
            />
          ))}
        </tbody>
      </table>
    </section>
  );
}

function BehindRow({ line, name }: { line: FigureLine; name: FigureName }) {
  const { figures: text, shell, alarm } = useText();
  const [, navigate] = useLocation();
  const { atMs, area, severity, kind, entityId, alarmId, incidentId, value, of } = line;
  const isKnown = useSituation(
    ({ incidents }) => incidentId !== null && Object.hasOwn(incidents, incidentId),
  );
  const look = () => {
    select({ alarmId, incidentId });
    navigate('/desk');
  };
  return (
    <tr>
      <td className="num">
        {atMs === null ? '' : `${zoneDate(atMs).slice(5)} ${zoneMinute(atMs)}`}
      </td>
      <td>{severity === null ? null : <SeveritySymbol severity={severity} size="16px" />}</td>
      <td>
        {kind ? wordFor(alarm.kinds, kind) : null}
        {kind === null && entityId === null ? text.floodLine(of ?? 0, value) : null}
        {entityId ? ` ${kind ? '· ' : ''}${entityId}` : null}
        {area ? ` · ${wordFor(shell.areas, area)}` : null}
      </td>
      <td className="num">{kind ? behindValue(name, value, text) : null}</td>
      <td>
        {isKnown ? (
          <button type="button" className="button" onClick={look}>
            {text.look}
          </button>
        ) : null}
      </td>
    </tr>
  );
}

function behindValue(name: FigureName, value: number, text: Parameters<typeof figureValue>[2]) {
  if (asCases.includes(name)) return null;
  if (asTimes.includes(name)) return timeValue(value, text);
  return asCounts.includes(name) ? `× ${value}` : figureValue(name, value, text);
}
