import type { FenceSegment } from '@ftz/shared/contract/site.ts';
import { fenceConditionOf } from '@ftz/shared/state/fence-lifecycle.ts';
import { useLinePin } from '#features/map/pins/line-pin.ts';
import type { MapView } from '#features/map/view/map-view.ts';
import { useSituation } from '#live/durable-store.ts';
import './fence-pulses.css';

type FencePulsesProps = { view: MapView; fences: readonly FenceSegment[]; mark: number };

/** A breathing bar over each fence segment in alarm; the browser animates it, the map stays still. */
export function FencePulses({ view, fences, mark }: FencePulsesProps) {
  const alarmed = useSituation((s) =>
    Object.keys(s.fences).filter((id) => fenceConditionOf(s.fences[id]?.signal) === 'alarm'),
  );
  const grave = useSituation((s) =>
    alarmed.filter((id) => s.fences[id]?.signal === 'verified-alarm'),
  );
  return alarmed.flatMap((id) => {
    const fence = fences.find((each) => each.id === id);
    const severity = grave.includes(id) ? 1 : 2;
    return fence
      ? [<FencePulse key={id} view={view} fence={fence} severity={severity} mark={mark} />]
      : [];
  });
}

type FencePulseProps = { view: MapView; fence: FenceSegment; severity: 1 | 2; mark: number };

function FencePulse({ view, fence, severity, mark }: FencePulseProps) {
  const bar = useLinePin(view, fence.line);
  return (
    <div
      ref={bar}
      className={`map-fence-pulse p${severity}`}
      style={{ '--thick': `${6 * mark}px` } as React.CSSProperties}
    />
  );
}
