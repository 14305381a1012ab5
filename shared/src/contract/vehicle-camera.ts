/** A camera that rides on a vehicle: no place and no field of view of its own, seen by whom the vehicle is seen. */
export type VehicleCamera = { vehicleId: string; channel: number };

const form = /^(.{1,56})-CH([1-9]\d?)$/;
/** JT/T 1078-2016, table 2: logical channels of pictures. */
const mostChannels = 64;

/** The name of a vehicle's camera among all cameras, such as `V00007-CH1`. */
export function vehicleCameraId({ vehicleId, channel }: VehicleCamera): string {
  return `${vehicleId}-CH${channel}`;
}

/** Null: no name of a vehicle's camera. */
export function vehicleCameraOf(cameraId: string): VehicleCamera | null {
  const [, vehicleId, number] = form.exec(cameraId) ?? [];
  const channel = Number(number);
  return vehicleId === undefined || channel > mostChannels ? null : { vehicleId, channel };
}
