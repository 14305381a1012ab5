import type { SuppressionWay } from '@ftz/shared/contract/suppression.ts';
import { useText, wordFor } from '#text/text.ts';

/** A clock for what comes back by itself, a strike for what is out of service. */
export function SetAsideBadge({ how }: { how: SuppressionWay }) {
  const text = useText().alarmDesk;
  return (
    <span className="set-aside-badge" data-how={how}>
      <svg viewBox="0 0 16 16" width="14" height="14" aria-hidden="true">
        <circle cx="8" cy="8" r="6.5" />
        {how === 'out-of-service' ? <path d="M3 13 13 3" /> : <path d="M8 4v4.2l3 1.8" />}
      </svg>
      {wordFor(text.setAside, how)}
    </span>
  );
}
