import { portedGateways } from '@ftz/shared/contract/device.ts';
import { expect, it } from 'vitest';
import { parsePlan } from './plan.ts';

const plan = {
  scenario: 'quiet-day',
  seed: 1,
  speed: 1,
  vehicles: 300,
  reportEveryS: 5,
  host: '127.0.0.1',
  ports: Object.fromEntries(portedGateways.map((gateway, at) => [gateway, 6800 + at])),
  mqttUrl: 'mqtt://127.0.0.1:1883',
  httpUrl: 'http://127.0.0.1:8080',
  camerasUrl: 'http://127.0.0.1:8090',
  isapiUrl: 'http://127.0.0.1:8091',
  onvifUrl: null,
  laneKeys: { 'WGQ-G1-L1': 'k' },
  documentsKey: 'd',
  upstreamUrl: null,
  upstreamKey: 'u',
  deviceKeys: {},
  journal: null,
};
const parse = (change: object) => parsePlan(JSON.stringify({ ...plan, ...change }));

it('takes a whole plan', () => {
  expect(parse({})).toEqual({ ok: true, plan });
  expect(parse({ startedAtMs: 1_772_438_415_250, heardUntilMs: 0 }).ok).toBe(true);
  expect(parse({ vehicles: 20_000, reportEveryS: 300, journal: '/tmp/j' }).ok).toBe(true);
});

it.each([
  [{ scenario: 'party' }, 'scenario must be one of seal-cut-in-transit, quiet-day.'],
  [{ speed: 0 }, 'speed must be a number from 0.1 to 100.'],
  [{ vehicles: 2.5 }, 'vehicles must be a whole number from 1 to 20000.'],
  [{ vehicles: 20_001 }, 'vehicles must be a whole number from 1 to 20000.'],
  [{ reportEveryS: 0 }, 'reportEveryS must be a whole number of seconds from 1 to 300.'],
  [{ reportEveryS: 1.5 }, 'reportEveryS must be a whole number of seconds from 1 to 300.'],
  [{ journal: '' }, 'journal must be null or a folder.'],
  [
    { ports: { ...plan.ports, jt808: 70_000 } },
    `ports must be an object with a port (0 to 65535; 0: nobody listens) for each of ${portedGateways.join(', ')}.`,
  ],
  [{ mqttUrl: 'http://x' }, 'mqttUrl must be an address that begins with mqtt:// or mqtts://.'],
  [{ laneKeys: { a: 1 } }, 'laneKeys must be an object of texts by lane.'],
])('says what is wrong with %j', (change, reason) => {
  expect(parse(change)).toEqual({ ok: false, reason });
});

it('says so when it is no plan at all', () => {
  expect(parsePlan('{')).toEqual({ ok: false, reason: 'The plan must be a JSON object.' });
});
