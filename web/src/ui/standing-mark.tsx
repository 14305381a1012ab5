import './standing-mark.css';

/** How a figure stands, by shape alone: a pennant in outline to look at it, a full one to act. */
export function StandingMark({ standing, label }: { standing: 'watch' | 'act'; label: string }) {
  return (
    <svg className={`standing-mark ${standing}`} viewBox="0 0 24 26" role="img" aria-label={label}>
      <path className="pole" d="M4 1v24" />
      <path className="cloth" d="M4 2h18l-5 6 5 6H4Z" />
    </svg>
  );
}
