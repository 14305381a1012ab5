import type { DeviceAdapter, GatewayHost, RunningGateway } from '#adapters/device-adapter.ts';
import { startEmbeddedBroker } from './embedded-broker.ts';
import { joinOutsideBroker } from './outside-broker.ts';
import { maxCommandLifeMs, type SealCommand, writeCommand } from './seal-command.ts';
import { createTakeMessage, type SealCommandAck } from './take-message.ts';
import { commandTopic } from './topic.ts';

/**
 * `url` names an outside broker (`mqtt://…`, `mqtts://…`); null starts the embedded one on `host:port`.
 * Two centres on one broker need different `clientId`s.
 */
export type SealSettings = {
  host: string;
  port: number;
  url: string | null;
  registry: (sealId: string) => boolean;
  clientId?: string;
};

/** `commandSeal` rejects an unregistered seal, an expiry beyond a minute and one that has passed. */
export type SealGateway = RunningGateway & {
  commandSeal: (command: SealCommand) => Promise<void>;
  onCommandAck: (listener: (ack: SealCommandAck) => void) => void;
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
  const listeners: ((ack: SealCommandAck) => void)[] = [];
  const take = createTakeMessage(host, (ack) => {
    for (const listener of listeners) listener(ack);
  });
  const { url, clientId = 'ftz-command-center-eseal' } = settings;
  const broker =
    url === null
      ? await startEmbeddedBroker(settings, host, take)
      : joinOutsideBroker(url, clientId, take);
  return {
    port: broker.port,
    routes: [],
    health: broker.health,
    close: broker.close,
    onCommandAck: (listener) => listeners.push(listener),
    commandSeal: async (command) => {
      const lifeMs = command.expiresAtMs - host.nowMs();
      if (!settings.registry(command.sealId)) throw new Error('this seal is not registered');
      if (lifeMs <= 0 || lifeMs > maxCommandLifeMs) {
        throw new RangeError('a seal command expires within the next 60 seconds');
      }
      const topic = commandTopic(command.zone, command.sealId);
      await broker.publishCommand({ topic, payload: writeCommand(command), lifeMs });
    },
  };
}
