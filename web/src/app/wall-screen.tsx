import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { Thrown } from '@ftz/shared/contract/wall.ts';
import { openIncidents } from '@ftz/shared/state/situation-selectors.ts';
import { type CSSProperties, useEffect, useState } from 'react';
import { HallSound } from '#features/alarm-sound/alarm-sound.tsx';
import { CaughtUpNote } from '#features/connection/caught-up-note.tsx';
import { ConnectionBands } from '#features/connection/connection-bands.tsx';
import { EmergencyBand } from '#features/emergency/emergency-band.tsx';
import { WallBar } from '#features/wall/wall-bar.tsx';
import { WallCalm } from '#features/wall/wall-calm.tsx';
import { WallFigures } from '#features/wall/wall-figures.tsx';
import { WallIncident } from '#features/wall/wall-incident.tsx';
import { useIsBlind } from '#live/connection.ts';
import { useSituation } from '#live/durable-store.ts';
import { AlarmsByHour, GateThroughput, ZoneMap } from './late-features.ts';
import { LatePart } from './late-part.tsx';
import { useShown } from './use-shown.ts';
import { useWallKeeper } from './use-wall-keeper.ts';
import { WallCameras } from './wall-cameras.tsx';
import { WallThrown } from './wall-thrown.tsx';
import { WallVideo } from './wall-video.tsx';
import './wall-screen.css';

/** A 75-inch panel four metres away is about as many arc-minutes wide as this. */
const arcminsAcross = 1024;

/**
 * The poster in the hall. All sizes are arc-minutes for the eye of the viewer: `--arcmin` is how many
 * pixels one is. Without `?arcmin=` it suits a 75-inch panel seen from four metres, at any resolution. `?scene=video` shows sixteen cameras
 * in place of the poster.
 */
export function WallScreen() {
  const shown = useShown();
  const { thrown } = shown;
  const isVideo = shown.scene.id === 'video';
  useWallKeeper(shown);
  return (
    <div className="wall-screen" style={useArcmin()}>
      <HallSound />
      <WallBar />
      <ConnectionBands at="wall" />
      {isVideo ? <WallVideo thrown={thrown} /> : <WallPoster thrown={thrown} />}
    </div>
  );
}

/** Map, gravest incident and figures: what a wall shows unless its address says otherwise. */
function WallPoster({ thrown }: { thrown: Thrown | null }) {
  const incidents = useSituation(openIncidents);
  const incident = useSituation((s) => shownIncident(s, thrown, incidents));
  const further = incidents.filter((each) => each !== incident).length;
  return (
    <>
      <div className="wall-map">
        <WallMap />
        <CaughtUpNote />
        {thrown ? <WallThrown thrown={thrown} /> : null}
      </div>
      <aside className="wall-side">
        <EmergencyBand at="wall" />
        {incident ? <WallIncident incident={incident} further={further} /> : <WallCalm />}
        <WallCameras incident={incident} />
      </aside>
      <div className="wall-bottom">
        <WallFigures />
        <WallCharts />
      </div>
    </>
  );
}

/** The incident that was thrown here, else the gravest open one. */
function shownIncident(
  { incidents }: Situation,
  thrown: Thrown | null,
  open: readonly Incident[],
): Incident | null {
  const content = thrown?.content;
  const asked = content?.kind === 'incident' ? incidents[content.incidentId] : undefined;
  return asked ?? open[0] ?? null;
}

/** A plain number of pixels, not a formula: the map and the charts read it to size what they draw. */
function useArcmin(): CSSProperties {
  const [width, setWidth] = useState(innerWidth);
  useEffect(() => {
    const resized = () => setWidth(innerWidth);
    addEventListener('resize', resized);
    return () => removeEventListener('resize', resized);
  }, []);
  const asked = Number(new URLSearchParams(location.search).get('arcmin'));
  const usable = Number.isFinite(asked) && asked > 0 && asked <= 40;
  return { '--arcmin': `${usable ? asked : width / arcminsAcross}px` } as CSSProperties;
}

/** Always the whole zone: what happens in one area must not hide the other three. */
function WallMap() {
  const blind = useIsBlind();
  return (
    <LatePart>
      <ZoneMap variant="wall" blind={blind} />
    </LatePart>
  );
}

/** Two charts that can be read from afar; response times stand among the figures. */
function WallCharts() {
  return (
    <div className="wall-charts">
      <div className="chart-slot">
        <LatePart>
          <AlarmsByHour variant="wall" />
        </LatePart>
      </div>
      <div className="chart-slot">
        <LatePart>
          <GateThroughput variant="wall" />
        </LatePart>
      </div>
    </div>
  );
}
