import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { Incident } from '@ftz/shared/contract/incident.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { ScenePane, ScenePart } from '@ftz/shared/contract/scene.ts';
import type { ShownOnWall } from '@ftz/shared/state/shown-on-wall.ts';
import { openIncidents } from '@ftz/shared/state/situation-selectors.ts';
import type { ReactNode } from 'react';
import { usePrincipal } from '#api/session.ts';
import { AreaBoard } from '#features/area-numbers/area-board.tsx';
import { CaughtUpNote } from '#features/connection/caught-up-note.tsx';
import { WallBar } from '#features/wall/wall-bar.tsx';
import { WallCalm } from '#features/wall/wall-calm.tsx';
import { WallFigures } from '#features/wall/wall-figures.tsx';
import { WallIncident } from '#features/wall/wall-incident.tsx';
import { CriticalNote } from '#features/wall-parts/critical-note.tsx';
import { WallAlarms } from '#features/wall-parts/wall-alarms.tsx';
import { WallEmergency } from '#features/wall-parts/wall-emergency.tsx';
import { useIsBlind } from '#live/connection.ts';
import { useSituation } from '#live/durable-store.ts';
import { useText, wordFor } from '#text/text.ts';
import {
  AlarmsByHour,
  FalseRates,
  GateThroughput,
  ResponseTimes,
  ZoneMap,
} from './late-features.ts';
import { LatePart } from './late-part.tsx';
import { CameraGrid, IncidentCameras } from './wall-cameras.tsx';
import './wall-pane.css';

export type PaneProps = { pane: ScenePane; shown: ShownOnWall };

/** One part of a scene, with the rights of the wall: of an area that it may not show it says so, and no more. */
export function WallPane({ pane, shown }: PaneProps) {
  const { scene: text, shell } = useText();
  const areas = usePrincipal()?.areas ?? [];
  if (pane.area !== null && !areas.includes(pane.area)) {
    return <p className="wall-pane-note">{text.notOfWall(wordFor(shell.areaNames, pane.area))}</p>;
  }
  return parts[pane.part]({ pane, shown });
}

const parts: Record<ScenePart, (props: PaneProps) => ReactNode> = {
  bar: () => <WallBar />,
  'zone-map': ({ pane, shown }) => (
    <MapPart pane={pane} focus={null} area={null} isCovered={shown.covered !== null} />
  ),
  /** An area, or where the incident is that the wall tells of. */
  'area-map': ({ pane, shown }) => (
    <MapPart
      pane={pane}
      focus={pane.area === null ? (shown.incident?.point ?? null) : null}
      area={pane.area}
      isCovered={false}
    />
  ),
  incident: (props) => <IncidentPart {...props} />,
  'incident-cameras': ({ shown }) => <IncidentCameras incident={shown.incident} />,
  'camera-grid': ({ pane }) => <CameraGrid pane={pane} />,
  'area-board': () => <AreaBoard />,
  figures: () => <WallFigures />,
  'alarms-by-hour': () => (
    <ChartPart>
      <AlarmsByHour variant="wall" />
    </ChartPart>
  ),
  'gate-throughput': () => (
    <ChartPart>
      <GateThroughput variant="wall" />
    </ChartPart>
  ),
  'response-times': () => (
    <ChartPart>
      <ResponseTimes variant="wall" />
    </ChartPart>
  ),
  'false-rates': () => (
    <ChartPart>
      <FalseRates variant="wall" />
    </ChartPart>
  ),
  'alarm-list': ({ pane }) => <WallAlarms area={pane.area} />,
  'emergency-report': () => <WallEmergency />,
};

function ChartPart({ children }: { children: ReactNode }) {
  return (
    <div className="chart-slot">
      <LatePart>{children}</LatePart>
    </div>
  );
}

type MapPartProps = {
  pane: ScenePane;
  focus: LonLat | null;
  area: AreaId | null;
  isCovered: boolean;
};

function MapPart({ pane, ...place }: MapPartProps) {
  const blind = useIsBlind();
  return (
    <>
      <LatePart>
        <ZoneMap variant="wall" blind={blind} layers={pane.layers} {...place} />
      </LatePart>
      <CaughtUpNote />
    </>
  );
}

/** What the whole wall tells of, or the gravest of one area. */
function IncidentPart({ pane: { area }, shown }: PaneProps) {
  const open = useSituation(openIncidents);
  const own = area === null ? open : open.filter(({ areas }) => areas.includes(area));
  const incident: Incident | null = area === null ? shown.incident : (own[0] ?? null);
  const further = own.filter((each) => each !== incident).length;
  const { critical } = shown;
  const isCritical = critical !== null && critical.alarm.incidentId === incident?.id;
  return (
    <div className="wall-incident-place">
      {critical?.in === 'pane' && isCritical ? <CriticalNote critical={critical} /> : null}
      {incident ? <WallIncident incident={incident} further={further} /> : <WallCalm area={area} />}
    </div>
  );
}
