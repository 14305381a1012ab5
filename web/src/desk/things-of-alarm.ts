import type { Alarm } from '@ftz/shared/contract/alarm.ts';
import { isSameThing, type Thing, type ThingKind } from './thing.ts';

/** Everything that an alarm is about; cameras that merely saw it are not. */
export function thingsOfAlarm(alarm: Alarm): Thing[] {
  const { vehicleId, sealId, gateId, segmentId, entityKind, entityId } = alarm;
  const named: Record<'vehicle' | 'seal' | 'gate' | 'fence', string | null> = {
    vehicle: vehicleId,
    seal: sealId,
    gate: gateId,
    fence: segmentId,
  };
  const things = Object.entries(named).flatMap(([kind, id]): Thing[] =>
    id === null ? [] : [{ kind: kind as ThingKind, id }],
  );
  // A device is what it is called after: of those that the register knows, a camera.
  const entity: Thing | null = isThingKind(entityKind)
    ? { kind: entityKind, id: entityId }
    : entityKind === 'device'
      ? { kind: 'camera', id: entityId }
      : null;
  const isNew = entity && !things.some((thing) => isSameThing(thing, entity));
  return isNew ? [...things, entity] : things;
}

const isThingKind = (kind: Alarm['entityKind']): kind is Alarm['entityKind'] & ThingKind =>
  ['vehicle', 'seal', 'fence', 'gate', 'unit'].includes(kind);

export function isAbout(alarm: Alarm, thing: Thing | null): boolean {
  return thing !== null && thingsOfAlarm(alarm).some((each) => isSameThing(each, thing));
}
