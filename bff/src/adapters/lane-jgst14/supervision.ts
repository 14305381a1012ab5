import type { LonLat } from '@ftz/shared/contract/position.ts';
import { childOf, childrenOf, textOf, type XmlElement } from '#adapters/read-xml.ts';
import type { VehicleAlarm } from '#domain/observation.ts';
import { isName, momentOf } from './message-values.ts';

/** One place of chapter 6, as its platform pushed it. */
export type SupervisedPlace = {
  deviceId: string;
  deviceAtMs: number;
  point: LonLat | null;
  speedKph: number;
  headingDeg: number;
  alarms: VehicleAlarm[];
};

export type SupervisionReading =
  | { ok: true; senderId: string; backfill: boolean; places: SupervisedPlace[]; refused: number }
  | { ok: false; reason: 'not-a-push' | 'too-many-places' };

/** The standard's own bound. */
const mostBodies = 9_999;
/** Live, on call, and the ones that were missed. */
const pushTypes = ['1', '2', '3'];

/**
 * A push of positions, `CargoSupervision` of the types 1 to 3. A body without a device or a time is
 * refused alone. The states of electronic seals carry codes that the text does not explain: they are
 * shown to technicians and judged by nobody.
 */
export function readSupervision(root: XmlElement): SupervisionReading {
  const head = childOf(root, 'Head') ?? root;
  const type = textOf(head, 'MessageType');
  if (root.name !== 'CargoSupervision' || type === null || !pushTypes.includes(type))
    return { ok: false, reason: 'not-a-push' };
  const bodies = childrenOf(root, 'Body');
  if (bodies.length > mostBodies) return { ok: false, reason: 'too-many-places' };
  const places = bodies.flatMap((body) => placeOf(body) ?? []);
  const senderId = textOf(head, 'SenderID') ?? '';
  return {
    ok: true,
    senderId,
    backfill: type === '3',
    places,
    refused: bodies.length - places.length,
  };
}

function placeOf(body: XmlElement): SupervisedPlace | null {
  const deviceId = textOf(body, 'DeviceID');
  const deviceAtMs = momentOf(textOf(body, 'RTCTime') ?? textOf(body, 'RTCime') ?? '');
  if (!isName(deviceId) || deviceAtMs === null) return null;
  const position = childOf(body, 'Position');
  const headingDeg = numberOf(position, 'Direction', 360);
  return {
    deviceId,
    deviceAtMs,
    point: pointOf(position),
    speedKph: numberOf(position, 'Speed', 400),
    headingDeg: headingDeg % 360,
    alarms: childrenOf(body, 'DeviceAlarm').some(isOpened) ? ['illegal-door'] : [],
  };
}

/** 1 the seal's line is cut, 2 it was dismantled; 3, its own fault, and 9 are no act of a person. */
const isOpened = (alarm: XmlElement): boolean =>
  ['1', '2'].includes(textOf(alarm, 'AlarmType') ?? '');

/** Flag 0 is no fix, and then the zeros are no place. */
function pointOf(position: XmlElement | null): LonLat | null {
  const [lon, lat] = [degreesOf(position, 'Longitude', 180), degreesOf(position, 'Latitude', 90)];
  const hasFix = textOf(position, 'Flag') === '1';
  return hasFix && lon !== null && lat !== null && !(lon === 0 && lat === 0) ? [lon, lat] : null;
}

function degreesOf(position: XmlElement | null, name: string, most: number): number | null {
  const text = textOf(position, name);
  const value = text !== null && /^-?\d{1,3}(\.\d{1,12})?$/.test(text) ? Number(text) : null;
  return value !== null && Math.abs(value) <= most ? value : null;
}

function numberOf(position: XmlElement | null, name: string, most: number): number {
  const text = textOf(position, name);
  const value = text !== null && /^\d{1,4}(\.\d{1,6})?$/.test(text) ? Number(text) : 0;
  return Math.min(most, value);
}
