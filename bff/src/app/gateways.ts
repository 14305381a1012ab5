import type { GatewayName } from '@ftz/shared/contract/device.ts';
import type { DeviceAdapter, GatewayHost, RunningGateway } from '#adapters/device-adapter.ts';
import type { Observation } from '#domain/observation.ts';
import type { BadFrameStore, Clock } from '#domain/ports.ts';
import type { Metrics } from './metrics.ts';

export type Gateways = {
  running: ReadonlyMap<GatewayName, RunningGateway>;
  close: () => Promise<void>;
};

type Deps = {
  accept: (observation: Observation) => Promise<void>;
  metrics: Metrics;
  badFrames: BadFrameStore;
  clock: Clock;
};

/** Starts every protocol. One that cannot start takes the ones before it down again, and says why. */
export async function startGateways(
  adapters: readonly DeviceAdapter[],
  deps: Deps,
): Promise<Gateways> {
  const running = new Map<GatewayName, RunningGateway>();
  const close = async () => {
    await Promise.allSettled([...running.values()].map((gateway) => gateway.close()));
  };
  for (const adapter of adapters) {
    try {
      running.set(adapter.gateway, await adapter.start(hostOf(adapter.gateway, deps)));
    } catch (error) {
      await close();
      throw error;
    }
  }
  return { running, close };
}

function hostOf(gateway: GatewayName, deps: Deps): GatewayHost {
  return {
    accept: deps.accept,
    countFrame: (result) => deps.metrics.countFrame(gateway, result),
    keepBadFrame: (bytes, reason, peer) => {
      deps.metrics.countFrame(gateway, 'bad');
      deps.badFrames.keep({
        gateway,
        atMs: deps.clock.nowMs(),
        peer,
        reason,
        bytes: bytes.slice(0, 2048),
        length: bytes.length,
      });
    },
    nowMs: deps.clock.nowMs,
  };
}
