import { useEffect, useState } from 'react';
import { clockAge } from '#lib/age.ts';
import { type Connection, useConnection } from '#live/connection.ts';
import { useText } from '#text/text.ts';
import './connection-band.css';

/** Nothing while all is well. Otherwise a full-width band that says what is wrong and since when. */
export function ConnectionBand() {
  const connection = useConnection();
  if (connection.state === 'blind') return <BlindBand sinceMs={connection.sinceMs} />;
  if (connection.state === 'outdated') return <OutdatedBand />;
  return null;
}

/** This machine's own clock: the server's cannot be asked just now. */
function useAgeMs(sinceMs: number): number {
  const [nowMs, setNowMs] = useState(() => Date.now());
  useEffect(() => {
    const timer = setInterval(() => setNowMs(Date.now()), 500);
    return () => clearInterval(timer);
  }, []);
  return nowMs - sinceMs;
}

function BlindBand({ sinceMs }: { sinceMs: Extract<Connection, { state: 'blind' }>['sinceMs'] }) {
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

function OutdatedBand() {
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
