import type { Severity } from '@ftz/shared/contract/alarm.ts';
import './severity-symbol.css';

/** Shape, digit and colour each tell the level alone: colour may fail, ink may fail, one remains. */
const shapes: Record<Severity | 0, { d: string; textY: number }> = {
  0: { d: 'M13 2a11 11 0 1 0 .01 0Z', textY: 18.5 },
  1: { d: 'M8 1h10l7 7v10l-7 7H8l-7-7V8Z', textY: 18.5 },
  2: { d: 'M13 2 25 24H1Z', textY: 21.8 },
  3: { d: 'M13 1 25 13 13 25 1 13Z', textY: 18.5 },
  4: { d: 'M3 3h20v20H3Z', textY: 18.5 },
};

export type SeveritySymbolProps = {
  /** Null is "unknown": a dashed ring, never a level. */
  severity: Severity | null;
  /** Nobody has acknowledged it: filled. Otherwise an outline. */
  filled?: boolean;
  /** Unacknowledged and critical: its border breathes at 1 Hz. */
  pulse?: boolean;
  /** CSS length; 1.6em when absent. */
  size?: string;
  label?: string;
};

export function SeveritySymbol({ severity, filled, pulse, size, label }: SeveritySymbolProps) {
  const shape = shapes[severity ?? 0] ?? shapes[0];
  const name = severity === null ? 'unknown' : `p${severity}`;
  const classes = ['severity-symbol', name, filled ? 'filled' : '', pulse ? 'pulse' : ''];
  return (
    <svg
      className={classes.filter(Boolean).join(' ')}
      viewBox="-2 -2 30 30"
      style={size ? { width: size, height: size } : undefined}
      role={label ? 'img' : 'presentation'}
      aria-label={label}
      aria-hidden={label ? undefined : true}
    >
      {pulse ? <path className="halo" d={shape.d} /> : null}
      <path className="shape" d={shape.d} />
      <text x="13" y={shape.textY} fontSize="15" fontWeight="800" textAnchor="middle">
        {severity ?? '?'}
      </text>
    </svg>
  );
}
