import type { Fields } from '#conformance/corpus-row.ts';
import { placeWords, timeOf } from './eseal-words.ts';

/** Who or what opened the lock, by the number of the P45 event. */
const sourceNames: Record<number, string> = {
  1: 'rfid_authorised',
  2: 'rfid_illegal',
  3: 'vehicle_card',
  4: 'remote_static_password',
  5: 'auto_locked',
  6: 'dynamic_password',
  7: 'bluetooth',
};

/** What the platform tells the older trackers to do. */
const meanings: Record<string, string> = {
  'S07,0': 'engine stop',
  'S07,1': 'engine resume',
  S17: 'reboot device',
};

function meaningOf({ command, fields }: Fields): Fields {
  const [first] = fields as string[];
  const meaning = meanings[`${command},${first}`] ?? meanings[`${command}`];
  return meaning === undefined ? {} : { meaning };
}

export function wordsOfText(fields: Fields): Fields {
  const said = fields.said as Fields;
  const deviceId = fields.deviceId;
  return {
    frame: deviceId === null ? 'ascii_command' : 'ascii',
    ...(deviceId === null ? {} : { device_id: deviceId }),
    command: fields.command,
    params: fields.fields,
    has_position: 'fix' in said,
    ...('fix' in said ? placeWords(said.fix as Fields) : {}),
    ...saidWords(said),
    ...(deviceId === null ? meaningOf(fields) : {}),
  };
}

function saidWords(said: Fields): Fields {
  switch (said.kind) {
    case 'heartbeat':
      return { kind: 'heartbeat' };
    case 'lock-event':
      return eventWords(said);
    case 'tracker-report':
      return trackerWords(said);
    case 'old-tracker-report':
      return oldTrackerWords(said);
    default:
      return {};
  }
}

const eventWords = (said: Fields): Fields => ({
  kind: 'lock_event',
  speed_kmh: said.speedKph,
  event_source: said.source,
  event_source_name: sourceNames[Number(said.source)] ?? null,
  unlock_verification: said.verification,
  rfid_card: said.card,
  password_ok: said.passwordOk,
  wrong_password_count: said.wrongPasswords,
  event_serial: said.serial,
  mileage_km: said.mileageKm,
});

const trackerWords = (said: Fields): Fields => ({
  alarm_code: said.alarmCode,
  speed_raw: said.speedRaw,
  satellites: said.satellites,
  battery_pct: said.batteryPct,
  status_bits: said.statusBits,
  cell_id: said.cellId,
  lac: said.lac,
  gsm_signal: said.gsmSignal,
  mileage_km: said.mileageKm,
  serial: said.serial,
});

const oldTrackerWords = (said: Fields): Fields => ({
  speed_raw: said.speedRaw,
  power_raw: said.powerRaw,
  battery_pct: said.powerRaw,
  gps_signal: said.gpsSignal,
  gsm_signal: said.gsmSignal,
  alarm_code: said.alarmCode,
});

export function wordsOfSensor(fields: Fields): Fields {
  const sensor = fields.sensor as Fields;
  const climate = sensor.climate as Fields | null;
  return {
    frame: 'wlnet',
    device_id: fields.deviceId,
    serial: fields.serial,
    kind_code: fields.kindCode,
    ...placeWords(fields.fix as Fields),
    has_position: true,
    sensor_time_utc: timeOf(sensor.atMs),
    sensor_id: sensor.id,
    sensor_index: sensor.index,
    sensor_battery_v: sensor.batteryV,
    sensor_battery_pct: sensor.batteryPct,
    sensor_rssi_dbm: sensor.rssiDbm,
    sensor_type: sensor.type,
    ...(climate && {
      temperature_c: climate.temperatureC,
      humidity_pct: climate.humidityPct,
    }),
  };
}
