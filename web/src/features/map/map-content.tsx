import type { Alarm, Severity } from '@ftz/shared/contract/alarm.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { MapLayer } from '@ftz/shared/contract/map-layer.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import { useMemo } from 'react';
import { useSite } from '#api/site.ts';
import { useCameraWatch } from '#desk/camera-watch.ts';
import { vehicleIdOf } from '#desk/select-thing.ts';
import { useSelection } from '#desk/selection.ts';
import { useSituation } from '#live/durable-store.ts';
import { MapControls } from './map-controls.tsx';
import { alarmsOnMap } from './marks/alarm-groups.ts';
import { AlarmMarks } from './marks/alarm-marks.tsx';
import { AreaNames } from './marks/area-names.tsx';
import { ArrivalLabel } from './marks/arrival-label.tsx';
import { BlindLegend } from './marks/blind-legend.tsx';
import { BlindMarks } from './marks/blind-marks.tsx';
import type { BlindSpot } from './marks/blind-spots.ts';
import { CrowdMarks } from './marks/crowd-marks.tsx';
import { FencePulses } from './marks/fence-pulses.tsx';
import { GateLabels } from './marks/gate-labels.tsx';
import { HeatLegend } from './marks/heat-legend.tsx';
import { SealMarks } from './marks/seal-marks.tsx';
import { type SealUnderWay, sealsUnderWay } from './marks/seals-under-way.ts';
import { SelectedPins, type ThingCardType } from './marks/selected-pins.tsx';
import { VehicleLabels } from './marks/vehicle-labels.tsx';
import type { MapScale } from './paint/map-look.ts';
import { useKeptClear } from './pins/map-pins.ts';
import { journeyOf } from './things/selection-features.ts';
import { useMapCamera } from './use-map-camera.ts';
import { useGroundNames, useMarks, useSiteThings, useWay } from './use-map-data.ts';
import { useMapHand } from './use-map-hand.ts';
import { useVessels } from './use-vessels.ts';
import type { MapView } from './view/map-view.ts';

/** Before the scale: on the wall the digit inside has to be read too, not only the shape seen. */
const symbolSize = { desk: 30, wall: 48 };

type MapContentProps = {
  view: MapView;
  variant: 'desk' | 'wall';
  scale: MapScale;
  focus: LonLat | null;
  area: AreaId | null;
  shown: readonly MapLayer[];
  blindSpots: readonly BlindSpot[];
  card: ThingCardType | null;
};

/** Feeds the drawn map from the stores, and pins symbols and plates over it. */
export function MapContent(props: MapContentProps) {
  const { view, variant, scale, focus, area, shown, blindSpots, card } = props;
  const isHidden = (layer: MapLayer) => !shown.includes(layer);
  const facts = useSite();
  const alarms = useSituation(alarmsOnMap);
  const selection = useSelection();
  const selected = useSituation((s) => s.alarms[selection.alarmId ?? ''] ?? null);
  const vehicleId = vehicleIdOf(selection) ?? selected?.vehicleId ?? null;
  const alarmed = useMemo(() => alarmedVehicles(alarms), [alarms]);

  const isDesk = variant === 'desk';
  const areas = useGroundNames(view, facts);
  const watch = useCameraWatch();
  const watched = watch.cameras.map(({ camera }) => camera.id);
  useSiteThings(view, facts, [...watched, selection.cameraId ?? ''], blindSpots, scale);
  const journey = useSituation((s) => journeyOf(selected, vehicleId, s.journeys));
  useWay(view, vehicleId, watch.prediction, journey);
  const seals = useSealsUnderWay(!isHidden('seals'));
  const sealed = useMemo(() => sealedOf(seals), [seals]);
  useMarks(view, vehicleId, alarmed, sealed);
  useVessels(view, !isHidden('vessels'));
  useMapCamera({ view, variant, facts, focus, area, selected });
  const passing = useMapHand(view, isDesk);

  const legends = useKeptClear<HTMLDivElement>(view);
  const symbolPx = Math.round(symbolSize[variant] * scale.mark);
  return (
    <div className="map-pins">
      {isHidden('fences') ? null : (
        <FencePulses view={view} fences={facts?.site.fences ?? []} mark={scale.mark} />
      )}
      {isHidden('vehicles') ? null : (
        <VehicleLabels
          view={view}
          selectedId={vehicleId}
          alarmedIds={[...alarmed.keys()]}
          withStrangers={isDesk}
          symbolPx={symbolPx}
        />
      )}
      {isHidden('vehicles') ? null : (
        <CrowdMarks
          view={view}
          // On a wall what is live is larger than a name: 20 arc-minutes beside 16.
          letterPx={isDesk ? scale.textPx : scale.textPx * 1.25}
          isInteractive={isDesk}
        />
      )}
      {isHidden('seals') ? null : <SealMarks view={view} seals={seals} symbolPx={symbolPx} />}
      {isHidden('gates') || !facts ? null : (
        <GateLabels
          view={view}
          site={facts.site}
          mark={scale.mark}
          isBlindTold={!isHidden('blind')}
        />
      )}
      {isHidden('labels') ? null : <AreaNames view={view} areas={areas} />}
      {journey ? <ArrivalLabel view={view} journey={journey} gapPx={symbolPx * 0.8} /> : null}
      {isHidden('blind') ? null : (
        <BlindMarks {...{ view, symbolPx, isInteractive: isDesk }} spots={blindSpots} />
      )}
      <div ref={legends} className="map-legends">
        {isHidden('blind') ? null : <BlindLegend count={blindSpots.length} isTold={isDesk} />}
        {isHidden('heat') ? null : <HeatLegend view={view} isInteractive={isDesk} />}
      </div>
      <AlarmMarks view={view} alarms={alarms} symbolPx={symbolPx} isInteractive={isDesk} />
      {isDesk ? <SelectedPins {...{ view, symbolPx, mark: scale.mark, passing, card }} /> : null}
      {isDesk ? <MapControls view={view} facts={facts} /> : null}
    </div>
  );
}

const noSeals: readonly SealUnderWay[] = [];

function useSealsUnderWay(isShown: boolean): readonly SealUnderWay[] {
  const journeys = useSituation((s) => s.journeys);
  const seals = useSituation((s) => s.seals);
  const alarms = useSituation((s) => s.alarms);
  return useMemo(
    () => (isShown ? sealsUnderWay({ journeys, seals, alarms }) : noSeals),
    [isShown, journeys, seals, alarms],
  );
}

const sealedOf = (seals: readonly SealUnderWay[]): string[] =>
  seals.filter(({ condition }) => condition === 'sealed').map(({ vehicleId }) => vehicleId);

/** Vehicles with an open critical or high alarm, by their gravest. */
function alarmedVehicles(alarms: readonly Alarm[]): ReadonlyMap<string, Severity> {
  const gravest = new Map<string, Severity>();
  for (const { vehicleId, severity } of alarms) {
    if (vehicleId === null || severity > 2) continue;
    if (severity < (gravest.get(vehicleId) ?? 5)) gravest.set(vehicleId, severity);
  }
  return gravest;
}
