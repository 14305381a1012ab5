import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { AlarmRule } from '#domain/alarm-rule.ts';
import type { DecisionLane } from '#domain/decision-lane.ts';
import { isFromTheFuture } from '#domain/enrich/judge-lateness.ts';
import { areaAt } from '#domain/enrich/locate-in-zone.ts';
import type { Leading } from '#domain/fold-drafts.ts';
import { deviceKey } from '#domain/live-picture.ts';
import { messageKey } from '#domain/message-key.ts';
import type { Observation } from '#domain/observation.ts';
import type { IdSource, KeepPoint, TrackStore } from '#domain/ports.ts';
import { processEvent } from '#domain/process-event.ts';
import { processSilence } from '#domain/process-silence.ts';
import type { Sighting, World } from '#domain/sighting.ts';
import { isUrgent } from '#domain/urgency.ts';
import type { Metrics } from './metrics.ts';

/** How often the rules look for what shows itself by silence. */
const sweepMs = 2_000;

type Deps = {
  lane: DecisionLane;
  worldOf: (situation: Situation) => World;
  rules: readonly AlarmRule[];
  newId: IdSource;
  metrics: Pick<Metrics, 'countPosition'>;
  tracks: Pick<TrackStore, 'keep'>;
};

export type DeviceJudge = {
  /** Resolves when everything that the report caused is committed. */
  accept: (observation: Observation) => Promise<void>;
  close: () => void;
};

type Position = Extract<Observation, { kind: 'position' }>;

/** Puts every report, and every silence, through the pipeline and into the log. */
export function judgeDevices(deps: Deps): DeviceJudge {
  const { lane, worldOf, rules, newId, metrics, tracks } = deps;
  const sweep = setInterval(sweeper(deps), sweepMs);

  const judge = (observation: Observation, leading: Leading): Sighting =>
    processEvent(observation, worldOf(leading.situation), leading, rules, newId);

  async function decide(observation: Observation, urgent: boolean): Promise<void> {
    const { nowMs } = lane.look(worldOf);
    const { gateway, deviceId } = observation;
    const asked = {
      messageKey: messageKey(observation, nowMs),
      device: deviceKey(gateway, deviceId),
      urgent,
    };
    await lane.decide((leading) => {
      judge(observation, leading);
      return undefined;
    }, asked);
  }

  /**
   * A position that changes nothing, as nearly all do, is judged at once and never enters the lane.
   * Unless something of its device waits there: then the present would overtake the past.
   */
  function judgePosition(observation: Position): Promise<void> | undefined {
    const urgent = isUrgent(observation);
    if (urgent || lane.isWaiting(deviceKey(observation.gateway, observation.deviceId))) {
      return decide(observation, urgent);
    }
    const wanted = lane.consider((leading) => {
      judge(observation, leading);
      return undefined;
    });
    return wanted.length > 0 ? decide(observation, wanted.some(isGrave)) : undefined;
  }

  return {
    accept: async (observation) => {
      if (observation.kind !== 'position') return decide(observation, isUrgent(observation));
      const judged = judgePosition(observation);
      const world = lane.look(worldOf);
      await Promise.all([judged, keepPoint(observation, world, tracks.keep)]);
      metrics.countPosition(areaOf(observation, world));
    },
    close: () => clearInterval(sweep),
  };
}

/** Entries of one look for silence: as many as a round of the lane may carry without others noticing. */
const mostPerSweep = 60;

/** Looks for silence at once, and asks the lane only when there is something new to write. */
function sweeper({ lane, worldOf, rules, newId }: Deps): () => void {
  const asked = { messageKey: null, device: 'silence', urgent: false };
  const look = (leading: Leading, most: number): 'done' | 'more' =>
    processSilence(worldOf(leading.situation), leading, rules, newId, most);
  let underWay = false;

  function isNews(): boolean {
    const first = lane.consider((leading) => {
      look(leading, 1);
      return undefined;
    });
    return first.length > 0;
  }

  async function writeSome(): Promise<'done' | 'more'> {
    let found: 'done' | 'more' = 'done';
    await lane.decide((leading) => {
      found = look(leading, mostPerSweep);
      return undefined;
    }, asked);
    return found;
  }

  async function write(): Promise<void> {
    while ((await writeSome()) === 'more');
  }

  return () => {
    if (underWay || !isNews()) return;
    underWay = true;
    write()
      // What could not be written now is still silent in two seconds.
      .catch(() => undefined)
      .finally(() => {
        underWay = false;
      });
  };
}

/** A position found that something grave is new: a truck off its route, or standing where none may. */
function isGrave(draft: DurableDraft): boolean {
  if (draft.type === 'alarm.raised') return draft.data.alarm.severity <= 2;
  return draft.type === 'alarm.repeated' && draft.data.severity <= 2;
}

/** Every place that a device could truthfully have been at, late ones too, is kept before it is told so. */
function keepPoint(
  observation: Position,
  { registry, nowMs }: World,
  keep: KeepPoint,
): Promise<void> | undefined {
  const { point, deviceId, deviceAtMs, speedKph, headingDeg } = observation;
  if (point === null || isFromTheFuture(observation, nowMs)) return undefined;
  const vehicleId = registry.vehicleByTerminal.get(deviceId)?.id ?? deviceId;
  const area = areaAt(registry, point);
  return keep(
    vehicleId,
    deviceAtMs,
    Math.round(point[0] * 1e6),
    Math.round(point[1] * 1e6),
    Math.round(speedKph * 10),
    Math.round(headingDeg),
    area === null ? 0 : areaIds.indexOf(area) + 1,
  );
}

function areaOf({ deviceId }: Observation, { registry, picture }: World): string {
  const id = registry.vehicleByTerminal.get(deviceId)?.id ?? deviceId;
  const live = picture.vehicles.get(id);
  return live?.area ?? live?.vehicle.area ?? 'none';
}
