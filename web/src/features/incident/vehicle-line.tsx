import { useThing } from '#desk/select-thing.ts';
import { shortAge } from '#lib/age.ts';
import { vehicleById } from '#live/latest-store.ts';
import { serverNow, useNow } from '#live/server-clock.ts';
import { fixOf } from '#live/vehicle-whereabouts.ts';
import { useText } from '#text/text.ts';
import { ThingButton } from '#ui/thing-button.tsx';

/** Plate, speed, and how old that is: read once a second, not for each position. */
export function VehicleLine({ vehicleId, plate }: { vehicleId: string; plate: string | null }) {
  const text = useText().incident;
  useNow();
  const vehicle = vehicleById(vehicleId);
  const fix = fixOf(vehicleId);
  return (
    <>
      <dt>{text.vehicle}</dt>
      <dd className="num">
        <b>
          <ThingButton {...useThing({ kind: 'vehicle', id: vehicleId })}>
            {plate ?? vehicle?.plate ?? vehicleId}
          </ThingButton>
        </b>
        {vehicle && !vehicle.trusted ? ` · ${text.untrusted}` : null}
        {fix ? ` · ${Math.round(fix.speedKph)} km/h` : null}
        {fix ? (
          <span className="dim"> · {text.reportedAgo(shortAge(serverNow() - fix.fixAtMs))}</span>
        ) : null}
      </dd>
    </>
  );
}
