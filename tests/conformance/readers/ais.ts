import { aisReader } from '@ftz/bff/adapters/ais/ais-reader.ts';
import {
  bytesOfRow,
  type CorpusReader,
  type CorpusReading,
  type CorpusRow,
  type Fields,
} from '#conformance/corpus-row.ts';

/** Our words, and what gpsd, pyais and the corpus's own reader call the same fields. */
const corpusWords: Record<string, readonly string[]> = {
  type: ['type', 'msg_type', 'message_type'],
  navStatus: ['nav_status', 'status'],
  speedKn: ['speed_kn', 'speed'],
  lonDeg: ['lon_deg', 'lon'],
  latDeg: ['lat_deg', 'lat'],
  courseDeg: ['course_deg', 'course'],
  headingDeg: ['heading_deg', 'heading'],
  turnRaw: ['turn_raw', 'rot_raw'],
  accurate: ['accuracy'],
  manoeuvre: ['maneuver'],
  aisVersion: ['ais_version'],
  name: ['shipname', 'name'],
  shipType: ['ship_type', 'shiptype'],
  fixedBy: ['epfd'],
  etaMonth: ['eta_month', 'month'],
  etaDay: ['eta_day', 'day'],
  etaHour: ['eta_hour', 'hour'],
  etaMinute: ['eta_minute', 'minute'],
  draughtM: ['draught_m', 'draught'],
  noTerminal: ['dte'],
  toBowM: ['to_bow', 'to_bow_m'],
  toSternM: ['to_stern', 'to_stern_m'],
  toPortM: ['to_port', 'to_port_m'],
  toStarboardM: ['to_starboard', 'to_starboard_m'],
  altitudeM: ['altitude_m', 'alt_m', 'alt'],
  aidType: ['aid_type'],
  offPosition: ['off_position'],
  virtual: ['virtual_aid', 'virtual'],
  nameExtension: ['name_ext', 'name_extension'],
  toMmsi: ['dest_mmsi'],
  sequence: ['seqno', 'seq'],
  areaCode: ['dac'],
  functionId: ['fid'],
  vendor: ['vendorid', 'vendor', 'vendor_id'],
  unitModel: ['model'],
  unitSerial: ['serial'],
  motherMmsi: ['mothership_mmsi'],
  carrierSense: ['cs'],
  hasDisplay: ['display'],
  hasDsc: ['dsc'],
  wholeBand: ['band'],
  takesMessage22: ['msg22'],
  channelA: ['channel_a'],
  channelB: ['channel_b'],
  transmit: ['txrx'],
  lowPower: ['power'],
  stationType: ['station_type'],
  quietMinutes: ['quiet'],
  eastLonDeg: ['ne_lon'],
  northLatDeg: ['ne_lat'],
  westLonDeg: ['sw_lon'],
  southLatDeg: ['sw_lat'],
  positionIsOld: ['gnss'],
};

function read(row: CorpusRow): CorpusReading {
  const readings = aisReader.read(bytesOfRow(row), {});
  const refused = readings.find((reading) => !reading.ok);
  const message = readings.find((reading) => reading.ok);
  if (!message?.ok)
    return { ok: false, reason: refused?.ok === false ? refused.reason : 'nothing' };
  const words: Fields = {};
  for (const [name, value] of Object.entries(message.fields)) {
    for (const word of corpusWords[name] ?? [name]) words[word] = value;
  }
  return { ok: true, words };
}

/** The second half of a type 24 has no room for a name: a reader of a whole log knows it from the first. */
const namedByTheOtherHalf = (row: CorpusRow) => {
  const reading = read(row);
  return reading.ok && reading.words.type === 24 && reading.words.part === 1;
};
/** And the first half has none for what the second says. */
const toldByTheOtherHalf = (row: CorpusRow) => {
  const reading = read(row);
  return reading.ok && reading.words.type === 24 && reading.words.part === 0;
};

export const ais: CorpusReader = {
  protocol: 'ais',
  read,
  notComparable: (field, row) => {
    if (field === 'shipname' && namedByTheOtherHalf(row))
      return 'said by part A, another message of the same log';
    if (
      ['callsign', 'ship_type', 'shiptype', 'vendorid'].includes(field) &&
      toldByTheOtherHalf(row)
    )
      return 'said by part B, another message of the same log';
    return null;
  },
};
