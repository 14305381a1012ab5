import type { DeviceAct, DeviceOrder } from '@ftz/shared/contract/device-order.ts';
import type {
  DeviceAdapter,
  GatewayHost,
  OrderSending,
  RunningGateway,
} from '#adapters/device-adapter.ts';
import { startEmbeddedBroker } from './embedded-broker.ts';
import { joinOutsideBroker } from './outside-broker.ts';
import { maxCommandLifeMs, type SealCommand, signCommand, writeCommand } from './seal-command.ts';
import { createTakeMessage } from './take-message.ts';
import { commandTopic } from './topic.ts';

/** What a seal can be told to do. */
const sealOps: readonly DeviceAct['name'][] = ['unlock', 'lock', 'locate'];

/**
 * `url` names an outside broker (`mqtt://…`, `mqtts://…`); null starts the embedded one on `host:port`.
 * Two centres on one broker need different `clientId`s.
 */
export type SealSettings = {
  host: string;
  port: number;
  url: string | null;
  registry: (sealId: string) => boolean;
  /** The key that a seal proves itself with and that its orders are signed with; null: it has none. */
  keyOf?: (sealId: string) => string | null;
  /** The zone on whose topics a registered seal listens. */
  zoneOf?: (sealId: string) => string | null;
  clientId?: string;
};

/** `commandSeal` rejects an unregistered seal, an expiry beyond a minute and one that has passed. */
export type SealGateway = RunningGateway & {
  commandSeal: (command: SealCommand) => Promise<void>;
  order: (order: DeviceOrder) => Promise<OrderSending>;
};
export type SealAdapter = {
  gateway: DeviceAdapter['gateway'];
  start: (host: GatewayHost) => Promise<SealGateway>;
};

/**
 * Electronic seals over MQTT, plain JSON on `ftz/v1/{zone}/eseal/{sealId}/…`. A seal's QoS 1 message is
 * acknowledged after its report was kept. Unregistered seals are passed on like the others, and hear
 * no commands.
 */
export function esealMqttAdapter(settings: SealSettings): SealAdapter {
  return { gateway: 'eseal-mqtt', start: (host) => startGateway(settings, host) };
}

async function startGateway(settings: SealSettings, host: GatewayHost): Promise<SealGateway> {
  const take = createTakeMessage(host);
  const { url, clientId = 'ftz-command-center-eseal', keyOf = () => null } = settings;
  const broker =
    url === null
      ? await startEmbeddedBroker({ ...settings, keyOf }, host, take)
      : joinOutsideBroker(url, clientId, take);
  const commandSeal = async (command: SealCommand): Promise<void> => {
    const lifeMs = command.expiresAtMs - host.nowMs();
    if (!settings.registry(command.sealId)) throw new Error('this seal is not registered');
    if (lifeMs <= 0 || lifeMs > maxCommandLifeMs) {
      throw new RangeError('a seal command expires within the next 60 seconds');
    }
    const topic = commandTopic(command.zone, command.sealId);
    await broker.publishCommand({ topic, payload: writeCommand(command), lifeMs });
  };
  return {
    port: broker.port,
    routes: [],
    health: broker.health,
    ...(broker.connections ? { connections: broker.connections } : {}),
    close: broker.close,
    commandSeal,
    order: async ({ orderId, deviceId, act, expiresAtMs }) => {
      const key = keyOf(deviceId);
      const zone = settings.zoneOf?.(deviceId) ?? null;
      if (!sealOps.includes(act.name) || key === null || zone === null) {
        return { sent: false, why: 'unsupported' };
      }
      if (expiresAtMs <= host.nowMs()) return { sent: false, why: 'expired' };
      const command = { cmdId: orderId, op: act.name, expiresAtMs };
      await commandSeal({ ...command, zone, sealId: deviceId, auth: signCommand(key, command) });
      return { sent: true, reference: orderId };
    },
  };
}
