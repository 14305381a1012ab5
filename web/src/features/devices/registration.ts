import type { DeviceRef, GatewayName, RegisteredDevice } from '@ftz/shared/contract/device.ts';
import type { AreaId } from '@ftz/shared/contract/ids.ts';

export const voices = ['vehicle', 'gate', 'camera', 'nothing'] as const;
export type Voice = (typeof voices)[number];

/** What a technician has filled in, as text where he writes. */
export type Registration = {
  area: AreaId;
  voice: Voice;
  /** A plate or a vehicle's id; the id of a gate or a camera. */
  of: string;
  trust: RegisteredDevice['trust'];
  model: string;
  datum: RegisteredDevice['datum'];
  silentAfterS: string;
};

const voiceOf: Partial<Record<GatewayName, Voice>> = {
  jt808: 'vehicle',
  'eseal-mqtt': 'vehicle',
  'eseal-jointech': 'vehicle',
  'checkpoint-http': 'gate',
  'lane-jgst14': 'gate',
  'plate-cameras': 'gate',
  'lane-equipment': 'gate',
  cameras: 'camera',
  gb28181: 'camera',
  onvif: 'camera',
  isapi: 'camera',
};
const seals: ReadonlySet<GatewayName> = new Set(['eseal-mqtt', 'eseal-jointech']);
const trustOf: Partial<Record<GatewayName, RegisteredDevice['trust']>> = {
  'perimeter-dc09': 'pinned',
  'checkpoint-http': 'credential',
};

/** What such a device is likely to be, so that one step is mostly one press. */
export function firstRegistration(gateway: GatewayName, area: AreaId): Registration {
  return {
    area,
    voice: voiceOf[gateway] ?? 'nothing',
    of: '',
    trust: trustOf[gateway] ?? 'low',
    model: '',
    datum: 'WGS84',
    silentAfterS: '',
  };
}

/** Null while something is missing. */
export function deviceOf(
  { gateway, deviceId }: DeviceRef,
  filled: Registration,
): RegisteredDevice | null {
  const { voice, area, trust, datum } = filled;
  const of = filled.of.trim();
  const silentAfterS = filled.silentAfterS === '' ? null : Number(filled.silentAfterS);
  if (voice !== 'nothing' && of === '') return null;
  if (silentAfterS !== null && !(Number.isInteger(silentAfterS) && silentAfterS > 0)) return null;
  return {
    gateway,
    deviceId,
    area,
    point: null,
    vehicleId: voice === 'vehicle' ? of : null,
    sealId: seals.has(gateway) ? deviceId : null,
    gateId: voice === 'gate' ? of : null,
    cameraId: voice === 'camera' ? of : null,
    silentAfterS,
    model: filled.model.trim() || null,
    datum,
    trust,
  };
}
