import type { Wall } from '@ftz/shared/contract/wall.ts';
import { partOfJoint } from '@ftz/shared/state/joined-walls.ts';
import { type CSSProperties, useEffect, useState } from 'react';
import type { Sight } from './scene-panes.tsx';
import { type CanvasSize, usualCanvas } from './scene-rows.ts';

/** How large an arc-minute is, where this screen stands in the common picture, and what it sees of it. */
export type WallFrame = {
  style: CSSProperties;
  canvas: CSSProperties;
  size: CanvasSize;
  sight: Sight;
};

/**
 * Joined screens are one larger panel, seen from as much farther away: its letters grow with it, and a
 * scene looks as it does on one. `--arcmin` is a plain number of pixels, not a formula: the map and the
 * charts read it to size what they draw. `?arcmin=` says it for another panel or distance.
 */
export function useWallFrame(wall: Pick<Wall, 'id' | 'joint'> | null): WallFrame {
  const [size, setSize] = useState({ width: innerWidth, height: innerHeight });
  useEffect(() => {
    const resized = () => setSize({ width: innerWidth, height: innerHeight });
    addEventListener('resize', resized);
    return () => removeEventListener('resize', resized);
  }, []);
  const part = wall ? partOfJoint(wall) : { width: 1, height: 1, left: 0, top: 0 };
  const [width, height] = [size.width * part.width, size.height * part.height];
  const fitting = Math.min(width / usualCanvas.width, height / usualCanvas.height);
  const asked = Number(new URLSearchParams(location.search).get('arcmin'));
  const usable = Number.isFinite(asked) && asked > 0 && asked <= 40;
  const arcmin = usable ? asked : fitting;
  const percent = (share: number) => `${share * 100}%`;
  return {
    style: { '--arcmin': `${arcmin}px` } as CSSProperties,
    canvas: {
      width: percent(part.width),
      height: percent(part.height),
      left: percent(-part.left),
      top: percent(-part.top),
    },
    size: { width: width / arcmin, height: height / arcmin },
    sight: {
      left: part.left / part.width,
      right: (part.left + 1) / part.width,
      top: part.top / part.height,
      bottom: (part.top + 1) / part.height,
    },
  };
}
