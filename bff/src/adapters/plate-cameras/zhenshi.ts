import type { CameraReading, PlateRead } from './camera-message.ts';
import {
  isRecord,
  type Json,
  numberFrom,
  percentFrom,
  plateFrom,
  recordOf,
  textFrom,
} from './camera-values.ts';

/**
 * Cameras of the Zhenshi kind (臻识, and those that took over its push format): one JSON object whose
 * only name says what it is. Null: none of theirs.
 */
export function readZhenshi(json: Json): CameraReading | null {
  if (isRecord(json.AlarmInfoPlate)) return readPlateAlarm(json.AlarmInfoPlate);
  const input = json.AlarmGioIn ?? json.AlarmGpioIn;
  if (isRecord(input)) return readInput(input);
  const heartbeat = json.heartbeat ?? json.Heartbeat ?? json.heartBeat ?? json.AlarmHeartbeat;
  if (heartbeat === undefined) return null;
  const serial = textFrom(recordOf(heartbeat).serialno ?? json.serialno);
  return { ok: true, message: { kind: 'alive', format: 'zhenshi-heartbeat', serial } };
}

/** The other form of their heartbeat: form fields, `device_name=…&serialno=…`. */
export function readZhenshiForm(text: string): CameraReading | null {
  if (!/^[a-z_]+=[^\n]*&?serialno=|^serialno=/i.test(text) || text.length > 2000) return null;
  const serial = textFrom(new URLSearchParams(text).get('serialno'));
  return { ok: true, message: { kind: 'alive', format: 'zhenshi-heartbeat', serial } };
}

function readPlateAlarm(alarm: Json): CameraReading {
  const result = recordOf(recordOf(alarm.result).PlateResult);
  const { license } = result;
  if (typeof license !== 'string') return { ok: false, reason: 'no-plate-field' };
  const text = license === '' ? '' : plainLicence(license);
  if (text === null) return { ok: false, reason: 'licence-base64' };
  const serial = textFrom(alarm.serialno);
  const time = timeOf(result.timeStamp);
  const message: PlateRead = {
    kind: 'plate',
    format: 'zhenshi-plate',
    eventId: time === null ? null : [time.sec, time.usec, textFrom(result.plateid) ?? 0].join('.'),
    serial,
    plate: plateFrom(text),
    confidence: percentFrom(result.confidence),
    confidenceAsSent: numberFrom(result.confidence),
    colour: numberFrom(result.colorType),
    direction: numberFrom(result.direction),
    channel: textFrom(alarm.channel),
    vehicleType: textFrom(result.type),
    atMs: time === null ? null : time.sec * 1000 + Math.floor(time.usec / 1000),
    candidates: [],
  };
  return { ok: true, message };
}

const base64 = /^[A-Za-z0-9+/]{8,}={0,2}$/;
const fatalUtf8 = new TextDecoder('utf-8', { fatal: true });
const gb18030 = new TextDecoder('gb18030');
const readable = /^[\p{Script=Han}A-Za-z0-9_|.· -]+$/u;

/**
 * Some firmware sends the plate in Base64 (UTF-8 or GBK within). A foreign plate may look like Base64,
 * too: it is decoded only where that gives a text with a Chinese character.
 */
function plainLicence(text: string): string | null {
  if (!base64.test(text) || text.length % 4 !== 0) return text;
  const bytes = Buffer.from(text, 'base64');
  const decoded = decode(bytes);
  if (/\p{Script=Han}/u.test(decoded) && readable.test(decoded)) return decoded;
  return text.endsWith('=') && !readable.test(decoded) ? null : plainOrDecoded(text, decoded);
}

const plainOrDecoded = (text: string, decoded: string): string =>
  text.endsWith('=') && readable.test(decoded) ? decoded : text;

function decode(bytes: Uint8Array): string {
  try {
    return fatalUtf8.decode(bytes);
  } catch {
    return gb18030.decode(bytes);
  }
}

/** `timeStamp.Timeval.{sec,usec}`; some firmware leaves the inner name out, or writes it small. */
function timeOf(stamp: unknown): { sec: number; usec: number } | null {
  const outer = recordOf(stamp);
  const { sec, usec } = recordOf(outer.Timeval ?? outer.timeval ?? outer);
  const seconds = numberFrom(sec);
  if (seconds === null || !Number.isInteger(seconds) || seconds <= 0 || seconds > 0xffffffff) {
    return null;
  }
  const micros = numberFrom(usec) ?? 0;
  return { sec: seconds, usec: micros >= 0 && micros < 1_000_000 ? Math.floor(micros) : 0 };
}

function readInput(alarm: Json): CameraReading {
  const trigger = recordOf(recordOf(alarm.result).TriggerResult);
  const { source, value } = trigger;
  return {
    ok: true,
    message: {
      kind: 'input',
      format: 'zhenshi-input',
      serial: textFrom(alarm.serialno),
      source: numberFrom(source),
      value: numberFrom(value),
    },
  };
}
