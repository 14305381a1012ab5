import type { Equipment } from '@ftz/shared/contract/site.ts';
import type { KindSurroundings, RunningKind, SimulatedKind } from '#feeds/simulated-kind.ts';
import type { Random } from '#sim/random.ts';
import {
  commandDoneXml,
  encodeFrame,
  gatherXml,
  type LaneDialect,
  type LaneName,
  type LaneVehicle,
  laneDialects,
  manualCheckXml,
  operateFeedbackXml,
  registerXml,
  smartGatherXml,
  supervisionXml,
  textIn,
  zoneTime,
} from './encode.ts';
import { ask, exchange } from './traditional-lane.ts';

/** A lane of the quiet side of a gate: one vehicle in a minute or so. */
const betweenVehiclesMs = { least: 45_000, most: 90_000 };
const pushEveryMs = 20_000;
const platformId = 'LBS01';
const operatorId = '2200001';

/** What one lane is and where it speaks. */
type Lane = { name: LaneName; key: string; surroundings: KindSurroundings; random: Random };
/** Tells the centre of one vehicle; false: it could not be told, and is told again. */
type Pass = (vehicle: LaneVehicle, name: string) => Promise<boolean>;

const quiet: RunningKind = { online: Promise.resolve(), close: async () => {} };

/**
 * Lanes of JGS/T 14: a traditional one of each dialect, and a smart one. Those who pass carry nothing
 * that the centre waits for, so a person decides on each: at the smart lane he lets it pass.
 */
export const simulatedLanes: SimulatedKind = async (surroundings) => {
  const { plan, site } = surroundings;
  if (plan.ports['lane-jgst14'] === 0) return quiet;
  const lanes = site.equipment.filter(
    ({ gateway, gateId }) => gateway === 'lane-jgst14' && gateId !== null,
  );
  const running = lanes.map((lane) => startLane(lane, surroundings));
  const platform = startPlatform(surroundings);
  return {
    online: Promise.all([...running, platform].map(({ online }) => online)).then(() => undefined),
    close: async () => {
      for (const { close } of [...running, platform]) await close();
    },
  };
};

function startLane({ deviceId, model }: Equipment, surroundings: KindSurroundings): RunningKind {
  const lane: Lane = {
    name: { areaId: `${deviceId.slice(0, 8)}00`, channelNo: deviceId, direction: 'I' },
    key: surroundings.plan.deviceKeys[`lane-jgst14/${deviceId}`] ?? '',
    surroundings,
    random: surroundings.randomOf(`lane ${deviceId}`),
  };
  if (model === 'JGST14-LE') return live(lane, traditional(lane, laneDialects.little));
  if (model === 'JGST14-BE') return live(lane, traditional(lane, laneDialects.big));
  return live(lane, smart(lane));
}

/** One vehicle at once, the others when they come; who could not be told of is told of again. */
function live({ surroundings, random }: Lane, pass: Pass): RunningKind {
  const first = Promise.withResolvers<void>();
  let timer: NodeJS.Timeout | null = null;
  let isClosed = false;
  const next = async (vehicle: LaneVehicle, name: string): Promise<void> => {
    const told = await pass(vehicle, name).catch(() => false);
    if (isClosed) return;
    if (told) first.resolve();
    const { least, most } = betweenVehiclesMs;
    timer = setTimeout(
      () => void (told ? next(...arrive()) : next(vehicle, name)),
      told ? random.between(least, most) : 2_000,
    );
  };
  const arrive = (): [LaneVehicle, string] => {
    const number = String(Math.floor(random.between(0, 1_000_000))).padStart(6, '0');
    return [visitor(random), `${zoneTime(surroundings.nowMs(), 14)}${number}`];
  };
  void next(...arrive());
  return {
    online: first.promise,
    close: async () => {
      isClosed = true;
      if (timer !== null) clearTimeout(timer);
      first.resolve();
    },
  };
}

/** A lorry of the neighbourhood with nothing under customs' seal. */
function visitor(random: Random): LaneVehicle {
  const digits = String(Math.floor(random.between(0, 10_000))).padStart(4, '0');
  return {
    plate: `沪E${random.pick(['K', 'L', 'M'])}${digits}`,
    containerNo: null,
    sealId: null,
    weightKg: Math.round(random.between(8_000, 24_000) / 20) * 20,
    cardNo: `09${String(Math.floor(random.between(0, 100_000_000))).padStart(8, '0')}`,
  };
}

function traditional({ name: lane, key, surroundings }: Lane, dialect: LaneDialect): Pass {
  const { plan, journal } = surroundings;
  const address = { host: plan.host, port: plan.ports['lane-jgst14'] };
  return async (vehicle, seqNo) => {
    const entry = `passage/${lane.channelNo}/${seqNo}`;
    const rights = await ask(address, dialect, 0x61, lane, registerXml(lane, seqNo, key));
    if (rights === null) return false;
    journal.sent(entry);
    const answer = await ask(address, dialect, 0x21, lane, gatherXml(lane, seqNo, vehicle));
    const word = answer && textIn(answer, 'CHECK_RESULT');
    if (!word) return false;
    journal.acked(entry);
    // The barrier lifts when the whole and the barrier say so, and then says that it did.
    if (word.startsWith('00')) {
      const done = commandDoneXml(lane, seqNo, word);
      await exchange(address, encodeFrame(dialect, 0x32, lane, done), 'nothing');
    }
    return true;
  };
}

function smart({ name: lane, key, surroundings }: Lane): Pass {
  const { plan, journal } = surroundings;
  const url = `${plan.httpUrl}/devices/lanes/${lane.channelNo}/jgst14`;
  const tell = async (xml: string, entry: string): Promise<string | null> => {
    journal.sent(entry);
    const answer = await post(url, key, xml);
    if (answer !== null) journal.acked(entry);
    return answer;
  };
  return async (vehicle, sessionId) => {
    const of = `${lane.channelNo}/${sessionId}`;
    const answer = await tell(smartGatherXml(lane, sessionId, vehicle), `passage/${of}`);
    if (answer === null) return false;
    const result = textIn(answer, 'CHECK_RESULT');
    if (result === 'N') return true;
    if (result === 'M') {
      const check = manualCheckXml(lane, sessionId, 1, operatorId);
      const told = await tell(check, `lane-check/${of}/release/${operatorId}`);
      if (told === null) return false;
      // Kept, and not agreed to: the barrier stays where it is.
      if (textIn(told, 'RESULT') !== '1') return true;
    }
    const done = operateFeedbackXml(lane, sessionId, 1);
    return (await tell(done, `lane-feedback/${of}/done`)) !== null;
  };
}

/** The answer's text; null when the centre did not take it. */
async function post(url: string, key: string, xml: string): Promise<string | null> {
  try {
    const response = await fetch(url, {
      method: 'POST',
      headers: { authorization: `Bearer ${key}`, 'content-type': 'text/xml' },
      body: xml,
      signal: AbortSignal.timeout(10_000),
    });
    const answer = await response.text();
    return response.ok ? answer : null;
  } catch {
    return null;
  }
}

/** The platform of supervised vehicles, none of which is on the road today. */
function startPlatform({ plan }: KindSurroundings): RunningKind {
  const url = `${plan.httpUrl}/devices/supervision/${platformId}`;
  const key = plan.deviceKeys[`lane-jgst14/${platformId}`] ?? '';
  const first = Promise.withResolvers<void>();
  const push = async () => {
    if ((await post(url, key, supervisionXml(platformId, 1, []))) !== null) first.resolve();
  };
  void push();
  const timer = setInterval(() => void push(), pushEveryMs);
  return {
    online: first.promise,
    close: async () => {
      clearInterval(timer);
      first.resolve();
    },
  };
}
