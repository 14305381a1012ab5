import type { Fields } from '#conformance/corpus-row.ts';
import { hex, placeWords, speedDigits } from './eseal-words.ts';

const headWords = (fields: Fields): Fields => ({
  frame: 'binary',
  device_id: fields.deviceId,
  device_type: fields.deviceType,
  data_type: fields.dataType,
  data_length: fields.dataBytes,
  frame_length: Number(fields.dataBytes) + 10,
  has_position: true,
});

const charging = 0xff;

export function wordsOfReport(fields: Fields): Fields {
  const fix = fields.fix as Fields;
  const battery = fields.batteryRaw;
  const network = fields.network as Fields | null;
  const extension = fields.extension as Fields | null;
  return {
    ...headWords(fields),
    protocol_version: hex(fields.model, 2),
    ...placeWords(fix),
    speed_raw: speedDigits(fix),
    mileage_km: fields.mileageKm,
    satellites: fields.satellites,
    vehicle_id_hex: fields.vehicleIdHex,
    status_word: hex(fields.statusWord, 4),
    status: statusWords(fields.status as Fields),
    battery_raw: battery,
    ...(battery === charging ? { charging: true, battery_pct: null } : { battery_pct: battery }),
    cell_id_low16: fields.cellIdLow,
    lac: fields.lac,
    gsm_signal: fields.gsmSignal,
    ...(extension && {
      fence_id: extension.fenceId,
      wake_source: extension.wakeSource,
      speed_knots: fix.speedRaw,
    }),
    ...(network && {
      mnc_high: network.mncHigh,
      cell_id_high16: network.cellIdHigh,
      mcc: network.mcc,
      mnc_low: network.mncLow,
    }),
    serial_no: fields.serial,
  };
}

const statusWords = (status: Fields): Fields => ({
  base_station_fix: status.baseStationFix,
  fence_enter: status.fenceEnter,
  fence_exit: status.fenceExit,
  rope_cut: status.ropeCut,
  vibration: status.vibration,
  ack_required: status.ackWanted,
  rope_inserted: status.ropeInserted,
  motor_locked: status.motorLocked,
  long_unlock: status.longUnlock,
  wrong_password_x5: status.fiveWrongPasswords,
  illegal_card: status.illegalCard,
  low_battery: status.lowBattery,
  cover_open_alarm: status.coverOpened,
  cover_closed: status.coverClosed,
  motor_stuck: status.motorStuck,
});

export function wordsOfShortReport(fields: Fields): Fields {
  const records = (fields.records as Fields[]).map((record) => {
    const more = record.inVersion1 as Fields | null;
    return {
      ...placeWords(record),
      speed_raw: speedDigits(record),
      ...(more && {
        satellites: more.satellites,
        power_raw: more.powerRaw,
        altitude_m: more.altitudeM,
        cell_id: more.cellId,
        lac: more.lac,
        gsm_signal: more.gsmSignal,
      }),
    };
  });
  return {
    ...headWords(fields),
    short_version: fields.version,
    records,
    last_byte: fields.lastByte,
  };
}
