import { vehicleCameraId } from '@ftz/shared/contract/vehicle-camera.ts';
import { useEffect, useRef, useState } from 'react';
import { plateOf } from '#live/plate-of.ts';
import { useText } from '#text/text.ts';
import { useViewingPurpose } from './desk-cameras.tsx';
import { VideoTile } from './late-features.ts';
import { LatePart } from './late-part.tsx';
import './vehicle-camera.css';

/** The one that every terminal with a camera has. */
const firstChannel = 1;

/** The vehicle's own camera, called for when somebody asks: what it sends, the radio network carries. */
export function VehicleCamera({ vehicleId }: { vehicleId: string }) {
  const { incident: text } = useText();
  const purpose = useViewingPurpose();
  const [isShown, setShown] = useState(false);
  const name = text.onBoard(plateOf(vehicleId) ?? vehicleId);
  const id = vehicleCameraId({ vehicleId, channel: firstChannel });
  const section = useRef<HTMLElement>(null);
  useEffect(() => {
    if (isShown && section.current) return keepInSight(section.current);
  }, [isShown]);
  return (
    <section ref={section} className="vehicle-camera" aria-label={name}>
      <button
        type="button"
        className="button"
        aria-expanded={isShown}
        onClick={() => setShown(!isShown)}
      >
        {isShown ? text.endOnBoard : text.showOnBoard}
      </button>
      {isShown ? (
        <LatePart>
          <VideoTile camera={{ id, nameZh: name, nameEn: name }} big purpose={purpose} />
        </LatePart>
      ) : null}
    </section>
  );
}

/**
 * What was called for is looked at: it stays in sight while it and what is above it take their size, for out of
 * sight it would not play. Whoever scrolls himself, presses or is done with that has it his way.
 */
function keepInSight(element: HTMLElement): () => void {
  const show = () => element.scrollIntoView({ block: 'nearest' });
  const sizes = new ResizeObserver(show);
  for (const each of [element, ...(element.parentElement?.children ?? [])]) sizes.observe(each);
  const letGo = () => sizes.disconnect();
  addEventListener('wheel', letGo, { once: true });
  addEventListener('pointerdown', letGo, { once: true });
  return () => {
    letGo();
    removeEventListener('wheel', letGo);
    removeEventListener('pointerdown', letGo);
  };
}
