import type { Message } from '@ftz/bff/adapters/jt808/decode.ts';
import type { Header } from '@ftz/bff/adapters/jt808/header.ts';
import type { Location } from '@ftz/bff/adapters/jt808/location.ts';
import type { Fields } from '#conformance/corpus-row.ts';

// What we read, in the words of the corpus.

const hexWord = (value: number, digits = 4): string =>
  `0x${value.toString(16).toUpperCase().padStart(digits, '0')}`;

/** Milliseconds as the corpus writes them: Beijing time with its offset. */
const localTime = (atMs: number): string | null =>
  Number.isNaN(atMs) ? null : `${new Date(atMs + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;

export function headerWords(header: Header, payload: Uint8Array): Fields {
  return {
    msg_id: hexWord(header.messageId),
    body_length: header.bodyLength,
    encrypt: header.encryption,
    fragmented: header.packets !== null,
    version_flag_2019: header.versionFlag,
    header_variant: header.layout,
    terminal_phone_bcd: header.phone,
    terminal_phone: header.phone.replace(/^0+/, ''),
    flow_no: header.flow,
    protocol_version: header.protocolVersion,
    packet_total: header.packets?.total,
    packet_index: header.packets?.index,
    checksum: hexWord(
      payload.reduce((sum, byte) => sum ^ byte, 0),
      2,
    ),
    header_note:
      header.versionFlag && header.layout === '2013'
        ? 'version_flag_set_but_2013_header'
        : undefined,
  };
}

function locationWords(location: Location): Fields {
  const { items } = location;
  const off = Math.abs(location.latDeg) > 90 || Math.abs(location.lonDeg) > 180;
  return {
    alarm_bits: location.alarmBits,
    status_bits: location.statusBits,
    acc_on: (location.statusBits & 1) === 1,
    fix_valid: (location.statusBits & 2) === 2,
    lat_deg: location.latDeg,
    lon_deg: location.lonDeg,
    abs_lat_deg: Math.abs(location.latDeg),
    abs_lon_deg: Math.abs(location.lonDeg),
    coord_out_of_range: off ? true : undefined,
    // The corpus keeps the WORD as it came, we read it signed.
    altitude_m: location.altitudeM & 0xffff,
    speed_kmh: location.speedKph,
    direction_deg: location.headingDeg,
    time: localTime(location.atMs),
    mileage_km: items.mileageKm,
    fuel_l: items.fuelL,
    recorder_speed_kmh: items.recorderSpeedKph,
    manual_alarm_event_id: items.eventToConfirm,
    overspeed: items.overspeedPlace && {
      area_type: items.overspeedPlace.type,
      area_id: items.overspeedPlace.id,
    },
    area_inout: items.areaCrossing && {
      area_type: items.areaCrossing.type,
      area_id: items.areaCrossing.id,
      direction: items.areaCrossing.direction,
    },
    route_time: items.segmentTime && {
      section_id: items.segmentTime.id,
      duration_s: items.segmentTime.seconds,
      result: items.segmentTime.result,
    },
    ext_signal_bits: items.signalBits,
    io_status_bits: items.ioBits,
    analog_ad0: items.analog?.ad0,
    analog_ad1: items.analog?.ad1,
    rssi: items.signalStrength,
    gnss_satellites: items.satellites,
    additional: items.asSent.map(({ id, hex }) => ({ id: hexWord(id, 2), hex })),
    additional_trailing_hex: items.trailingHex,
  };
}

function parameterWords(parameters: { id: number; hex: string }[]): Fields[] {
  const nameOfLength: Record<number, string> = { 1: 'byte', 2: 'word', 4: 'dword' };
  return parameters.map(({ id, hex }) => {
    const name = nameOfLength[hex.length / 2];
    const number = name === undefined ? {} : { [name]: Number.parseInt(hex, 16) };
    return { id: hexWord(id), hex, ...number };
  });
}

export function bodyWords(message: Message): Fields | null {
  switch (message.kind) {
    case 'register':
      return {
        province_id: message.province,
        city_id: message.city,
        maker_id: message.maker,
        terminal_model: message.model,
        terminal_id: message.makersTerminalId,
        plate_colour: message.plateColour,
        plate: message.plate,
        register_variant: message.edition,
      };
    case 'authenticate':
      return {
        auth_code: message.authCode,
        imei: message.imei,
        software_version: message.softwareVersion,
      };
    case 'heartbeat':
    case 'deregister':
    case 'query':
      return {};
    case 'location':
      return locationWords(message.location);
    case 'location-answer':
      return { ack_flow_no: message.answersFlow, ...locationWords(message.location) };
    case 'location-batch':
      return {
        item_count: message.locations.length,
        batch_type: message.type,
        items: message.locations.map(locationWords),
      };
    case 'terminal-ack':
    case 'platform-ack':
      return {
        ack_flow_no: message.flow,
        ack_msg_id: hexWord(message.messageId),
        result: message.result,
      };
    case 'register-answer':
      return { ack_flow_no: message.flow, result: message.result, auth_code: message.authCode };
    case 'parameters':
      return {
        ack_flow_no: message.answersFlow,
        param_count: message.parameters.length,
        params: parameterWords(message.parameters),
      };
    case 'set-parameters':
      return {
        param_count: message.parameters.length,
        params: parameterWords(message.parameters),
      };
    default:
      return rarerWords(message);
  }
}

/** The rarer messages; null for a body that is not opened. */
function rarerWords(message: Message): Fields | null {
  switch (message.kind) {
    case 'driver-card':
      return {
        card_status: message.status,
        card_time: localTime(message.atMs),
        read_result: message.readResult,
      };
    case 'media':
      return {
        media_id: message.mediaId,
        media_type: message.mediaType,
        media_format: message.format,
        event_code: message.event,
        channel_id: message.channel,
        media_bytes: message.dataBytes,
        ...(message.location === null ? {} : locationWords(message.location)),
      };
    case 'passed-through':
      return { transparent_type: hexWord(message.type, 2), payload_hex: message.hex };
    case 'terminal-control':
      return { command: message.command, params_text: message.parametersText };
    case 'track':
      return { interval_s: message.intervalS, validity_s: message.validityS };
    case 'text':
      return { flag_bits: message.flagBits, text: message.text, text_type: message.textType };
    case 'vehicle-control':
      return { control_flag: message.controlBits };
    case 'record':
      return message.name === 'pass-through'
        ? {
            transparent_type: hexWord(Number(message.fields.type), 2),
            payload_hex: message.fields.hex,
          }
        : null;
    default:
      return null;
  }
}
