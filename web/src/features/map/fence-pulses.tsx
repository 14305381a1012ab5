import type { FenceSegment } from '@ftz/shared/contract/site.ts';
import { useEffect, useRef } from 'react';
import { useSituation } from '#live/durable-store.ts';
import type { Places } from './alarm-marks.tsx';
import type { MapView } from './map-view.ts';
import { fenceConditionOf } from './site-features.ts';
import './fence-pulses.css';

type FencePulsesProps = { view: MapView; places: Places; mark: number };

/** A breathing bar over each fence segment in alarm; the browser animates it, the map stays still. */
export function FencePulses({ view, places, mark }: FencePulsesProps) {
  const alarmed = useSituation((s) =>
    Object.keys(s.fences).filter((id) => fenceConditionOf(s.fences[id]?.signal) === 'alarm'),
  );
  const grave = useSituation((s) =>
    alarmed.filter((id) => s.fences[id]?.signal === 'verified-alarm'),
  );
  return alarmed.flatMap((id) => {
    const fence = places.fences.get(id);
    const severity = grave.includes(id) ? 1 : 2;
    return fence
      ? [<FencePulse key={id} view={view} fence={fence} severity={severity} mark={mark} />]
      : [];
  });
}

type FencePulseProps = { view: MapView; fence: FenceSegment; severity: 1 | 2; mark: number };

function FencePulse({ view, fence, severity, mark }: FencePulseProps) {
  const bar = useRef<HTMLDivElement>(null);
  useEffect(() => {
    const place = () => {
      const [from, to] = fence.line.map((point) => view.project(point));
      if (!bar.current || !from || !to) return;
      const angle = Math.atan2(to.y - from.y, to.x - from.x);
      bar.current.style.width = `${Math.hypot(to.x - from.x, to.y - from.y)}px`;
      bar.current.style.transform = `translate(${from.x}px, ${from.y}px) rotate(${angle}rad)`;
    };
    place();
    return view.onPlaced(place);
  }, [view, fence]);
  return (
    <div
      ref={bar}
      className={`map-fence-pulse p${severity}`}
      style={{ '--thick': `${6 * mark}px` } as React.CSSProperties}
    />
  );
}
