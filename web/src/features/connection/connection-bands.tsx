import { useConnection } from '#live/connection.ts';
import { usePositionsStopped } from '#live/position-flow.ts';
import { useStalledSinceMs } from '#live/stall-store.ts';
import { AwayNoticeBand } from './away-notice-band.tsx';
import { BlindBand, OutdatedBand, PositionsStoppedBand, StalledBand } from './trouble-band.tsx';
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
      <Trouble />
      <AwayNoticeBand at={at} />
    </div>
  );
}

/** One band at a time, the gravest: a blind page cannot know whether the center still records. */
function Trouble() {
  const connection = useConnection();
  const stalledSinceMs = useStalledSinceMs();
  const isStopped = usePositionsStopped();
  if (connection.state === 'outdated') return <OutdatedBand />;
  if (connection.state === 'blind') return <BlindBand sinceMs={connection.sinceMs} />;
  if (stalledSinceMs !== null) return <StalledBand sinceMs={stalledSinceMs} />;
  return isStopped && connection.state === 'live' ? <PositionsStoppedBand /> : null;
}
