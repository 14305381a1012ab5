import { useEffect, useState } from 'react';
import { clockAge } from '#lib/age.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { useText } from '#text/text.ts';

/** This machine's own clock: the server's cannot be asked just now. */
function useAgeMs(sinceMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return nowMs - sinceMs;
}

/** `sinceMs` by this page's clock. */
export function BlindBand({ sinceMs }: { sinceMs: number }) {
  const text = useText().shell;
  const age = clockAge(useAgeMs(sinceMs));
  return (
    <div className="connection-band blind" role="alert" data-state="blind">
      <svg viewBox="0 0 26 26" aria-hidden="true">
        <circle cx="13" cy="13" r="11" />
        <text x="13" y="18">
          ?
        </text>
      </svg>
      <span className="num">{text.blind(age)}</span>
    </div>
  );
}

/** The center lives but cannot write: what is shown is true, and nothing that happens is kept. */
export function StalledBand({ sinceMs }: { sinceMs: number }) {
  const text = useText().shell;
  return (
    <div className="connection-band stalled" role="alert" data-state="stalled">
      <svg viewBox="0 0 26 26" aria-hidden="true">
        <path d="M5 3 h13 l3 3 v17 h-16 z M9 3 v6 h7 v-6 M9 23 v-8 h8 v8" />
        <path className="bar" d="M2 24 L24 2" />
      </svg>
      <span className="num">
        <b>{text.stalled(zoneTime(sinceMs))}</b> · {text.stalledMeans}
      </span>
    </div>
  );
}

export function OutdatedBand() {
  const text = useText().shell;
  return (
    <div className="connection-band outdated" role="alert" data-state="outdated">
      <span>{text.outdated}</span>
      <button className="button primary" type="button" onClick={() => location.reload()}>
        {text.reload}
      </button>
    </div>
  );
}
