import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { AlarmRule } from '#domain/alarm-rule.ts';
import type { DecisionLane } from '#domain/decision-lane.ts';
import { messageKey } from '#domain/message-key.ts';
import type { Observation } from '#domain/observation.ts';
import type { IdSource } from '#domain/ports.ts';
import { processEvent } from '#domain/process-event.ts';
import { processSilence } from '#domain/process-silence.ts';
import type { World } from '#domain/sighting.ts';
import type { Metrics } from './metrics.ts';

/** How often the rules look for what shows itself by silence. */
const sweepMs = 2_000;

type Deps = {
  lane: DecisionLane;
  worldOf: (situation: Situation) => World;
  rules: readonly AlarmRule[];
  newId: IdSource;
  metrics: Metrics;
};

export type DeviceJudge = {
  /** Resolves when everything that the report caused is committed. */
  accept: (observation: Observation) => Promise<void>;
  close: () => void;
};

/** Puts every report, and every silence, through the pipeline and into the log. */
export function judgeDevices({ lane, worldOf, rules, newId, metrics }: Deps): DeviceJudge {
  const sweep = setInterval(() => {
    const silence = lane.decide((situation) => ({
      drafts: processSilence(worldOf(situation), rules, newId),
    }));
    // What could not be written now is still silent in two seconds.
    silence.catch(() => undefined);
  }, sweepMs);

  return {
    accept: async (observation) => {
      const { nowMs } = worldOf(lane.situation());
      await lane.decide(
        (situation) => ({ drafts: processEvent(observation, worldOf(situation), rules, newId) }),
        messageKey(observation, nowMs),
      );
      if (observation.kind === 'position')
        metrics.countPosition(areaOf(observation, worldOf(lane.situation())));
    },
    close: () => clearInterval(sweep),
  };
}

function areaOf({ deviceId }: Observation, { registry, picture }: World): string {
  const id = registry.vehicleByTerminal.get(deviceId)?.id ?? deviceId;
  const live = picture.vehicles.get(id);
  return live?.area ?? live?.vehicle.area ?? 'none';
}
