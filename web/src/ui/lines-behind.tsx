import { shortAge } from '#lib/age.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { useText } from '#text/text.ts';
import type { ToldLine } from '#text/told-lines.ts';
import { SeveritySymbol } from './severity-symbol.tsx';
import './lines-behind.css';

/** More than these nobody reads; they are counted. */
const mostLines = 60;

/** A line that leads somewhere, or (null) is only read. */
export type LineBehind = ToldLine & { lead: (() => void) | null };

type Props = {
  lines: readonly LineBehind[];
  nowMs: number;
  /** So many more there are than are known here. */
  further?: number;
};

/** What a figure counts, line by line, each one step from where it is dealt with. */
export function LinesBehind({ lines, nowMs, further = 0 }: Props) {
  const { areaNumbers: text } = useText();
  const more = Math.max(0, lines.length - mostLines) + further;
  return (
    <>
      {lines.length === 0 && further === 0 ? <p className="none">{text.nothingBehind}</p> : null}
      <ul className="lines-behind">
        {lines.slice(0, mostLines).map((line) => (
          <li key={line.key}>
            <Line line={line} nowMs={nowMs} />
          </li>
        ))}
      </ul>
      {more > 0 ? <p>{text.more(more)}</p> : null}
    </>
  );
}

function Line({ line, nowMs }: { line: LineBehind; nowMs: number }) {
  const { severity, head, rest, atMs, lead } = line;
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
  return lead === null ? (
    <div className="line-behind">{content}</div>
  ) : (
    <button type="button" className="line-behind" onClick={lead}>
      {content}
    </button>
  );
}
