import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { Scene } from '@ftz/shared/contract/scene.ts';
import { type CSSProperties, useEffect, useMemo, useRef, useState } from 'react';
import { usePrincipal } from '#api/session.ts';
import { useShownOnWall } from '#live/use-shown-on-wall.ts';
import { ScenePanes } from './scene-panes.tsx';
import './scene-preview.css';

/** As a panel of this many pixels draws it; it is then made as small as its room. */
const panel = { width: 1920, height: 1080 };
const none: readonly AreaId[] = [];
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
  const areas = usePrincipal()?.areas ?? none;
  const now = useShownOnWall({ wall: null, areas, asked: null });
  const shown = useMemo(() => ({ ...now, scene, thrown: null, covered: null }), [now, scene]);
  return (
    <div ref={room} className="scene-preview" inert>
      <div className="scene-preview-panel" style={{ ...style, transform: `scale(${scale})` }}>
        {scale > 0 ? <ScenePanes shown={shown} /> : null}
      </div>
    </div>
  );
}
