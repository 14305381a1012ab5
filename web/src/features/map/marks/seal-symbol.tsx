import type { SealCondition } from '@ftz/shared/state/seal-condition.ts';

type SealSymbolProps = { condition: SealCondition; sizePx: number; label: string };

/** A padlock told by its shape: shut, open, broken through, half empty, or an unknown one. */
export function SealSymbol({ condition, sizePx, label }: SealSymbolProps) {
  const isUnknown = condition === 'silent' || condition === 'unknown';
  return (
    <svg
      className={`seal-symbol ${condition}`}
      width={sizePx}
      height={sizePx}
      viewBox="0 0 20 20"
      role="img"
      aria-label={label}
    >
      <path
        d={condition === 'opened' ? 'M6 9V6a4 4 0 0 1 7.6-1.7' : 'M6 9V6a4 4 0 0 1 8 0v3'}
        strokeDasharray={isUnknown ? '2.5 2' : undefined}
      />
      <rect
        x="4"
        y="9"
        width="12"
        height="9"
        rx="1.5"
        strokeDasharray={isUnknown ? '2.5 2' : undefined}
      />
      {condition === 'low-battery' ? (
        <rect className="full" x="4" y="13.5" width="12" height="4.5" />
      ) : null}
      {condition === 'tampered' ? <path className="through" d="M2 18 18 2" /> : null}
      {isUnknown ? (
        <text x="10" y="17" textAnchor="middle">
          ?
        </text>
      ) : null}
    </svg>
  );
}
