import type { Alarm, Severity } from '@ftz/shared/contract/alarm.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { Prediction } from '@ftz/shared/geo/predict-path.ts';
import { useEffect, useMemo, useState } from 'react';
import { type SiteFacts, useSite } from '#api/site.ts';
import { useCameraWatch } from '#desk/camera-watch.ts';
import { placeOfPointThen } from '#desk/place-then.ts';
import { select, useSelection } from '#desk/selection.ts';
import { setStage } from '#desk/stage.ts';
import { useSituation } from '#live/durable-store.ts';
import { subscribeBeat } from '#live/latest-store.ts';
import { serverNow } from '#live/server-clock.ts';
import { fixOf } from '#live/vehicle-whereabouts.ts';
import { useLanguage, useText } from '#text/text.ts';
import { openAlarms } from './alarm-groups.ts';
import { AlarmMarks, type Places, placeOfAlarm } from './alarm-marks.tsx';
import { FencePulses } from './fence-pulses.tsx';
import { boundsOf } from './map-geometry.ts';
import type { MapLayerName, MapView } from './map-view.ts';
import { areaCorners, nameFeatures } from './name-features.ts';
import { journeyOf, selectionFeatures } from './selection-features.ts';
import {
  cameraFeatures,
  fenceFeatures,
  gateFeatures,
  unitFeatures,
  wedgeFeatures,
} from './site-features.ts';
import type { MapScale } from './site-layers.ts';
import { vehicleAtPixel } from './vehicle-at-pixel.ts';
import { VehicleLabels } from './vehicle-labels.tsx';
import './map-controls.css';

/** Before the scale: on the wall the digit inside has to be read too, not only the shape seen. */
const symbolSize = { desk: 30, wall: 48 };

/** Close enough to tell lanes and fence posts apart. */
const incidentZoom = 12.6;

type MapContentProps = {
  view: MapView;
  variant: 'desk' | 'wall';
  scale: MapScale;
  focus: LonLat | null;
  hidden: ReadonlySet<MapLayerName>;
};

/** Feeds the drawn map from the stores, and pins symbols and plates over it. */
export function MapContent({ view, variant, scale, focus, hidden }: MapContentProps) {
  const facts = useSite();
  const alarms = useOpenAlarms();
  const selection = useSelection();
  const selected = useSituation((s) => s.alarms[selection.alarmId ?? ''] ?? null);
  const vehicleId = selected?.vehicleId ?? selection.vehicleId;
  const places = useMemo(() => placesOf(facts), [facts]);
  const alarmed = useMemo(() => alarmedVehicles(alarms), [alarms]);

  useGround(view, facts);
  const watch = useCameraWatch();
  const watched = watch.cameras.map(({ camera }) => camera.id);
  useSiteThings(view, facts, [...watched, selection.cameraId ?? '']);
  useWay(view, selected, vehicleId, watch.prediction);
  useMarks(view, vehicleId, alarmed);
  useCamera({ view, variant, facts, focus, selected, places });
  useClicks(view, variant);
  useQuestions(view, variant);

  const symbolPoints = useMemo(
    () => alarms.map((alarm) => placeOfAlarm(alarm, places)).filter((point) => point !== null),
    [alarms, places],
  );
  const isDesk = variant === 'desk';
  const symbolPx = Math.round(symbolSize[variant] * scale.mark);
  return (
    <div className="map-pins">
      {hidden.has('fences') ? null : <FencePulses view={view} places={places} mark={scale.mark} />}
      {hidden.has('vehicles') ? null : (
        <VehicleLabels
          view={view}
          selectedId={vehicleId}
          alarmedIds={[...alarmed.keys()]}
          withStrangers={isDesk}
          symbolPoints={symbolPoints}
          symbolPx={symbolPx}
        />
      )}
      <AlarmMarks
        view={view}
        alarms={alarms}
        places={places}
        symbolPx={symbolPx}
        isInteractive={isDesk}
      />
      {isDesk ? <MapControls view={view} facts={facts} /> : null}
    </div>
  );
}

function MapControls({ view, facts }: { view: MapView; facts: SiteFacts | null }) {
  const text = useText();
  const showAll = () => {
    const bounds = facts && boundsOf(areaCorners(facts.geography));
    if (bounds) view.showOverview(bounds);
  };
  return (
    <div className="map-controls">
      <button type="button" onClick={showAll}>
        {text.map.overview}
      </button>
      <button type="button" aria-label={text.map.zoomIn} onClick={() => view.zoomBy(1)}>
        +
      </button>
      <button type="button" aria-label={text.map.zoomOut} onClick={() => view.zoomBy(-1)}>
        −
      </button>
    </div>
  );
}

function useOpenAlarms(): readonly Alarm[] {
  const alarms = useSituation((s) => s.alarms);
  const incidents = useSituation((s) => s.incidents);
  return useMemo(() => openAlarms(alarms, incidents), [alarms, incidents]);
}

function placesOf(facts: SiteFacts | null): Places {
  return {
    gates: new Map(facts?.site.gates.map((gate) => [gate.id, gate])),
    fences: new Map(facts?.site.fences.map((fence) => [fence.id, fence])),
  };
}

/** Vehicles with an open critical or high alarm, by their gravest. */
function alarmedVehicles(alarms: readonly Alarm[]): ReadonlyMap<string, Severity> {
  const gravest = new Map<string, Severity>();
  for (const { vehicleId, severity } of alarms) {
    if (vehicleId === null || severity > 2) continue;
    if (severity < (gravest.get(vehicleId) ?? 5)) gravest.set(vehicleId, severity);
  }
  return gravest;
}

function useGround(view: MapView, facts: SiteFacts | null): void {
  const language = useLanguage();
  const text = useText();
  useEffect(() => {
    if (!facts) return;
    view.setData('geography', facts.geography as Parameters<MapView['setData']>[1]);
    view.setData('gates', gateFeatures(facts.site));
    view.setData('units', unitFeatures(facts.site));
  }, [view, facts]);
  useEffect(() => {
    if (!facts) return;
    const areaName = (id: string, part: string | null) =>
      text.map.areaNames[part === null ? id : `${id}-${part}`] ?? null;
    view.setData('names', nameFeatures(facts.geography, language, areaName));
  }, [view, facts, language, text]);
}

function useSiteThings(view: MapView, facts: SiteFacts | null, litIds: readonly string[]): void {
  const fences = useSituation((s) => s.fences);
  useEffect(() => {
    if (facts) view.setData('fences', fenceFeatures(facts.site, fences));
  }, [view, facts, fences]);
  const lit = litIds.join('\n');
  useEffect(() => {
    if (!facts) return;
    const ids = new Set(lit.split('\n'));
    view.setData('cameras', cameraFeatures(facts.site, ids));
    view.setData('wedges', wedgeFeatures(facts.site, ids));
  }, [view, facts, lit]);
}

/** Corridor and trail of what is selected; the trail grows with the beats. */
function useWay(
  view: MapView,
  selected: Alarm | null,
  vehicleId: string | null,
  prediction: Prediction | null,
): void {
  const journey = useSituation((s) => journeyOf(selected, vehicleId, s.journeys));
  useEffect(() => {
    const draw = () =>
      view.setData('selection', selectionFeatures(selected, vehicleId, journey, prediction));
    draw();
    if (vehicleId === null) return;
    let drawnAtMs = 0;
    return subscribeBeat(() => {
      if (Date.now() - drawnAtMs < 1000) return;
      drawnAtMs = Date.now();
      draw();
    });
  }, [view, selected, vehicleId, journey, prediction]);
}

function useMarks(
  view: MapView,
  selectedId: string | null,
  alarmed: ReadonlyMap<string, Severity>,
): void {
  useEffect(() => view.setVehicleMarks({ selectedId, alarmed }), [view, selectedId, alarmed]);
}

type CameraOptions = {
  view: MapView;
  variant: 'desk' | 'wall';
  facts: SiteFacts | null;
  focus: LonLat | null;
  selected: Alarm | null;
  places: Places;
};

/** The desk flies to what is newly selected; the wall stays where all can see everything. */
function useCamera({ view, variant, facts, focus, selected, places }: CameraOptions): void {
  const [flownTo, setFlownTo] = useState<string | null>(null);
  const isWallOverview = variant === 'wall' && focus === null;
  useEffect(() => {
    const bounds = facts && boundsOf(areaCorners(facts.geography));
    if (bounds && (variant === 'desk' || isWallOverview)) view.showOverview(bounds);
  }, [view, facts, variant, isWallOverview]);
  useEffect(() => {
    if (focus) view.flyTo(focus, incidentZoom);
  }, [view, focus]);
  useEffect(() => {
    if (variant === 'wall' || !selected || selected.id === flownTo) return;
    const fix = selected.vehicleId ? fixOf(selected.vehicleId) : null;
    const point = placeOfAlarm(selected, places) ?? fix?.point;
    if (!point) return;
    setFlownTo(selected.id);
    view.flyTo(point, incidentZoom);
  }, [view, variant, selected, flownTo, places]);
}

/** A place of the map is asked about as it is now; the stage leads to any other time. */
function useQuestions(view: MapView, variant: 'desk' | 'wall'): void {
  useEffect(() => {
    if (variant === 'wall') return;
    return view.onAsk((point) => {
      setStage({ show: 'neighbours', place: placeOfPointThen(point, serverNow()) });
    });
  }, [view, variant]);
}

/** A vehicle lies over a camera, and a click on empty ground lets go of the vehicle. */
function useClicks(view: MapView, variant: 'desk' | 'wall'): void {
  useEffect(() => {
    if (variant === 'wall') return;
    return view.onClick(({ point, cameraId }) => {
      const vehicle = vehicleAtPixel(point, view, 14, Date.now());
      if (vehicle) return select({ vehicleId: vehicle.id, alarmId: null, incidentId: null });
      if (cameraId) return select({ cameraId });
      if (useSelection.getState().alarmId === null) select({ vehicleId: null });
    });
  }, [view, variant]);
}
