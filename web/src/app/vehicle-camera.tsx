import { vehicleCameraId } from '@ftz/shared/contract/vehicle-camera.ts';
import { useState } from 'react';
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
  return (
    <section className="vehicle-camera" aria-label={name}>
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
