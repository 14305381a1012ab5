import type { GatewayName } from '@ftz/shared/contract/device.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { Counter, collectDefaultMetrics, Gauge, Registry } from 'prom-client';
import type { FrameResult } from '#adapters/device-adapter.ts';

export type Metrics = {
  registry: Registry;
  countFrame: (gateway: GatewayName, result: FrameResult) => void;
  countPosition: (area: string) => void;
  countEvents: (events: DurableEvent[]) => void;
};

/** Prometheus figures of the house; names are part of the contract with those who watch it. */
export function createMetrics(liveClients: () => number): Metrics {
  const registry = new Registry();
  collectDefaultMetrics({ register: registry });
  const frames = new Counter({
    name: 'ftz_device_frames_total',
    help: 'Device messages by gateway and how they ended',
    labelNames: ['gateway', 'result'],
    registers: [registry],
  });
  const positions = new Counter({
    name: 'ftz_positions_total',
    help: 'Vehicle positions by area (none: outside all of them)',
    labelNames: ['area'],
    registers: [registry],
  });
  const events = new Counter({
    name: 'ftz_durable_events_total',
    help: 'Committed log entries by type, since the start of the process',
    labelNames: ['type'],
    registers: [registry],
  });
  new Gauge({
    name: 'ftz_live_clients',
    help: 'Connected live pages',
    registers: [registry],
    collect() {
      this.set(liveClients());
    },
  });
  return {
    registry,
    countFrame: (gateway, result) => frames.inc({ gateway, result }),
    countPosition: (area) => positions.inc({ area }),
    countEvents: (committed) => {
      for (const { type } of committed) events.inc({ type });
    },
  };
}
