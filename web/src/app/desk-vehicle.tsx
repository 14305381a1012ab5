import { useSelection } from '#desk/selection.ts';
import { useSelectedAlarm } from '#desk/use-selected.ts';
import { VehicleLine } from '#features/incident/vehicle-line.tsx';
import { useVehicle } from '#live/use-vehicle.ts';
import { VehicleCamera } from './vehicle-camera.tsx';

/** The vehicle that was chosen on the map, while no alarm is; null: none is. */
export function useChosenVehicle(): string | null {
  return useSelection((selection) =>
    selection.alarmId === null && selection.incidentId === null ? selection.vehicleId : null,
  );
}

/** What is known of a vehicle that nothing is wrong with, and the way to its camera. */
export function DeskVehicle({ vehicleId }: { vehicleId: string }) {
  const plate = useVehicle(vehicleId)?.plate ?? null;
  return (
    <>
      <dl className="about-list">
        <VehicleLine vehicleId={vehicleId} plate={plate} />
      </dl>
      <OwnCamera vehicleId={vehicleId} />
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
