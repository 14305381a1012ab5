import type { Verdict } from '#domain/alarm-rule.ts';
import type { Sighting } from '#domain/sighting.ts';

type Subject = Pick<Extract<Verdict, { condition: 'present' }>, 'entityKind' | 'entityId'>;

/** What an alarm of inspection equipment is about: the vehicle where one is known, else the device. */
export function subjectOf({ vehicle, journey, observation }: Sighting): Subject {
  const vehicleId = vehicle?.id ?? journey?.vehicleId;
  if (vehicleId !== undefined) return { entityKind: 'vehicle', entityId: vehicleId };
  return { entityKind: 'device', entityId: observation.deviceId };
}
