import { resolve } from 'node:path';
import { type PortedGateway, portedGateways } from '@ftz/shared/contract/device.ts';
import type { WeighTolerance } from '@ftz/shared/contract/equipment.ts';
import type { ScenarioName } from '@ftz/shared/contract/feed-plan.ts';
import type { MapDatum } from '@ftz/shared/contract/site-map.ts';
import { readTolerance } from '#domain/lanes/weight-tolerance.ts';
import { gatewayPorts, type Setting, settings } from './settings.ts';

/** Everything that can be set from outside, read here and nowhere else. */
export type Config = {
  port: number;
  host: string;
  dataDir: string;
  trackDays: number;
  feeds: 'simulated' | 'none';
  scenario: ScenarioName;
  seed: number;
  speed: number;
  vehicles: number;
  reportEveryS: number;
  journalDir: string | null;
  ports: Record<PortedGateway, number>;
  mqttUrl: string | null;
  aisUrl: string | null;
  gb28181Id: string;
  camerasUrl: string;
  /** Null: nobody has set one, and every weight is a person's to judge. */
  laneTolerance: WeighTolerance | null;
  upstreamUrl: string | null;
  documentsUrl: string | null;
  cameraNetworks: string;
  /** Null: it is `host`. */
  vehicleVideoHost: string | null;
  ffmpeg: string;
  recordHours: number;
  recordGb: number;
  recordFreeGb: number;
  clipDays: number;
  isapiUrl: string | null;
  onvifUrl: string | null;
  /** Null: those of the site. */
  timeLimitsFile: string | null;
  /** Null: the map draws the basemap of the product. An address, or a file. */
  mapStyle: string | null;
  mapStyleDatum: MapDatum;
  /** Null: two browsers find each other on the network that they share. */
  iceServers: string | null;
  pushServices: string;
  /** Null: no way to ask back is told. */
  pushContact: string | null;
  corpusDir: string;
};

export type ConfigResult = { ok: true; config: Config } | { ok: false; sentences: string[] };

/** Every wrong value gets a sentence of its own, so that one start tells all of them. */
export function readConfig(env: Record<string, string | undefined>): ConfigResult {
  const sentences: string[] = [];
  const readAll = (table: Record<string, Setting>): Record<string, unknown> => {
    const entries = Object.entries(table).map(([key, setting]) => {
      const text = env[setting.name] ?? setting.fallback;
      const value = setting.read(text);
      if (value === null)
        sentences.push(`${setting.name}=${text} is not accepted: it takes ${setting.accepts}.`);
      return [key, value];
    });
    return Object.fromEntries(entries);
  };
  const config = { ...readAll(settings), ports: readAll(gatewayPorts) } as Config;
  if (sentences.length > 0) return { ok: false, sentences };
  return {
    ok: true,
    config: {
      ...config,
      dataDir: resolve(config.dataDir),
      journalDir: config.journalDir ? resolve(config.journalDir) : null,
      mqttUrl: config.mqttUrl || null,
      laneTolerance: readTolerance(String(config.laneTolerance)),
      isapiUrl: config.isapiUrl || null,
      vehicleVideoHost: config.vehicleVideoHost || null,
      onvifUrl: config.onvifUrl || null,
      aisUrl: config.aisUrl || null,
      upstreamUrl: config.upstreamUrl || null,
      documentsUrl: config.documentsUrl || null,
      iceServers: config.iceServers || null,
      pushContact: config.pushContact || null,
      mapStyle: mapPlaceOf(config.mapStyle),
      timeLimitsFile: config.timeLimitsFile ? resolve(config.timeLimitsFile) : null,
    },
  };
}

/** A file is of the folder in which the house was started. */
function mapPlaceOf(text: string | null): string | null {
  if (!text) return null;
  return /^[a-z]+:/i.test(text) ? text : resolve(text);
}

/** What each port is called outside, the web server's first. */
export const portNames: readonly (readonly [name: string, of: (config: Config) => number])[] = [
  [settings.port.name, (config) => config.port],
  ...portedGateways.map(
    (gateway) => [gatewayPorts[gateway].name, (config: Config) => config.ports[gateway]] as const,
  ),
];

export function helpText(): string {
  const lines = [...Object.values(settings), ...Object.values(gatewayPorts)].map(
    ({ name, fallback, accepts, means }) =>
      `  ${name.padEnd(12)} ${means}\n               accepts ${accepts}; default ${fallback || 'empty'}`,
  );
  const restored =
    'After putting a backup of DATA_DIR back by hand, on the stopped house: npm run restored';
  return `Settings, by environment variable:\n\n${lines.join('\n')}\n\n${restored}\n`;
}
