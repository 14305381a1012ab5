import type { Equipment } from '@ftz/shared/contract/site.ts';
import type { KindSurroundings, SimulatedKind } from '#feeds/simulated-kind.ts';
import type { Random } from '#sim/random.ts';
import type { Words } from './encode.ts';
import { type ScaleDevice, startScale } from './scale.ts';
import {
  type SignedDevice,
  type SignedDeviceSettings,
  startSignedDevice,
} from './signed-device.ts';

/** How often something ordinary happens at one piece of equipment; people call less than cars come. */
const everyMs = 90_000;
const callEveryMs = 15 * 60_000;
const plateLetters = 'ABCDEFGHJKLMNPQRSTUVWXYZ';

/** Weighbridges, readers, barriers, displays and intercoms, each on a line of its own. */
export const startLaneEquipment: SimulatedKind = async (surroundings) => {
  const { plan, site } = surroundings;
  const mine = site.equipment.filter(({ gateway }) => gateway === 'lane-equipment');
  if (plan.ports['lane-equipment'] === 0) {
    return { online: Promise.resolve(), close: async () => {} };
  }
  const devices = mine.map((equipment) => startOne(equipment, surroundings));
  return {
    online: Promise.all(devices.map(({ online }) => online)).then(() => undefined),
    close: async () => {
      for (const device of devices) device.close();
    },
  };
};

type Lived = { online: Promise<void>; close: () => void };

function startOne(equipment: Equipment, surroundings: KindSurroundings): Lived {
  const { plan, randomOf, nowMs, journal } = surroundings;
  const { deviceId, gateway, post } = equipment;
  const random = randomOf(`lane equipment ${deviceId}`);
  const key = plan.deviceKeys[`${gateway}/${deviceId}`] ?? '';
  const line = { host: plan.host, port: plan.ports['lane-equipment'], deviceId, key, random };
  if (post?.equipment === 'weighbridge') {
    const output = random.pick(['toledo', 'ascii'] as const);
    return withLife(startScale({ ...line, output }), random, everyWeight(random));
  }
  if (post?.equipment === 'barrier') return startBarrier({ ...line, nowMs, journal });
  const device = startSignedDevice({ ...line, nowMs, journal, obey: obeyAsDisplay });
  const everyday = post?.equipment === 'intercom' ? callEveryMs : everyMs;
  return withLife(device, random, everydayOf(equipment, random), everyday);
}

/** One vehicle goes through on an opening, and the barrier closes behind it by itself. */
const passesInMs = 15_000;

function startBarrier(settings: Omit<SignedDeviceSettings, 'obey'>): Lived {
  let closing: NodeJS.Timeout | undefined;
  const device = startSignedDevice({
    ...settings,
    obey: (order) => {
      if (order.act === 'lift' || order.act === 'lower') clearTimeout(closing);
      if (order.act === 'lift') closing = setTimeout(() => device.say(behindOne), passesInMs);
      return obeyAsBarrier(order);
    },
  });
  const close = () => {
    clearTimeout(closing);
    device.close();
  };
  return { online: device.online, close };
}
const behindOne: Words = { type: 'barrier', state: 'closed', passed: 1 };

/** A barrier does what it is told, and says by which order. */
export function obeyAsBarrier({ order = null, act = null }: Words): Words[] {
  const done = { type: 'order-answer', order, outcome: 'done' };
  if (act === 'lift') return [done, { type: 'barrier', state: 'open', release: order }];
  if (act === 'lower') return [done, { type: 'barrier', state: 'closed' }];
  if (act === 'keep') return [done];
  return [{ type: 'order-answer', order, outcome: 'refused', detail: 'unknown act' }];
}

function obeyAsDisplay({ order = null, act = null, text = null }: Words): Words[] {
  if (act !== 'show') return [{ type: 'order-answer', order, outcome: 'refused' }];
  return [
    { type: 'order-answer', order, outcome: 'done' },
    { type: 'shown', text },
  ];
}

function withLife<Device extends Lived>(
  device: Device,
  random: Random,
  live: ((device: Device) => void) | null,
  usualMs = everyMs,
): Device {
  if (live === null) return device;
  const beat = setInterval(() => live(device), usualMs + random.between(0, usualMs));
  return {
    ...device,
    close: () => {
      clearInterval(beat);
      device.close();
    },
  };
}

const everyWeight = (random: Random) => (scale: ScaleDevice) =>
  scale.weigh(Math.round(random.between(9_000, 42_000) / 20) * 20);

/** What an ordinary visitor makes equipment say; a barrier opens by a release alone, and waits for one. */
function everydayOf(
  { deviceId, post }: Equipment,
  random: Random,
): ((device: SignedDevice) => void) | null {
  const number = () => Math.floor(random.between(10_000, 99_999));
  switch (post?.equipment) {
    case 'electronic-plate':
      return ({ say }) => {
        const plate = `沪${random.pick([...plateLetters])}${number()}`;
        say({ type: 'tag-read', tag: `E0040000${number()}`, plate });
      };
    case 'ic-card':
      return ({ say }) => say({ type: 'card-read', card: `0900${number()}`, driver: null });
    case 'intercom':
      return ({ say }) => {
        const call = `${deviceId}-${number()}`;
        const who = { caller: 'driver', answeredBy: 'gate desk' };
        say({ type: 'call', call, state: 'started', caller: who.caller });
        say({ type: 'call', call, state: 'answered', ...who });
        const lastedS = Math.round(random.between(8, 40));
        say({ type: 'call', call, state: 'ended', ...who, lastedS });
      };
    default:
      return null;
  }
}
