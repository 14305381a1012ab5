import type { Incident } from '@ftz/shared/contract/incident.ts';
import { openIncidents } from '@ftz/shared/state/situation-selectors.ts';
import { type CSSProperties, useMemo } from 'react';
import { ConnectionBand } from '#features/connection/connection-band.tsx';
import { WallBar } from '#features/wall/wall-bar.tsx';
import { WallCalm } from '#features/wall/wall-calm.tsx';
import { WallFigures } from '#features/wall/wall-figures.tsx';
import { WallIncident } from '#features/wall/wall-incident.tsx';
import { useIsBlind } from '#live/connection.ts';
import { useSituation } from '#live/durable-store.ts';
import { AlarmsByHour, GateThroughput, ResponseTimes, ZoneMap } from './late-features.ts';
import { LatePart } from './late-part.tsx';
import { WallCameras } from './wall-cameras.tsx';
import './wall-screen.css';

/**
 * The poster in the hall. All sizes are arc-minutes for the eye of the viewer: `--arcmin` is how many
 * pixels one is. Without `?arcmin=` it suits a 75-inch panel seen from four metres, at any resolution.
 */
export function WallScreen() {
  const incidents = useSituation(openIncidents);
  const incident = incidents[0] ?? null;
  return (
    <div className="wall-screen" style={useArcmin()}>
      <WallBar />
      <ConnectionBand />
      <div className="wall-map">
        <WallMap incident={incident} />
      </div>
      <aside className="wall-side">
        {incident ? (
          <WallIncident incident={incident} further={incidents.length - 1} />
        ) : (
          <WallCalm />
        )}
        <WallCameras incident={incident} />
      </aside>
      <div className="wall-bottom">
        <WallFigures />
        <WallCharts />
      </div>
    </div>
  );
}

function useArcmin(): CSSProperties {
  return useMemo(() => {
    const asked = Number(new URLSearchParams(location.search).get('arcmin'));
    const usable = Number.isFinite(asked) && asked > 0 && asked <= 40;
    return { '--arcmin': usable ? `${asked}px` : 'calc(100vw / 1024)' } as CSSProperties;
  }, []);
}

function WallMap({ incident }: { incident: Incident | null }) {
  const blind = useIsBlind();
  return (
    <LatePart>
      <ZoneMap variant="wall" blind={blind} focus={incident?.point ?? null} />
    </LatePart>
  );
}

function WallCharts() {
  return (
    <div className="wall-charts">
      <LatePart>
        <AlarmsByHour variant="wall" />
      </LatePart>
      <LatePart>
        <GateThroughput variant="wall" />
      </LatePart>
      <LatePart>
        <ResponseTimes variant="wall" />
      </LatePart>
    </div>
  );
}
