import { type PortedGateway, portedGateways } from '@ftz/shared/contract/device.ts';
import type { FeedPlan } from '@ftz/shared/contract/feed-plan.ts';
import type { Config } from './config.ts';
import type { DeviceKeys } from './device-keys.ts';
import type { Gateways } from './gateways.ts';

/** What a running house tells its simulated devices. */
export function feedPlanOf(
  config: Config,
  keys: DeviceKeys,
  gateways: Gateways,
  httpUrl: string,
  world: Required<Pick<FeedPlan, 'startedAtMs' | 'heardUntilMs'>>,
): FeedPlan {
  const { scenario, seed, speed, vehicles, reportEveryS, host, mqttUrl, camerasUrl } = config;
  const portOf = (name: PortedGateway) => gateways.running.get(name)?.port ?? 0;
  const ports = Object.fromEntries(portedGateways.map((name) => [name, portOf(name)]));
  return {
    scenario,
    seed,
    speed,
    vehicles,
    reportEveryS,
    host,
    ports: ports as FeedPlan['ports'],
    mqttUrl: mqttUrl ?? `mqtt://${host}:${portOf('eseal-mqtt')}`,
    httpUrl,
    camerasUrl,
    isapiUrl: config.isapiUrl,
    onvifUrl: config.onvifUrl,
    laneKeys: keys.lanes,
    documentsKey: keys.documents,
    upstreamUrl: config.upstreamUrl,
    upstreamKey: keys.upstream,
    deviceKeys: keys.devices,
    ...world,
    journal: config.journalDir,
  };
}
