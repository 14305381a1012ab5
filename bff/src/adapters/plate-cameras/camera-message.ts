import type { PlateReading } from '#domain/lanes/plate.ts';

/** The dialects of plate cameras that are understood. */
export const cameraFormats = [
  'hikvision-xml',
  'hikvision-json',
  'zhenshi-plate',
  'zhenshi-input',
  'zhenshi-heartbeat',
  'plate-recognizer',
  'openalpr',
  'axis',
  'intelbras',
] as const;
export type CameraFormat = (typeof cameraFormats)[number];

/** A further reading that the camera thought possible, the likeliest first. */
export type PlateCandidate = { plate: string; confidence: number | null };

/** One plate, as its camera said it. Absent is null: cameras leave out what they please. */
export type PlateRead = {
  kind: 'plate';
  format: CameraFormat;
  /** The camera's own name of the event; a repetition has the same. */
  eventId: string | null;
  /** The camera's name of itself, which proves nothing. */
  serial: string | null;
  /** Null when it saw a vehicle without a plate, or none that it could read. */
  plate: PlateReading | null;
  /** 0 to 1, whatever the camera counts to. */
  confidence: number | null;
  confidenceAsSent: number | null;
  /** The vendor's number or word of the colour, as sent. */
  colour: number | string | null;
  direction: number | string | null;
  channel: string | null;
  vehicleType: string | null;
  /** Null when the camera gave no time, or one without a zone. */
  atMs: number | null;
  candidates: PlateCandidate[];
};

export type CameraMessage =
  | PlateRead
  | {
      kind: 'input';
      format: CameraFormat;
      serial: string | null;
      source: number | null;
      value: number | null;
    }
  /** It lives: a heartbeat, or an event of the camera that is no plate. */
  | { kind: 'alive'; format: CameraFormat; serial: string | null };

export const cameraFaults = [
  'empty',
  'json-parse',
  'multipart',
  'xml-too-large',
  'xml-too-deep',
  'xml-doctype',
  'xml-malformed',
  'unknown-format',
  'no-plate-field',
  'licence-base64',
] as const;
export type CameraFault = (typeof cameraFaults)[number];
export type CameraReading =
  | { ok: true; message: CameraMessage }
  | { ok: false; reason: CameraFault };
