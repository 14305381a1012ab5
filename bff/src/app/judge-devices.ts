import type { DurableDraft } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import type { AlarmRule } from '#domain/alarm-rule.ts';
import type { DecisionLane } from '#domain/decision-lane.ts';
import { isFromTheFuture, isReplay } from '#domain/enrich/judge-lateness.ts';
import { areaAt } from '#domain/enrich/locate-in-zone.ts';
import type { Leading } from '#domain/fold-drafts.ts';
import { noteLife } from '#domain/hear-device.ts';
import { deviceKey } from '#domain/live-picture.ts';
import { createMessageNames } from '#domain/message-key.ts';
import type { Observation } from '#domain/observation.ts';
import type { IdSource, KeepPoint, TrackStore } from '#domain/ports.ts';
import { type HearRule, processEvent } from '#domain/process-event.ts';
import { processSilence } from '#domain/process-silence.ts';
import { vehicleOfTerminal } from '#domain/registry.ts';
import type { Sighting, World } from '#domain/sighting.ts';
import { isUrgent } from '#domain/urgency.ts';
import { createWatch, type Watch } from '#live/watch.ts';
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
  /** Hears of a message of long ago that came once more. */
  onReplay: (observation: Observation) => void;
};

export type DeviceJudge = {
  /** Resolves when everything that the report caused is committed. */
  accept: (observation: Observation) => Promise<void>;
  /** Which rules fail at present. */
  health: Watch['health'];
  close: () => void;
};

type Position = Extract<Observation, { kind: 'position' }>;
type Vessel = Extract<Observation, { kind: 'vessel' }>;

/** Puts every report, and every silence, through the pipeline and into the log. */
export function judgeDevices(deps: Deps): DeviceJudge {
  const { lane, worldOf, rules, newId, metrics, tracks, onReplay } = deps;
  const watch = createWatch();
  const sweep = setInterval(sweeper(deps, watch), sweepMs);
  const nameOf = createMessageNames();
  const hearRule = ruleEar(watch);

  const judge = (observation: Observation, leading: Leading): Sighting =>
    processEvent(observation, worldOf(leading.situation), leading, rules, newId, hearRule);

  async function decide(observation: Observation, urgent: boolean): Promise<void> {
    const { gateway, deviceId } = observation;
    const messageKey = lane.look((situation) => {
      const world = worldOf(situation);
      noteLife(observation, world);
      return nameOf(observation, world);
    });
    const onKnown = () => {
      if (lane.look((situation) => isReplay(observation, worldOf(situation))))
        onReplay(observation);
    };
    const asked = { messageKey, device: deviceKey(gateway, deviceId), urgent, onKnown };
    await lane.decide((leading) => {
      judge(observation, leading);
      return undefined;
    }, asked);
  }

  /**
   * A position or a vessel that changes nothing, as nearly all do, is judged at once and never enters the lane.
   * Unless something of its device waits there: then the present would overtake the past.
   */
  function judgeMovement(observation: Position | Vessel): Promise<void> | undefined {
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

  /** Never throws: what is judged meanwhile has somebody who waits for it. */
  function kept(observation: Position, world: World): Promise<void> | undefined {
    try {
      return keepPoint(observation, world, tracks.keep);
    } catch (error) {
      return Promise.reject(error);
    }
  }

  return {
    accept: async (observation) => {
      if (observation.kind === 'vessel') return judgeMovement(observation);
      if (observation.kind !== 'position') return decide(observation, isUrgent(observation));
      const judged = judgeMovement(observation);
      const world = lane.look(worldOf);
      await Promise.all([judged, kept(observation, world)]);
      metrics.countPosition(areaOf(observation, world));
    },
    health: watch.health,
    close: () => clearInterval(sweep),
  };
}

/** Entries of one look for silence: as many as a round of the lane may carry without others noticing. */
const mostPerSweep = 60;

/**
 * Looks for silence at once, and asks the lane only when there is something new to write. Each rule
 * for itself: one that throws, or wants what cannot be written, is told and silences no other.
 */
function sweeper({ lane, worldOf, rules, newId }: Deps, watch: Watch): () => void {
  const asked = { messageKey: null, device: 'silence', urgent: false };
  const look = (rule: AlarmRule, leading: Leading, most: number): 'done' | 'more' =>
    processSilence(worldOf(leading.situation), leading, [rule], newId, most);
  const underWay = new Set<AlarmRule>();

  function isNews(rule: AlarmRule): boolean {
    const first = lane.consider((leading) => {
      look(rule, leading, 1);
      return undefined;
    });
    return first.length > 0;
  }

  async function writeSome(rule: AlarmRule): Promise<'done' | 'more'> {
    let found: 'done' | 'more' = 'done';
    await lane.decide((leading) => {
      found = look(rule, leading, mostPerSweep);
      return undefined;
    }, asked);
    return found;
  }

  /** What could not be written now is still silent in two seconds. */
  async function sweep(rule: AlarmRule): Promise<void> {
    underWay.add(rule);
    try {
      if (isNews(rule)) while ((await writeSome(rule)) === 'more');
    } finally {
      underWay.delete(rule);
    }
  }

  return () => {
    for (const rule of rules) {
      if (rule.sweep && !underWay.has(rule)) watch.run(`silence ${rule.kind}`, () => sweep(rule));
    }
  };
}

/** Tells `watch` of a rule that throws on a report, until it has judged one again. */
function ruleEar(watch: Watch): HearRule {
  const failing = new Set<AlarmRule>();
  return (rule, failure) => {
    if (failure === null && !failing.delete(rule)) return;
    if (failure) failing.add(rule);
    watch.run(`rule ${rule.kind}`, () => {
      if (failure) throw failure.error;
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
  world: World,
  keep: KeepPoint,
): Promise<void> | undefined {
  const { gateway, point, deviceId, deviceAtMs, speedKph, headingDeg } = observation;
  if (point === null || isFromTheFuture(observation, world.nowMs)) return undefined;
  const vehicleId = vehicleOfTerminal(world, deviceId, gateway)?.id ?? deviceId;
  const area = areaAt(world.registry, point);
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

function areaOf({ gateway, deviceId }: Observation, world: World): string {
  const id = vehicleOfTerminal(world, deviceId, gateway)?.id ?? deviceId;
  const live = world.picture.vehicles.get(id);
  return live?.area ?? live?.vehicle.area ?? 'none';
}
