import type { GatewayName } from '@ftz/shared/contract/device.ts';
import type { Config } from './config.ts';
import type { DeviceKeys } from './device-keys.ts';
import type { Gateways } from './gateways.ts';

/** What the simulated devices are told: addresses and keys, as a technician would enter them. */
export type FeedPlan = {
  scenario: string;
  seed: number;
  speed: number;
  vehicles: number;
  host: string;
  jt808Port: number;
  dc09Port: number;
  mqttUrl: string;
  httpUrl: string;
  camerasUrl: string;
  laneKeys: Record<string, string>;
  documentsKey: string;
  /** When this simulated world began: it goes on where it was. */
  startedAtMs: number;
};

export function feedPlanOf(
  { scenario, seed, speed, vehicles, host, mqttUrl, camerasUrl }: Config,
  keys: DeviceKeys,
  gateways: Gateways,
  httpUrl: string,
  startedAtMs: number,
): FeedPlan {
  const portOf = (name: GatewayName) => gateways.running.get(name)?.port ?? 0;
  return {
    scenario,
    seed,
    speed,
    vehicles,
    host,
    jt808Port: portOf('jt808'),
    dc09Port: portOf('perimeter-dc09'),
    mqttUrl: mqttUrl ?? `mqtt://${host}:${portOf('eseal-mqtt')}`,
    httpUrl,
    camerasUrl,
    laneKeys: keys.lanes,
    documentsKey: keys.documents,
    startedAtMs,
  };
}
