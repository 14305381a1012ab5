import { aisAdapter } from '#adapters/ais/ais.ts';
import { camerasAdapter } from '#adapters/cameras/cameras.ts';
import { checkpointHttpAdapter } from '#adapters/checkpoint-http/checkpoint-http.ts';
import type { DeviceAdapter } from '#adapters/device-adapter.ts';
import { documentsHttpAdapter } from '#adapters/documents-http/documents-http.ts';
import { esealMqttAdapter } from '#adapters/eseal-mqtt/eseal-mqtt.ts';
import { jt808Adapter } from '#adapters/jt808/jt808.ts';
import { perimeterDc09Adapter } from '#adapters/perimeter-dc09/perimeter-dc09.ts';
import type { Registry } from '#domain/registry.ts';
import type { Config } from './config.ts';
import type { DeviceKeys } from './device-keys.ts';

/** Every protocol that this house speaks. A new one is a folder and a line here. */
export function deviceAdapters(config: Config, registry: Registry, keys: DeviceKeys) {
  const cameras = camerasAdapter({ baseUrl: config.camerasUrl, cameras: registry.site.cameras });
  const { host } = config;
  const adapters: DeviceAdapter[] = [
    jt808Adapter({
      host,
      port: config.ports.jt808,
      registry: (id) => registry.vehicleByTerminal.has(id),
    }),
    esealMqttAdapter({
      host,
      port: config.ports['eseal-mqtt'],
      url: config.mqttUrl,
      registry: (id) => registry.vehicleBySeal.has(id),
    }),
    perimeterDc09Adapter({
      host,
      port: config.ports['perimeter-dc09'],
      registry: (account) => registry.panels.has(account),
    }),
    aisAdapter({ host, port: config.ports.ais, url: config.aisUrl }),
    checkpointHttpAdapter({ keyOf: (laneId) => keys.lanes[laneId] ?? null }),
    documentsHttpAdapter({ key: keys.documents }),
    cameras,
  ];
  return { adapters, cameraSource: cameras.source };
}
