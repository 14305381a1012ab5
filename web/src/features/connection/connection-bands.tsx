import { useConnection } from '#live/connection.ts';
import { useStalledSinceMs } from '#live/stall-store.ts';
import { AwayNoticeBand } from './away-notice-band.tsx';
import { BlindBand, OutdatedBand, StalledBand } from './trouble-band.tsx';
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

/** A blind page cannot know whether the center still records: it says the graver thing. */
function Trouble() {
  const connection = useConnection();
  const stalledSinceMs = useStalledSinceMs();
  if (connection.state === 'outdated') return <OutdatedBand />;
  if (connection.state === 'blind') return <BlindBand sinceMs={connection.sinceMs} />;
  return stalledSinceMs === null ? null : <StalledBand sinceMs={stalledSinceMs} />;
}
