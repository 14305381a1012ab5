import { useConnection } from '#live/connection.ts';
import { useKeptAsOfMs } from '#live/kept-picture.ts';
import { usePositionsStopped } from '#live/position-flow.ts';
import { serverTimeOf } from '#live/server-clock.ts';
import { useStall } from '#live/stall-store.ts';
import { AwayNoticeBand } from './away-notice-band.tsx';
import { StalledBand } from './stalled-band.tsx';
import { BlindBand, NotLiveBand, OutdatedBand, PositionsStoppedBand } from './trouble-band.tsx';
import './connection-bands.css';

type ConnectionBandsProps = {
  /** `desk`: G leads to what was missed. `wall`: nobody can press anything, and what is old goes. */
  at?: 'desk' | 'wall' | 'hand';
};

/**
 * Nothing while all is well. Otherwise a full-width band that says what is wrong and since when, and
 * after a time away what this page has missed.
 */
export function ConnectionBands({ at = 'hand' }: ConnectionBandsProps) {
  return (
    <div className="connection-bands">
      <Trouble at={at} />
      <AwayNoticeBand at={at} />
    </div>
  );
}

/** One band at a time, the gravest: a blind page cannot know whether the center still records. */
function Trouble({ at }: { at: NonNullable<ConnectionBandsProps['at']> }) {
  const connection = useConnection();
  const stall = useStall();
  const isStopped = usePositionsStopped();
  const keptAsOfMs = useKeptAsOfMs();
  if (connection.state === 'outdated') return <OutdatedBand />;
  if (at === 'wall' && keptAsOfMs !== null) return <NotLiveBand sinceMs={keptAsOfMs} />;
  if (at === 'wall' && connection.state === 'blind')
    return <NotLiveBand sinceMs={serverTimeOf(connection.sinceMs)} />;
  if (connection.state === 'blind') return <BlindBand sinceMs={connection.sinceMs} />;
  if (stall !== null) return <StalledBand stall={stall} at={at} />;
  return isStopped && connection.state === 'live' ? <PositionsStoppedBand /> : null;
}
