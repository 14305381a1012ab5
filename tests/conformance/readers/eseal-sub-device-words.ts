import type { Fields } from '#conformance/corpus-row.ts';
import { hex, placeWords, speedDigits } from './eseal-words.ts';

type Item = { id: number; hex: string };

const numberOf = (digits: string) => Number.parseInt(digits, 16);
const signed16 = (digits: string) => (numberOf(digits) << 16) >> 16;

/** What the items say that have a meaning of their own. */
const itemWords: Record<number, (digits: string) => Fields> = {
  2: (digits) => ({ altitude_m: signed16(digits) }),
  11: lockWords,
  12: (digits) => ({ tilt: [0, 4, 8].map((at) => signed16(digits.slice(at, at + 4))) }),
  16: (digits) => ({ wake_source: numberOf(digits) }),
  252: (digits) => ({ fence_id: numberOf(digits) }),
};

/** A command; a card of four bytes or a password of six; a result. */
function lockWords(digits: string): Fields {
  const command = { lock_command: numberOf(digits.slice(0, 2)) };
  const more = digits.slice(2);
  if (more.length < 2) return command;
  const result = { lock_result: numberOf(more.slice(-2)) };
  const key = more.slice(0, -2);
  if (key.length === 8) return { ...command, ...result, lock_card: key, rfid_card: key };
  if (key.length === 12) return { ...command, ...result, lock_password: key };
  return { ...command, ...result };
}

export function wordsOfSubDevice(fields: Fields): Fields {
  const items = fields.items as Item[];
  const battery = Number(fields.batteryRaw);
  return {
    frame: hex(fields.messageId, 4),
    ack_required: fields.ackWanted,
    attr: hex(fields.attributes, 4),
    attr_length: fields.bodyLength,
    device_id: fields.deviceId,
    index: fields.index,
    ...placeWords(fields),
    has_position: true,
    speed_raw: speedDigits(fields),
    gsm_signal: fields.gsmSignal,
    satellites: fields.satellites,
    mileage_km: fields.mileageKm,
    battery_raw: battery,
    ...(battery > 100 ? { charging: true } : { battery_pct: battery }),
    cell_id: fields.cellId,
    lac: fields.lac,
    product_type: fields.product,
    status_word: hex(fields.statusWord, 4),
    alarm_word: hex(fields.alarmWord, 4),
    ...Object.assign({}, ...items.map(({ id, hex: digits }) => itemWords[id]?.(digits) ?? {})),
    tlv: items.map(({ id, hex: digits }) => ({
      id: `0x${id.toString(16).toUpperCase().padStart(2, '0')}`,
      hex: digits,
    })),
  };
}
