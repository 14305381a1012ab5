import type { GatewayName } from '@ftz/shared/contract/device.ts';
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
  startedAtMs: number,
): FeedPlan {
  const { scenario, seed, speed, vehicles, reportEveryS, host, mqttUrl, camerasUrl } = config;
  const portOf = (name: GatewayName) => gateways.running.get(name)?.port ?? 0;
  return {
    scenario,
    seed,
    speed,
    vehicles,
    reportEveryS,
    host,
    jt808Port: portOf('jt808'),
    dc09Port: portOf('perimeter-dc09'),
    mqttUrl: mqttUrl ?? `mqtt://${host}:${portOf('eseal-mqtt')}`,
    httpUrl,
    camerasUrl,
    laneKeys: keys.lanes,
    documentsKey: keys.documents,
    startedAtMs,
    journal: config.journalDir,
  };
}
