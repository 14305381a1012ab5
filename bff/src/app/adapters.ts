import { join } from 'node:path';
import type { GatewayName } from '@ftz/shared/contract/device.ts';
import type { DeviceOrder } from '@ftz/shared/contract/device-order.ts';
import { isSessionReleased, laneOutcomeKey } from '@ftz/shared/state/lane-outcome.ts';
import { ownOf } from '@ftz/shared/state/own.ts';
import { aisAdapter } from '#adapters/ais/ais.ts';
import { parseNetworks } from '#adapters/cameras/camera-networks.ts';
import { camerasAdapter } from '#adapters/cameras/cameras.ts';
import { checkpointHttpAdapter } from '#adapters/checkpoint-http/checkpoint-http.ts';
import type { DeviceAdapter, OrderSending } from '#adapters/device-adapter.ts';
import { documentsHttpAdapter } from '#adapters/documents-http/documents-http.ts';
import { esealJointechAdapter } from '#adapters/eseal-jointech/eseal-jointech.ts';
import { esealMqttAdapter } from '#adapters/eseal-mqtt/eseal-mqtt.ts';
import { gb28181Adapter } from '#adapters/gb28181/gb28181.ts';
import { inspectionHttpAdapter } from '#adapters/inspection-http/inspection-http.ts';
import { isapiAdapter } from '#adapters/isapi/isapi.ts';
import { jt808Adapter } from '#adapters/jt808/jt808.ts';
import { jt1078Adapter } from '#adapters/jt1078/jt1078.ts';
import { laneEquipmentAdapter } from '#adapters/lane-equipment/lane-equipment.ts';
import { laneJgst14Adapter } from '#adapters/lane-jgst14/lane-jgst14.ts';
import { onvifAdapter } from '#adapters/onvif/onvif.ts';
import { perimeterDc09Adapter } from '#adapters/perimeter-dc09/perimeter-dc09.ts';
import { plateCamerasAdapter } from '#adapters/plate-cameras/plate-cameras.ts';
import { upstreamCapAdapter } from '#adapters/upstream-cap/upstream-cap.ts';
import type { DecisionLane } from '#domain/decision-lane.ts';
import type { DurableLog, IdSource } from '#domain/ports.ts';
import { equipmentPost, registeredDevice, terminalOfVehicle } from '#domain/registry.ts';
import type { World } from '#domain/sighting.ts';
import { answersToLooks } from './answers-to-looks.ts';
import { readCameraLinks } from './camera-links.ts';
import type { Config } from './config.ts';
import type { DeviceKeys } from './device-keys.ts';
import { keptFile } from './kept-file.ts';
import type { Metrics } from './metrics.ts';
import { sealKey } from './seal-key.ts';

/** Every protocol that this house speaks. A new one is a folder and a line here. */
export function deviceAdapters(
  config: Config,
  world: () => World,
  keys: DeviceKeys,
  {
    log,
    look,
    timeLaneDecision,
    order,
    newId,
  }: {
    log: DurableLog;
    look: DecisionLane['look'];
    /** By the gateway at which the device speaks, once that has started. */
    order: (order: DeviceOrder) => Promise<OrderSending>;
    newId: IdSource;
  } & Pick<Metrics, 'timeLaneDecision'>,
) {
  const { site } = world().registry;
  /** Asked at each report: somebody may have registered the device since the start. */
  const isKnown = (gateway: GatewayName) => (deviceId: string) =>
    registeredDevice(world(), gateway, deviceId) !== undefined;
  /** The key of equipment that proves who it is. */
  const keyOf = (gateway: GatewayName) => (deviceId: string) =>
    ownOf(keys.devices, `${gateway}/${deviceId}`) ?? null;
  const kindOf = (gateway: GatewayName) => (deviceId: string) =>
    equipmentPost(world(), gateway, deviceId)?.equipment ?? null;
  const sealOf = (sealId: string) => registeredDevice(world(), 'eseal-mqtt', sealId);
  const terminals = jt808Adapter({
    host: config.host,
    port: config.ports.jt808,
    registry: (id) => registeredDevice(world(), 'jt808', id) ?? null,
  });
  const vehicleVideo = jt1078Adapter({
    host: config.host,
    port: config.ports.jt1078,
    reachedAt: config.vehicleVideoHost ?? config.host,
    order,
    newId,
  });
  const cameras = camerasAdapter({
    baseUrl: config.camerasUrl,
    cameras: site.cameras,
    networks: parseNetworks(config.cameraNetworks),
    keyOf: (origin) => ownOf(keys.mediaServers, origin) ?? null,
    vehicles: {
      video: vehicleVideo.video,
      terminalOf: (vehicleId) => terminalOfVehicle(world(), vehicleId),
    },
    ffmpeg: config.ffmpeg,
    picturesDir: join(config.dataDir, 'pictures'),
  });
  const links = readCameraLinks(config, site, keys);
  const { host } = config;
  const videoPlatforms = gb28181Adapter({
    host,
    port: config.ports.gb28181,
    id: config.gb28181Id,
    keyOf: keyOf('gb28181'),
    isKnown: isKnown('gb28181'),
  });
  const adapters: DeviceAdapter[] = [
    answersToLooks(terminals, vehicleVideo.hearAnswer),
    esealMqttAdapter({
      host,
      port: config.ports['eseal-mqtt'],
      url: config.mqttUrl,
      registry: isKnown('eseal-mqtt'),
      keyOf: (sealId) => (sealOf(sealId)?.trust === 'credential' ? sealKey(keys, sealId) : null),
      zoneOf: (sealId) => sealOf(sealId)?.area ?? null,
    }),
    esealJointechAdapter({
      host,
      port: config.ports['eseal-jointech'],
      registry: isKnown('eseal-jointech'),
      knownLock: (deviceId) => ownOf(world().situation.seals, deviceId) ?? null,
      keyOf: (deviceId) => ownOf(keys.devices, `eseal-jointech/${deviceId}`) ?? null,
    }),
    perimeterDc09Adapter({
      host,
      port: config.ports['perimeter-dc09'],
      registry: isKnown('perimeter-dc09'),
      keyOf: keyOf('perimeter-dc09'),
    }),
    isapiAdapter({ links: links.isapi, keyOf: keyOf('isapi') }),
    onvifAdapter({ links: links.onvif, keyOf: keyOf('onvif') }),
    aisAdapter({ host, port: config.ports.ais, url: config.aisUrl }),
    videoPlatforms,
    laneJgst14Adapter({
      host,
      port: config.ports['lane-jgst14'],
      keyOf: keyOf('lane-jgst14'),
      outcomeOf: (laneId, eventId) =>
        ownOf(world().situation.laneOutcomes, laneOutcomeKey(laneId, eventId)) ?? null,
      isReleased: (laneId, sessionId) =>
        isSessionReleased(world().situation, { laneId, sessionId }),
      datumOf: (id) => registeredDevice(world(), 'lane-jgst14', id)?.datum ?? null,
      timeDecision: timeLaneDecision,
    }),
    checkpointHttpAdapter({ keyOf: (laneId) => ownOf(keys.lanes, laneId) ?? null }),
    plateCamerasAdapter({ keyOf: keyOf('plate-cameras') }),
    inspectionHttpAdapter({
      keyOf: keyOf('inspection-http'),
      kindOf: kindOf('inspection-http'),
    }),
    laneEquipmentAdapter({
      host,
      port: config.ports['lane-equipment'],
      keyOf: keyOf('lane-equipment'),
      kindOf: kindOf('lane-equipment'),
    }),
    documentsHttpAdapter({
      key: keys.documents,
      poll:
        config.documentsUrl === null
          ? null
          : {
              url: config.documentsUrl,
              kept: keptFile(config.dataDir, 'documents-cursor'),
            },
    }),
    upstreamCapAdapter({
      url: config.upstreamUrl,
      key: keys.upstream,
      log,
      look,
      kept: keptFile(config.dataDir, 'upstream-outbox.json'),
    }),
    vehicleVideo,
    cameras,
  ];
  return { adapters, cameraSource: cameras.source, videoPlatforms: videoPlatforms.platforms.list };
}
