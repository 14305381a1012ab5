import { childOf, readXml, textOf, textOfXml, type XmlElement } from '#adapters/read-xml.ts';
import type { CameraReading, PlateRead } from './camera-message.ts';
import {
  isRecord,
  type Json,
  momentFrom,
  numberFrom,
  percentFrom,
  plateFrom,
  textFrom,
} from './camera-values.ts';

/** Hikvision ISAPI: an `EventNotificationAlert` whose `eventType` is ANPR, as XML. */
export function readHikvisionXml(bytes: Uint8Array): CameraReading {
  const xml = readXml(textOfXml(bytes), { characters: 200_000, elements: 5_000 });
  if (!xml.ok) return { ok: false, reason: xml.reason };
  const alert = xml.root;
  if (alert.name !== 'EventNotificationAlert') return { ok: false, reason: 'unknown-format' };
  const anpr = childOf(alert, 'ANPR');
  const wordOf = (name: string) => textOf(alert, name);
  if (!anpr) return other('hikvision-xml', wordOf('eventType'), wordOf('macAddress'));
  return plateOf('hikvision-xml', (name) => wordOf(name), wordsOfAnpr(anpr));
}

function wordsOfAnpr(anpr: XmlElement): (name: string) => string | null {
  const vehicle = childOf(anpr, 'vehicleInfo');
  return (name) => textOf(anpr, name) ?? textOf(vehicle, name);
}

/** The same alert as JSON, as newer firmware sends it. Null: none of theirs. */
export function readHikvisionJson(json: Json): CameraReading | null {
  const alert = isRecord(json.EventNotificationAlert) ? json.EventNotificationAlert : json;
  const anpr = alert.ANPR;
  const ofTheirs = alert !== json || (isRecord(anpr) && 'eventType' in json);
  if (!ofTheirs) return null;
  const wordOf = (name: string) => textFrom(alert[name]);
  if (!isRecord(anpr)) return other('hikvision-json', wordOf('eventType'), wordOf('macAddress'));
  return plateOf('hikvision-json', wordOf, (name) => textFrom(anpr[name]));
}

type WordOf = (name: string) => string | null;
type Format = 'hikvision-xml' | 'hikvision-json';

/** An ANPR event without ANPR is damaged; any other event shows that the camera lives. */
function other(format: Format, eventType: string | null, serial: string | null): CameraReading {
  if (eventType === null) return { ok: false, reason: 'unknown-format' };
  if (eventType.toUpperCase() === 'ANPR') return { ok: false, reason: 'no-plate-field' };
  return { ok: true, message: { kind: 'alive', format, serial } };
}

function plateOf(format: Format, alert: WordOf, anpr: WordOf): CameraReading {
  const licence = anpr('licensePlate') ?? anpr('originalLicensePlate');
  if (licence === null) return { ok: false, reason: 'no-plate-field' };
  const message: PlateRead = {
    kind: 'plate',
    format,
    eventId: alert('UUID')?.slice(0, 40) ?? null,
    serial: alert('macAddress') ?? alert('deviceID'),
    plate: /^(unknown|noplate|no ?plate)$/i.test(licence) ? null : plateFrom(licence),
    confidence: percentFrom(anpr('confidenceLevel')),
    confidenceAsSent: numberFrom(anpr('confidenceLevel')),
    colour: anpr('plateColor'),
    direction: anpr('direction'),
    channel: alert('channelID') ?? alert('dynChannelID'),
    vehicleType: anpr('vehicleType'),
    atMs: momentFrom(alert('dateTime')),
    candidates: [],
  };
  return { ok: true, message };
}
