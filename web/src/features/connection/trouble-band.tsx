import { useEffect, useState } from 'react';
import { clockAge } from '#lib/age.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { latestFrameAtMs } from '#live/latest-store.ts';
import { steadyNow } from '#live/steady-clock.ts';
import { useText } from '#text/text.ts';
import { useReloadByItself } from './use-reload-by-itself.ts';

/** This page's own measure of time: the server's clock cannot be asked just now. */
function useAgeMs(sinceMs: number): number {
  const [nowMs, setNowMs] = useState(steadyNow);
  useEffect(() => {
    const timer = setInterval(() => setNowMs(steadyNow()), 500);
    return () => clearInterval(timer);
  }, []);
  return nowMs - sinceMs;
}

/** `sinceMs` by `steadyNow()`. */
export function BlindBand({ sinceMs }: { sinceMs: number }) {
  const text = useText().shell;
  const age = clockAge(useAgeMs(sinceMs));
  return <UnknownBand state="blind" words={text.blind(age)} />;
}

/** On a wall, where people look up now and then: since when, not for how long. `sinceMs` by the server's clock. */
export function NotLiveBand({ sinceMs }: { sinceMs: number }) {
  const text = useText().shell;
  return (
    <UnknownBand
      state="not-live"
      words={text.notLive(zoneTime(sinceMs))}
      means={text.notLiveMeans}
    />
  );
}

/** Nobody knows how it is now: the sign of what is unknown. */
function UnknownBand(props: { state: 'blind' | 'not-live'; words: string; means?: string }) {
  const { state, words, means } = props;
  return (
    <div className="connection-band blind" role="alert" data-state={state}>
      <svg viewBox="0 0 26 26" aria-hidden="true">
        <circle cx="13" cy="13" r="11" />
        <text x="13" y="18">
          ?
        </text>
      </svg>
      <span className="num">{words}</span>
      {means === undefined ? null : <span className="means">{means}</span>}
    </div>
  );
}

/** The center lives and hears the vehicles, but tells this page no more where they are. */
export function PositionsStoppedBand() {
  const text = useText().shell;
  const atMs = latestFrameAtMs();
  if (atMs === null) return null;
  return (
    <div className="connection-band positions" role="alert" data-state="positions-stopped">
      <svg viewBox="0 0 26 26" aria-hidden="true">
        <path d="M3 7 h13 v11 h-13 z M16 11 h4 l3 4 v3 h-7 z" />
        <path className="bar" d="M2 24 L24 2" />
      </svg>
      <span className="num">
        <b>{text.positionsStopped(zoneTime(atMs))}</b> · {text.positionsStoppedMeans}
      </span>
    </div>
  );
}

export function OutdatedBand() {
  const text = useText().shell;
  const isKept = useReloadByItself();
  return (
    <div className="connection-band outdated" role="alert" data-state="outdated">
      <span>
        <b>{text.outdated}</b> · {isKept ? text.outdatedUnsent : text.outdatedReloads}
      </span>
      <button className="button primary" type="button" onClick={() => location.reload()}>
        {text.reload}
      </button>
    </div>
  );
}
