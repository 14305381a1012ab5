import type { AreaId } from '@ftz/shared/contract/ids.ts';
import {
  type MapLayer,
  mapLayers,
  usualWallLayers,
  type WallLayer,
} from '@ftz/shared/contract/map-layer.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import { useEffect, useRef, useState } from 'react';
import { usePrincipal } from '#api/session.ts';
import { zoneTime } from '#lib/zone-time.ts';
import { latestFrameAtMs } from '#live/latest-store.ts';
import { usePositionsStopped } from '#live/position-flow.ts';
import { useText } from '#text/text.ts';
import { LayerChips } from './layer-chips.tsx';
import { MapContent } from './map-content.tsx';
import type { ThingCardType } from './marks/selected-pins.tsx';
import { useBlindSpots } from './marks/use-blind-spots.ts';
import type { MapScale } from './paint/map-look.ts';
import { toggleLayer, useShownLayers } from './shown-layers.ts';
import { lookAt, useMapLook } from './use-map-look.ts';
import type { MapView } from './view/map-view.ts';
import { openMap } from './view/open-map.ts';
import './zone-map.css';

export type ZoneMapProps = {
  /** `wall`: large marks, no pointer, always the whole zone unless `focus` asks for a place. */
  variant: 'desk' | 'wall';
  /** A new object moves the map there; the wall returns to the whole zone when it is gone. */
  focus?: LonLat | null;
  /** Shows this one whole, in all its parts, instead of the zone. */
  area?: AreaId | null;
  /** The connection is lost: the map greys, stands still and says since when. */
  blind?: boolean;
  /** Something lies over all of it: vehicles are not drawn and nothing glides, which costs most without a graphics card. */
  isCovered?: boolean;
  /** What is shown of a thing that is pointed out, or that the pointer rests on. */
  card?: ThingCardType;
  /** What a wall shows beside alarms and where it is blind; at a desk each person chooses. */
  layers?: readonly WallLayer[] | undefined;
};

/**
 * The zone with everything that stands and moves in it. The drawing library is loaded here, after
 * the screen around it has been painted.
 */
export function ZoneMap(props: ZoneMapProps) {
  const { variant, focus = null, area = null, blind = false } = props;
  const { isCovered = false, card = null, layers = usualWallLayers } = props;
  const host = useRef<HTMLDivElement>(null);
  const text = useText();
  const { view, scale, isInstead, hasFailed } = useMapView(host, variant);
  useMapLook(host, view, scale);
  const accountId = usePrincipal()?.accountId ?? '';
  const chosen = useShownLayers(accountId);
  const shown = variant === 'wall' ? layersOfWall(layers) : chosen;
  const blindSpots = useBlindSpots();
  const isStopped = usePositionsStopped();
  useLayers(view, shown, isCovered);
  useEffect(() => view?.setBlind(blind), [view, blind]);
  useEffect(() => view?.setPositionsStopped(isStopped), [view, isStopped]);

  return (
    <section className={`zone-map ${variant}${blind ? ' blind' : ''}`} aria-label={text.map.name}>
      <div ref={host} className="zone-map-canvas" />
      {view && scale ? (
        <MapContent {...{ view, variant, scale, focus, area, shown, blindSpots, card }} />
      ) : (
        <p className="zone-map-note">{hasFailed ? text.map.failed : text.map.loading}</p>
      )}
      {view && variant === 'desk' ? (
        <LayerChips
          view={view}
          shown={shown}
          blind={blindSpots.length}
          onToggle={(layer) => toggleLayer(accountId, layer)}
        />
      ) : null}
      {isInstead ? <p className="zone-map-note instead">{text.map.instead}</p> : null}
      {blind || isStopped ? <StoppedNote /> : null}
    </section>
  );
}

/** A wall never hides where it is blind. */
const layersOfWall = (asked: readonly WallLayer[]): readonly MapLayer[] =>
  mapLayers.filter((layer) => layer === 'blind' || asked.includes(layer));

/** Tells the drawn map what to draw; what is pinned over it asks by itself. */
function useLayers(view: MapView | null, shown: readonly MapLayer[], isCovered: boolean): void {
  const names = shown.join();
  useEffect(() => {
    const on = names.split(',');
    for (const layer of mapLayers)
      view?.setVisible(layer, on.includes(layer) && !(layer === 'vehicles' && isCovered));
  }, [view, names, isCovered]);
}

function StoppedNote() {
  const text = useText();
  const atMs = latestFrameAtMs();
  return (
    <p className="zone-map-note stopped num">
      {atMs === null ? text.map.blindNever : text.map.blind(zoneTime(atMs))}
    </p>
  );
}

type Drawn = {
  view: MapView | null;
  scale: MapScale | null;
  isInstead: boolean;
  hasFailed: boolean;
};
const nothing: Drawn = { view: null, scale: null, isInstead: false, hasFailed: false };

function useMapView(host: React.RefObject<HTMLDivElement | null>, variant: 'desk' | 'wall'): Drawn {
  const [drawn, setDrawn] = useState<Drawn>(nothing);
  useEffect(() => {
    const container = host.current;
    if (!container) return;
    let isGone = false;
    let created: MapView | null = null;
    const scale = scaleFor(container, variant);
    const open = async () => {
      const look = lookAt(container, scale);
      const isInteractive = variant === 'desk';
      const paddingPx = isInteractive ? 72 : Math.round(90 * scale.mark);
      const opened = await openMap({ container, look, isInteractive, paddingPx }, () => !isGone);
      created = opened?.view ?? null;
      if (!opened || isGone) return created?.destroy();
      setDrawn({ ...opened, scale, hasFailed: false });
    };
    open().catch(() => setDrawn({ ...nothing, hasFailed: true }));
    return () => {
      isGone = true;
      created?.destroy();
      setDrawn(nothing);
    };
  }, [host, variant]);
  return drawn;
}

/** On the wall a name has 16 arc-minutes (NUREG-0700), where the wall says how many pixels that is. */
function scaleFor(container: HTMLElement, variant: 'desk' | 'wall'): MapScale {
  if (variant === 'desk') return { mark: 1, textPx: 16 };
  const arcmin = Number.parseFloat(getComputedStyle(container).getPropertyValue('--arcmin'));
  const px = Number.isFinite(arcmin) && arcmin > 0 ? arcmin : innerHeight / 576;
  return { mark: Math.max(1, (px * 16) / 24), textPx: px * 16 };
}
