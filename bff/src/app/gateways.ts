import type { GatewayName } from '@ftz/shared/contract/device.ts';
import type {
  DeviceAdapter,
  GatewayHost,
  ReportedBreach,
  RunningGateway,
} from '#adapters/device-adapter.ts';
import type { Observation } from '#domain/observation.ts';
import type { BadFrameStore, Clock } from '#domain/ports.ts';
import { GatewayTally } from './gateway-tally.ts';
import type { Metrics } from './metrics.ts';
import { RawFrames } from './raw-frames.ts';

/** A started gateway with what the house notes of it. */
export type WatchedGateway = RunningGateway & { tally: GatewayTally; frames: RawFrames };

export type Gateways = {
  running: ReadonlyMap<GatewayName, WatchedGateway>;
  close: () => Promise<void>;
};

type Deps = {
  accept: (observation: Observation, peer?: string) => Promise<void>;
  reportBreach: (gateway: GatewayName, breach: ReportedBreach) => void;
  metrics: Metrics;
  badFrames: BadFrameStore;
  clock: Clock;
};

/** Starts every protocol. One that cannot start takes the ones before it down again, and says why. */
export async function startGateways(
  adapters: readonly DeviceAdapter[],
  deps: Deps,
): Promise<Gateways> {
  const running = new Map<GatewayName, WatchedGateway>();
  const close = async () => {
    await Promise.allSettled([...running.values()].map((gateway) => gateway.close()));
  };
  for (const { gateway, start } of adapters) {
    const noted = { tally: new GatewayTally(), frames: new RawFrames() };
    try {
      running.set(gateway, { ...(await start(hostOf(gateway, noted, deps))), ...noted });
    } catch (error) {
      await close();
      throw error;
    }
  }
  return { running, close };
}

function hostOf(
  gateway: GatewayName,
  { tally, frames }: Pick<WatchedGateway, 'tally' | 'frames'>,
  deps: Deps,
): GatewayHost {
  const { accept, metrics, badFrames } = deps;
  const { nowMs } = deps.clock;
  return {
    accept,
    reportBreach: (breach) => deps.reportBreach(gateway, breach),
    wantsFrame: (deviceId) => frames.wants(deviceId, nowMs()),
    keepFrame: (bytes, peer, deviceId) =>
      frames.keep({ atMs: nowMs(), peer, deviceId, reason: null, bytes }),
    countFrame: (result) => {
      metrics.countFrame(gateway, result);
      tally.count(result, nowMs());
    },
    keepBadFrame: (bytes, reason, peer) => {
      const atMs = nowMs();
      metrics.countFrame(gateway, 'bad');
      tally.count('bad', atMs);
      tally.refuse(reason);
      frames.keep({ atMs, peer, deviceId: null, reason, bytes });
      const kept = bytes.slice(0, 2048);
      badFrames.keep({ gateway, atMs, peer, reason, bytes: kept, length: bytes.length });
    },
    nowMs,
  };
}
