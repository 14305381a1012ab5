import { useSelection } from '#desk/selection.ts';
import type { Thing } from '#desk/thing.ts';
import { useSelectedAlarm } from '#desk/use-selected.ts';
import { ThingCard } from '#features/thing/thing-card.tsx';
import { useVehicle } from '#live/use-vehicle.ts';
import { DeskCameras } from './desk-cameras.tsx';
import { VehicleCamera } from './vehicle-camera.tsx';

/** What was pointed out while no alarm is selected; null: nothing is. */
export function useChosenThing(): Thing | null {
  return useSelection((selection) =>
    selection.alarmId === null && selection.incidentId === null ? selection.thing : null,
  );
}

/** What is known of a thing that nothing need be wrong with, and the cameras that see it. */
export function DeskThing({ thing }: { thing: Thing }) {
  return (
    <>
      <ThingCard thing={thing} />
      <DeskCameras />
      {thing.kind === 'vehicle' ? <OwnCamera vehicleId={thing.id} /> : null}
    </>
  );
}

/** The camera of the selected alarm's vehicle. */
export function AlarmVehicleCamera() {
  const vehicleId = useSelectedAlarm()?.vehicleId ?? null;
  return vehicleId === null ? null : <OwnCamera vehicleId={vehicleId} />;
}

/** A stranger's terminal is told nothing. */
function OwnCamera({ vehicleId }: { vehicleId: string }) {
  return useVehicle(vehicleId)?.trusted ? (
    <VehicleCamera key={vehicleId} vehicleId={vehicleId} />
  ) : null;
}
