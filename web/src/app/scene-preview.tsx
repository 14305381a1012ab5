import type { Scene } from '@ftz/shared/contract/scene.ts';
import { siteHall } from '@ftz/shared/site/scenes.ts';
import { shownOnWall } from '@ftz/shared/state/shown-on-wall.ts';
import { type CSSProperties, useEffect, useMemo, useRef, useState } from 'react';
import { usePrincipal } from '#api/session.ts';
import { useSituation } from '#live/durable-store.ts';
import { useNow } from '#live/server-clock.ts';
import { ScenePanes } from './scene-panes.tsx';
import './scene-preview.css';

/** As a panel of this many pixels draws it; it is then made as small as its room. */
const panel = { width: 1920, height: 1080 };
const style = { '--arcmin': `${panel.width / 1024}px` } as CSSProperties;

/** A scene with its real parts and what is so now, as the wall would show it, only smaller; with the rights of whoever looks. */
export function ScenePreview({ scene }: { scene: Scene }) {
  const room = useRef<HTMLDivElement>(null);
  const [scale, setScale] = useState(0);
  useEffect(() => {
    const element = room.current;
    if (!element) return;
    const watching = new ResizeObserver(() => setScale(element.clientWidth / panel.width));
    watching.observe(element);
    return () => watching.disconnect();
  }, []);
  const areas = usePrincipal()?.areas;
  const known = useSituation(({ walls, scenes, incidents, alarms }) => ({
    walls,
    scenes,
    incidents,
    alarms,
  }));
  const nowMs = useNow();
  const shown = useMemo(() => {
    const now = shownOnWall(
      { wall: null, areas: areas ?? [], asked: null },
      known,
      siteHall,
      nowMs,
    );
    return { ...now, scene, thrown: null, covered: null };
  }, [scene, areas, known, nowMs]);
  return (
    <div ref={room} className="scene-preview" inert>
      <div className="scene-preview-panel" style={{ ...style, transform: `scale(${scale})` }}>
        {scale > 0 ? <ScenePanes shown={shown} /> : null}
      </div>
    </div>
  );
}
