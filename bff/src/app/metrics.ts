import { type GatewayName, gatewayNames } from '@ftz/shared/contract/device.ts';
import { type DurableEvent, durableTypes } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { type FrameResult, frameResults, type RunningGateway } from '#adapters/device-adapter.ts';

export type Metrics = {
  registry: Registry;
  countFrame: (gateway: GatewayName, result: FrameResult) => void;
  countPosition: (area: string) => void;
  /** From the last byte of a lane's reading to the committed answer; ten seconds are the limit. */
  timeLaneDecision: (seconds: number) => void;
  countEvents: (events: DurableEvent[]) => void;
};

/** Prometheus figures of the house; names are part of the contract with those who watch it. */
export function createMetrics(
  liveClients: () => number,
  gateways: () => Iterable<readonly [GatewayName, Pick<RunningGateway, 'figures'>]>,
  recordings: () => Record<string, number>,
  push: () => Record<string, number>,
): Metrics {
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
  const laneDecisions = new Histogram({
    name: 'ftz_lane_decision_seconds',
    help: 'How long checkpoint lanes waited for their answer',
    buckets: [0.005, 0.01, 0.025, 0.05, 0.1, 0.25, 0.5, 1, 2.5, 5, 10],
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
  new Gauge({
    name: 'ftz_gateway_figure',
    help: 'What single gateways tell of themselves, by name of the figure',
    labelNames: ['gateway', 'figure'],
    registers: [registry],
    collect() {
      for (const [gateway, { figures }] of gateways()) {
        for (const [figure, value] of Object.entries(figures?.() ?? {})) {
          this.set({ gateway, figure }, value);
        }
      }
    },
  });
  new Gauge({
    name: 'ftz_recording_figure',
    help: 'What the recorder tells of itself: bytes in the ring, and missing of what must stay free; bytes and segments written, segments lost since the start',
    labelNames: ['figure'],
    registers: [registry],
    collect() {
      for (const [figure, value] of Object.entries(recordings())) this.set({ figure }, value);
    },
  });
  new Gauge({
    name: 'ftz_push_figure',
    help: 'Messages for phones: how many wait, and how many ended how since the start',
    labelNames: ['figure'],
    registers: [registry],
    collect() {
      for (const [figure, value] of Object.entries(push())) this.set({ figure }, value);
    },
  });
  // A series that begins with its first event hides that event from whoever watches its rate.
  for (const gateway of gatewayNames) {
    for (const result of frameResults) frames.inc({ gateway, result }, 0);
  }
  for (const area of [...areaIds, 'none']) positions.inc({ area }, 0);
  for (const type of durableTypes) events.inc({ type }, 0);
  return {
    registry,
    countFrame: (gateway, result) => frames.inc({ gateway, result }),
    timeLaneDecision: (seconds) => laneDecisions.observe(seconds),
    countPosition: (area) => positions.inc({ area }),
    countEvents: (committed) => {
      for (const { type } of committed) events.inc({ type });
    },
  };
}
