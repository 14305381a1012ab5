import type { PortedGateway } from '@ftz/shared/contract/device.ts';
import { feedLimits, scenarioNames } from '@ftz/shared/contract/feed-plan.ts';
import { parseNetworks } from '#adapters/cameras/camera-networks.ts';
import { parsePushServices, usualPushServices } from '#adapters/web-push/push-services.ts';
import { readTolerance } from '#domain/lanes/weight-tolerance.ts';
import type { Config } from './config.ts';

/** One thing that can be set from outside: its name there, what it takes, and what it means. */
export type Setting = {
  name: string;
  fallback: string;
  accepts: string;
  means: string;
  /** Null: the value is not accepted. */
  read: (text: string) => string | number | null;
};

const whole =
  (least: number, most: number) =>
  (text: string): number | null => {
    const value = /^\d+$/.test(text) ? Number(text) : Number.NaN;
    return value >= least && value <= most ? value : null;
  };
const oneOf =
  (...words: string[]) =>
  (text: string) =>
    words.includes(text) ? text : null;
const some = (text: string) => (text.trim() === '' ? null : text.trim());
const urlOf =
  (...protocols: string[]) =>
  (text: string) => {
    if (text === '') return '';
    return URL.canParse(text) && protocols.includes(new URL(text).protocol) ? text : null;
  };

const portRange = 'a port from 0 (any free one) to 65535';
const port = (name: string, fallback: number, means: string): Setting => ({
  name,
  fallback: String(fallback),
  accepts: portRange,
  means,
  read: whole(0, 65_535),
});

/** The ports of the gateways. */
export const gatewayPorts: Record<PortedGateway, Setting> = {
  jt808: port('JT808_PORT', 7611, 'vehicle terminals, JT/T 808 over TCP and UDP'),
  'perimeter-dc09': port('DC09_PORT', 7612, 'perimeter panels, SIA DC-09 over TCP and UDP'),
  'eseal-mqtt': port('MQTT_PORT', 1883, 'electronic seals, the embedded MQTT broker'),
  'eseal-jointech': port('JOINTECH_PORT', 7613, 'electronic seals, Jointech over TCP'),
  'lane-jgst14': port('JGST14_PORT', 7614, 'traditional checkpoint lanes, JGS/T 14 over TCP'),
  'lane-equipment': port('LANE_EQUIPMENT_PORT', 7615, 'weighbridges, readers, barriers over TCP'),
  ais: port('AIS_PORT', 7616, 'vessels, AIVDM over TCP and UDP'),
  gb28181: port('GB28181_PORT', 5060, 'video platforms, GB/T 28181 SIP over TCP and UDP'),
  jt1078: port('JT1078_PORT', 7617, 'pictures of vehicle terminals, JT/T 1078 over TCP'),
};

export const settings: Record<Exclude<keyof Config, 'ports'>, Setting> = {
  port: port('PORT', 8080, 'web pages, REST, live socket and HTTP devices'),
  host: {
    name: 'HOST',
    fallback: '127.0.0.1',
    accepts: 'an address of this machine',
    means: 'where all ports listen',
    read: some,
  },
  dataDir: {
    name: 'DATA_DIR',
    fallback: './data',
    accepts: 'a folder',
    means: 'the log, accounts, tracks and photographs',
    read: some,
  },
  trackDays: {
    name: 'TRACK_DAYS',
    fallback: '30',
    accepts: 'a whole number from 1 to 400',
    means: 'how long it is kept where vehicles were',
    read: whole(1, 400),
  },
  feeds: {
    name: 'FEEDS',
    fallback: 'simulated',
    accepts: 'simulated or none',
    means: 'whether simulated devices are started beside it',
    read: oneOf('simulated', 'none'),
  },
  scenario: {
    name: 'SCENARIO',
    fallback: scenarioNames[0],
    accepts: scenarioNames.join(' or '),
    means: 'what the simulated devices live through',
    read: oneOf(...scenarioNames),
  },
  seed: {
    name: 'SEED',
    fallback: '1',
    accepts: 'a whole number from 0 to 4294967295',
    means: 'the dice of the simulation',
    read: whole(0, 4_294_967_295),
  },
  speed: {
    name: 'SPEED',
    fallback: '1',
    accepts: `a number from ${feedLimits.speed.least} to ${feedLimits.speed.most}`,
    means: 'how many times faster than life the simulation runs',
    read: (text) => {
      const value = /^\d+(\.\d+)?$/.test(text) ? Number(text) : Number.NaN;
      return value >= feedLimits.speed.least && value <= feedLimits.speed.most ? value : null;
    },
  },
  vehicles: {
    name: 'VEHICLES',
    fallback: '300',
    accepts: `a whole number from ${feedLimits.vehicles.least} to ${feedLimits.vehicles.most}`,
    means: 'registered trucks, and simulated ones',
    read: whole(feedLimits.vehicles.least, feedLimits.vehicles.most),
  },
  reportEveryS: {
    name: 'REPORT_EVERY_S',
    fallback: '5',
    accepts: `a whole number from ${feedLimits.reportEveryS.least} to ${feedLimits.reportEveryS.most}`,
    means: 'seconds between two positions of a simulated truck',
    read: whole(feedLimits.reportEveryS.least, feedLimits.reportEveryS.most),
  },
  journalDir: {
    name: 'JOURNAL_DIR',
    fallback: '',
    accepts: 'empty, or a folder',
    means: 'where simulated devices note what they sent and what was acknowledged',
    read: (text) => text.trim(),
  },
  mqttUrl: {
    name: 'MQTT_URL',
    fallback: '',
    accepts: 'empty, or an address such as mqtt://broker:1883',
    means: 'an outside broker instead of the embedded one',
    read: urlOf('mqtt:', 'mqtts:'),
  },
  gb28181Id: {
    name: 'GB28181_ID',
    fallback: '31011500002000000001',
    accepts: 'twenty digits',
    means: 'our own number among video platforms, GB/T 28181',
    read: (text) => (/^\d{20}$/.test(text) ? text : null),
  },
  aisUrl: {
    name: 'AIS_URL',
    fallback: '',
    accepts: 'empty, or an address such as tcp://receiver:10110',
    means: 'a receiver of vessels that waits to be called',
    read: (text) => (text === '' || /:\d{1,5}$/.test(text) ? urlOf('tcp:')(text) : null),
  },
  camerasUrl: {
    name: 'CAMERAS_URL',
    fallback: 'http://127.0.0.1:8090',
    accepts: 'an http or https address',
    means: 'the head-end that serves the cameras as HLS',
    read: (text) => (text === '' ? null : urlOf('http:', 'https:')(text)),
  },
  laneTolerance: {
    name: 'LANE_TOLERANCE',
    fallback: '',
    accepts: 'empty, or a tolerance such as 300kg/2%',
    means:
      'how far a bridge without a tolerance of its own may be from the papers; empty: a person decides',
    read: (text) => (text === '' || readTolerance(text) ? text : null),
  },
  upstreamUrl: {
    name: 'UPSTREAM_URL',
    fallback: 'http://127.0.0.1:8091/alerts',
    accepts: 'empty, or an http or https address',
    means: 'where the national centre takes our CAP messages; empty: there is none',
    read: urlOf('http:', 'https:'),
  },
  documentsUrl: {
    name: 'DOCUMENTS_URL',
    fallback: '',
    accepts: 'empty, or an http or https address',
    means: 'where papers are asked for, besides those that are posted; empty: nowhere',
    read: urlOf('http:', 'https:'),
  },
  cameraNetworks: {
    name: 'CAMERA_NETWORKS',
    fallback: '',
    accepts: 'empty, or networks with ports such as 10.20.0.0/16:554,10.21.4.7:80',
    means: 'where cameras with an address of their own may be reached; nothing else is ever called',
    read: (text) => (parseNetworks(text) === null ? null : text),
  },
  vehicleVideoHost: {
    name: 'VEHICLE_VIDEO_HOST',
    fallback: '',
    accepts: 'empty, or an address of this machine',
    means: 'where vehicle terminals are told to send their pictures; empty: to HOST',
    read: (text) => (/^[A-Za-z0-9.:-]{0,64}$/.test(text) ? text : null),
  },
  ffmpeg: {
    name: 'FFMPEG',
    fallback: 'ffmpeg',
    accepts: 'a program',
    means: 'what turns RTSP cameras into pictures for browsers',
    read: some,
  },
  recordHours: {
    name: 'RECORD_HOURS',
    fallback: '24',
    accepts: 'a whole number from 0 (nothing is recorded) to 2400',
    means: 'how long the pictures of a camera are kept that has no hours of its own',
    read: whole(0, 2_400),
  },
  recordGb: {
    name: 'RECORD_GB',
    fallback: '4',
    accepts: 'a whole number of gigabytes from 1 to 100000',
    means: 'how much recordings take at most, without what incidents hold; the oldest go first',
    read: whole(1, 100_000),
  },
  recordFreeGb: {
    name: 'RECORD_FREE_GB',
    fallback: '2',
    accepts: 'a whole number of gigabytes from 0 to 10000',
    means: 'what recordings leave free on the disk',
    read: whole(0, 10_000),
  },
  clipDays: {
    name: 'CLIP_DAYS',
    fallback: '90',
    accepts: 'a whole number of days from 1 to 4000',
    means: 'how long the pictures of an incident are held after it has ended',
    read: whole(1, 4_000),
  },
  isapiUrl: {
    name: 'ISAPI_URL',
    fallback: 'http://127.0.0.1:8093',
    accepts: 'empty, or an http address',
    means: 'where simulated ISAPI cameras listen; real ones are named in camera-links.json',
    read: urlOf('http:'),
  },
  onvifUrl: {
    name: 'ONVIF_URL',
    fallback: 'http://127.0.0.1:8094',
    accepts: 'empty, or an http address',
    means: 'where simulated ONVIF cameras listen; real ones are named in camera-links.json',
    read: urlOf('http:'),
  },
  mapStyle: {
    name: 'MAP_STYLE',
    fallback: '',
    accepts:
      'empty, or the address or file of a MapLibre style or a .pmtiles archive, or http://…/{z}/{x}/{y}.png',
    means: "the site's own map, under all that we draw; empty: the basemap of the product",
    read: (text) => text.trim(),
  },
  mapStyleDatum: {
    name: 'MAP_STYLE_DATUM',
    fallback: 'WGS-84',
    accepts: 'WGS-84 or GCJ-02',
    means: 'what MAP_STYLE was cut in; pictures in GCJ-02 are moved to where things are',
    read: oneOf('WGS-84', 'GCJ-02'),
  },
  timeLimitsFile: {
    name: 'TIME_LIMITS_FILE',
    fallback: '',
    accepts: 'empty, or a JSON file like shared/src/site/time-limits.json',
    means: "how long people have for what, instead of the site's own limits",
    read: (text) => text,
  },
  iceServers: {
    name: 'ICE_SERVERS',
    fallback: '',
    accepts: 'empty, or stun: and turn: addresses of this network, with spaces between',
    means: 'how desk and phone find each other for a video call where they share no network',
    read: (text) =>
      text.split(/\s+/).every((each) => each === '' || /^(stun|turn)s?:/.test(each))
        ? text.trim()
        : null,
  },
  pushServices: {
    name: 'PUSH_SERVICES',
    fallback: usualPushServices,
    accepts: 'empty, or names with an optional port such as fcm.googleapis.com,*.push.apple.com',
    means: "services of browsers' vendors that ring phones; only these are called; empty: none is",
    read: (text) => (parsePushServices(text) === null ? null : text),
  },
  pushContact: {
    name: 'PUSH_CONTACT',
    fallback: '',
    accepts: 'empty, or an address such as mailto:it@zone.example',
    means: 'whom a push service may ask when something is wrong; Apple takes nothing without one',
    read: urlOf('mailto:', 'https:'),
  },
  corpusDir: {
    name: 'CORPUS_DIR',
    fallback: '../shared/data/corpus',
    accepts: 'a folder',
    means: 'captured device messages, read by the tests alone',
    read: some,
  },
};
