import { readDigits } from './bcd.ts';
import { unescapeBytes } from './escapes.ts';
import { type Fix, fixBytes, readFix, readPlace } from './fix.ts';

/**
 * `(id,1,serial,WLNET,5,2,` and then bytes: what a wireless sensor told the lock. The bytes carry the
 * escapes of text frames, so the frame still ends at the first `)`.
 */
export type SensorReport = {
  deviceId: string;
  serial: number;
  kindCode: number;
  fix: Fix;
  sensor: {
    atMs: number | null;
    id: string;
    index: number;
    batteryV: number;
    batteryPct: number;
    /** Sent without its sign. */
    rssiDbm: number;
    type: number;
    /** Of sensors of type 1, thermometers. */
    climate: { temperatureC: number; humidityPct: number } | null;
  };
};

type SensorDecoding = { ok: true; report: SensorReport } | { ok: false };

const headPattern = /^(\d{8,15}),\d+,(\d{1,5}),WLNET,\d+,(\d{1,3}),/;
const longestHead = 64;
/** Behind the fix: time 6, id 5, index, voltage 2, charge, RSSI, type. */
const sensorAt = fixBytes;
const climateAt = sensorAt + 17;
const thermometer = 1;
/** Two bytes of temperature, one of humidity, three that the manual reserves. */
const climateBytes = 6;

/** Whether the text that begins so carries bytes. */
export function isSensorFrame(inner: Uint8Array): boolean {
  return headPattern.test(Buffer.from(inner.subarray(0, longestHead)).toString('latin1'));
}

/** Null when it is no frame of this kind, so that another reader looks at it. */
export function decodeSensorFrame(inner: Uint8Array): SensorDecoding | null {
  const text = Buffer.from(inner.subarray(0, longestHead)).toString('latin1');
  const head = headPattern.exec(text);
  if (head === null) return null;
  const [whole, deviceId = '', serial = '', kindCode = ''] = head;
  const bytes = unescapeBytes(inner.subarray(whole.length));
  const fix = bytes && readFix(bytes, 0);
  const sensor = bytes && readSensor(bytes);
  if (!fix || !sensor) return { ok: false };
  return {
    ok: true,
    report: { deviceId, serial: Number(serial), kindCode: Number(kindCode), fix, sensor },
  };
}

function readSensor(bytes: Uint8Array): SensorReport['sensor'] | null {
  if (bytes.length < climateAt) return null;
  const id = readDigits(bytes, (sensorAt + 6) * 2, 10);
  const atMs = readSensorMoment(bytes);
  const [index = 0, high = 0, low = 0, batteryPct = 0, rssi = 0, type = 0] = bytes.subarray(
    sensorAt + 11,
  );
  const climate = type === thermometer ? readClimate(bytes) : null;
  // A damaged one is known by its time, or by bytes too many: neither guesses where a byte was lost.
  if (id === null || atMs === null || (type === thermometer && climate === null)) return null;
  const batteryV = ((high << 8) | low) / 100;
  return { atMs, id, index, batteryV, batteryPct, rssiDbm: -rssi, type, climate };
}

function readClimate(bytes: Uint8Array): { temperatureC: number; humidityPct: number } | null {
  if (bytes.length !== climateAt + climateBytes) return null;
  const view = new DataView(bytes.buffer, bytes.byteOffset + climateAt, climateBytes);
  return { temperatureC: view.getInt16(0) / 10, humidityPct: view.getUint8(2) };
}

/** The sensor's own clock, with the place of the lock left out. */
function readSensorMoment(bytes: Uint8Array): number | null {
  const clock = new Uint8Array(fixBytes);
  clock.set(bytes.subarray(sensorAt, sensorAt + 6));
  return readPlace(clock, 0)?.atMs ?? null;
}
