import { gcj02ToWgs84 } from '@ftz/shared/geo/gcj02.ts';
import type { Observation, VehicleAlarm } from '#domain/observation.ts';
import type { Message } from './decode.ts';
import { type Fix, hasUsableFix, type Location } from './location.ts';

/** Who said it and when we heard it. */
export type Heard = { terminalId: string; receivedAtMs: number };

/** The reports in a message, in the order in which they were made. */
export function reportsOf(message: Message): { locations: Location[]; backfill: boolean } {
  switch (message.kind) {
    case 'location':
    case 'location-answer':
      return { locations: [message.location], backfill: false };
    case 'location-batch':
      return { locations: message.locations, backfill: message.backfill };
    default:
      return { locations: [], backfill: false };
  }
}

/** As exact as terminals send: what is finer was never measured. */
const millionths = (degrees: number): number => Math.round(degrees * 1e6) / 1e6;

/** A report of a terminal that is set to GCJ-02, moved to where it really is. */
export function inWgs84(fix: Fix): Fix {
  const [lon, lat] = gcj02ToWgs84([fix.lonDeg, fix.latDeg]);
  return { ...fix, latDeg: millionths(lat), lonDeg: millionths(lon) };
}

/**
 * A report in the words of the domain. Without a readable time it has no place in the order of
 * reports, so it keeps its alarms and loses its point.
 */
export function toPosition(
  fix: Fix,
  raised: VehicleAlarm[],
  backfill: boolean,
  heard: Heard,
): Observation {
  const hasTime = !Number.isNaN(fix.atMs);
  return {
    gateway: 'jt808',
    kind: 'position',
    deviceId: heard.terminalId,
    deviceAtMs: hasTime ? fix.atMs : heard.receivedAtMs,
    receivedAtMs: heard.receivedAtMs,
    point: hasTime && hasUsableFix(fix) ? [fix.lonDeg, fix.latDeg] : null,
    speedKph: fix.speedKph,
    headingDeg: fix.headingDeg % 360,
    alarms: raised,
    backfill,
  };
}

/** The sign of life in a message that carries no report; null when it carries none worth telling. */
export function toPresence(message: Message, heard: Heard): Observation | null {
  const said = {
    gateway: 'jt808',
    deviceId: heard.terminalId,
    deviceAtMs: heard.receivedAtMs,
    receivedAtMs: heard.receivedAtMs,
  } as const;
  switch (message.kind) {
    case 'register':
    case 'authenticate':
    case 'heartbeat':
    case 'terminal-ack':
    case 'parameters':
      return { ...said, kind: 'alive' };
    case 'deregister':
      return { ...said, kind: 'gone' };
    case 'record':
      return isAnswer(message) ? { ...said, kind: 'alive' } : null;
    default:
      return null;
  }
}

/** What a terminal says because it was asked: signs of life, and for people to read. */
const answerNames: ReadonlySet<string> = new Set([
  'attributes',
  'answer-chosen',
  'recorder-data',
  'media-found',
  'photographs-taken',
  'video-attributes',
  'recordings-found',
  'upload-finished',
]);
const isAnswer = ({ name }: Extract<Message, { kind: 'record' }>): boolean => answerNames.has(name);

/** Whether this gateway does something with the message; what it does not is answered with result 3. */
export function isSupported(message: Message): boolean {
  switch (message.kind) {
    case 'register':
    case 'authenticate':
    case 'heartbeat':
    case 'terminal-ack':
    case 'parameters':
    case 'deregister':
    case 'location':
    case 'location-answer':
    case 'location-batch':
      return true;
    case 'record':
      return isAnswer(message);
    default:
      return false;
  }
}
