import { portedGateways } from '@ftz/shared/contract/device.ts';
import { type FeedPlan, feedLimits } from '@ftz/shared/contract/feed-plan.ts';
import { scenarios } from '#scenarios/scenarios.ts';

type Check = { accepts: string; holds: (value: unknown) => boolean };

const isIn = (low: number, high: number, whole: boolean) => (value: unknown) =>
  typeof value === 'number' && value >= low && value <= high && (!whole || Number.isInteger(value));

const isPortOrNone = isIn(0, 65_535, true);
const text: Check = {
  accepts: 'a text that is not empty',
  holds: (value) => typeof value === 'string' && value !== '',
};
const url = (...protocols: string[]): Check => ({
  accepts: `an address that begins with ${protocols.join('// or ')}//`,
  holds: (value) =>
    typeof value === 'string' && URL.canParse(value) && protocols.includes(new URL(value).protocol),
});
const orNull = ({ accepts, holds }: Check): Check => ({
  accepts: `null or ${accepts}`,
  holds: (value) => value === null || holds(value),
});
const keys: Check = {
  accepts: 'an object of texts by lane',
  holds: (value) =>
    typeof value === 'object' && value !== null && Object.values(value).every(text.holds),
};

const { speed, vehicles, reportEveryS } = feedLimits;
const checks: { [K in keyof FeedPlan]-?: Check } = {
  scenario: {
    accepts: `one of ${Object.keys(scenarios).join(', ')}`,
    holds: (value) => typeof value === 'string' && Object.hasOwn(scenarios, value),
  },
  seed: { accepts: 'a whole number', holds: isIn(-(2 ** 31), 2 ** 53, true) },
  speed: {
    accepts: `a number from ${speed.least} to ${speed.most}`,
    holds: isIn(speed.least, speed.most, false),
  },
  vehicles: {
    accepts: `a whole number from ${vehicles.least} to ${vehicles.most}`,
    holds: isIn(vehicles.least, vehicles.most, true),
  },
  reportEveryS: {
    accepts: `a whole number of seconds from ${reportEveryS.least} to ${reportEveryS.most}`,
    holds: isIn(reportEveryS.least, reportEveryS.most, true),
  },
  host: text,
  ports: {
    accepts: `an object with a port (0 to 65535; 0: nobody listens) for each of ${portedGateways.join(', ')}`,
    holds: (value) =>
      typeof value === 'object' &&
      value !== null &&
      portedGateways.every((gateway) => isPortOrNone((value as Record<string, unknown>)[gateway])),
  },
  mqttUrl: url('mqtt:', 'mqtts:'),
  httpUrl: url('http:', 'https:'),
  camerasUrl: url('http:'),
  isapiUrl: orNull(url('http:')),
  onvifUrl: orNull(url('http:')),
  laneKeys: keys,
  documentsKey: text,
  upstreamUrl: {
    accepts: 'null or an address that begins with http://',
    holds: (value) => value === null || url('http:').holds(value),
  },
  upstreamKey: text,
  deviceKeys: { ...keys, accepts: 'an object of texts by device' },
  startedAtMs: {
    accepts: 'absent or milliseconds since 1970',
    holds: (value) => value === undefined || isIn(0, 8.64e15, true)(value),
  },
  heardUntilMs: {
    accepts: 'absent or milliseconds since 1970',
    holds: (value) => value === undefined || isIn(0, 8.64e15, true)(value),
  },
  journal: {
    accepts: 'null or a folder',
    holds: (value) => value === null || text.holds(value),
  },
};

function parseJson(json: string): unknown {
  try {
    return JSON.parse(json);
  } catch {
    return null;
  }
}

/** The plan of a JSON text, or one sentence that says what is wrong with it. */
export function parsePlan(
  json: string,
): { ok: true; plan: FeedPlan } | { ok: false; reason: string } {
  const plan = parseJson(json);
  if (typeof plan !== 'object' || plan === null) {
    return { ok: false, reason: 'The plan must be a JSON object.' };
  }
  const values = new Map(Object.entries(plan));
  for (const [name, check] of Object.entries(checks)) {
    if (!check.holds(values.get(name))) {
      return { ok: false, reason: `${name} must be ${check.accepts}.` };
    }
  }
  return { ok: true, plan: plan as FeedPlan };
}
