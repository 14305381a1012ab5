import type { FeedFreshness, GatewayName } from '@ftz/shared/contract/device.ts';
import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { devicesWithRhythm } from './devices-with-rhythm.ts';
import { deviceKey, type LiveDevice, type LivePicture } from './live-picture.ts';
import type { Registry } from './registry.ts';
import type { World } from './sighting.ts';

/** How long a device of each kind may be silent and still count as alive. */
const aliveWithinMs = {
  jt808: 120_000,
  'eseal-mqtt': 180_000,
  'perimeter-dc09': 60_000,
  'checkpoint-http': 1_800_000,
  cameras: 30_000,
};
type Feed = keyof typeof aliveWithinMs;
const feeds = Object.keys(aliveWithinMs) as Feed[];

/**
 * Per area and feed: how many devices there should be, how many live, and the newest word of any. Of
 * other gateways than the five that every area has, where one of their devices promised to speak.
 */
export function feedFreshness(world: World): FeedFreshness[] {
  const roster = rosterOf(world);
  const expected = { ...roster, 'eseal-mqtt': sealsUnderWay(roster, world.situation) };
  const everywhere = areaIds.flatMap((area) =>
    feeds.map((gateway) => ({
      area,
      gateway,
      ...freshnessOf(expected[gateway][area], gateway, world),
    })),
  );
  return [...everywhere, ...freshnessOfRhythmic(world)];
}

const isFeed = (gateway: GatewayName): gateway is Feed => Object.hasOwn(aliveWithinMs, gateway);

/** Each by its own promise. There are a few hundred at most. */
function freshnessOfRhythmic(world: World): FeedFreshness[] {
  const { picture, nowMs } = world;
  const found = new Map<string, FeedFreshness>();
  for (const { key, promise } of devicesWithRhythm(world)) {
    const { area, gateway, silentAfterS } = promise;
    if (isFeed(gateway)) continue;
    const name = `${area}/${gateway}`;
    const feed = found.get(name) ?? { area, gateway, alive: 0, known: 0, lastSeenAtMs: null };
    found.set(name, feed);
    feed.known += 1;
    const device = picture.devices.get(key);
    if (!device) continue;
    const silentMs = nowMs - device.lastSeenAtMs;
    if (device.state === 'alive' && silentMs <= (silentAfterS ?? 0) * 1000) feed.alive += 1;
    feed.lastSeenAtMs = Math.max(feed.lastSeenAtMs ?? 0, device.lastSeenAtMs);
  }
  return [...found.values()];
}

function freshnessOf(entries: readonly Entry[], gateway: Feed, { picture, nowMs }: World) {
  let heard = 0;
  let alive = 0;
  let newestAtMs = 0;
  for (const entry of entries) {
    entry.device ??= picture.devices.get(entry.key);
    if (!entry.device) continue;
    const { state, lastSeenAtMs } = entry.device;
    heard += 1;
    if (state === 'alive' && nowMs - lastSeenAtMs <= aliveWithinMs[gateway]) alive += 1;
    if (lastSeenAtMs > newestAtMs) newestAtMs = lastSeenAtMs;
  }
  // A lane speaks when a truck passes and has no heartbeat: one that was never heard may be well.
  const known = gateway === 'checkpoint-http' ? heard : entries.length;
  return { alive, known, lastSeenAtMs: newestAtMs || null };
}

/** A device that ought to speak, looked up until it was heard once: there are tens of thousands. */
type Entry = { key: string; device: LiveDevice | undefined };
const entryOf = (gateway: Feed, id: string): Entry => ({
  key: deviceKey(gateway, id),
  device: undefined,
});

type ByArea = Record<AreaId, Entry[]>;
const nobody = (): ByArea => ({ WGQ: [], WLP: [], YSP: [], PVG: [] });

/** The devices of a register, which does not change, sorted by area once. */
type Roster = Record<Exclude<Feed, 'eseal-mqtt'>, ByArea> & {
  registry: Registry;
  seals: Map<string, { area: AreaId; entry: Entry }>;
};
const rosters = new WeakMap<LivePicture, Roster>();

function rosterOf({ picture, registry }: World): Roster {
  const known = rosters.get(picture);
  if (known?.registry === registry) return known;
  const roster = buildRoster(registry);
  rosters.set(picture, roster);
  return roster;
}

function buildRoster(registry: Registry): Roster {
  const { vehicles, vehicleBySeal, panels, lanes, cameras } = registry;
  const seals = [...vehicleBySeal].map(
    ([sealId, { area }]) => [sealId, { area, entry: entryOf('eseal-mqtt', sealId) }] as const,
  );
  return {
    registry,
    jt808: entriesOf('jt808', vehicles, ({ terminalId }) => terminalId),
    'perimeter-dc09': entriesOf('perimeter-dc09', panels, ({ account }) => account),
    'checkpoint-http': entriesOf('checkpoint-http', lanes, ({ id }) => id),
    cameras: entriesOf('cameras', cameras, ({ id }) => id),
    seals: new Map(seals),
  };
}

function entriesOf<T extends { area: AreaId }>(
  gateway: Feed,
  things: ReadonlyMap<string, T>,
  id: (thing: T) => string,
): ByArea {
  const entries = nobody();
  for (const thing of things.values()) entries[thing.area].push(entryOf(gateway, id(thing)));
  return entries;
}

/** Of seals, those under way ought to speak: a seal in its box is silent by design. */
function sealsUnderWay({ seals }: Roster, { journeys }: Situation): ByArea {
  const entries = nobody();
  for (const { state, sealId } of Object.values(journeys)) {
    const seal = state === 'under-way' && sealId ? seals.get(sealId) : undefined;
    if (seal) entries[seal.area].push(seal.entry);
  }
  return entries;
}
