import type { FeedFreshness, GatewayName } from '@ftz/shared/contract/device.ts';
import { type AreaId, areaIds } from '@ftz/shared/contract/ids.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { devicesWithRhythm } from './devices-with-rhythm.ts';
import { deviceKey, feedKey, type LiveDevice, type LivePicture } from './live-picture.ts';
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
    feeds.map((gateway) => freshnessOf(expected[gateway][area], { area, gateway }, world)),
  );
  return [...everywhere, ...freshnessOfRhythmic(world)];
}

/** Devices come back within seconds, or minutes: later it is no matter of the start. */
const unheardAfterMs = 5 * 60_000;

/** The newest word of a feed, of this house or of the one before. */
function lastWordOf(
  { area, gateway, newestAtMs }: { area: AreaId; gateway: GatewayName; newestAtMs: number },
  withinMs: number,
  { picture, nowMs }: World,
): Pick<FeedFreshness, 'lastSeenAtMs' | 'unheard'> {
  if (newestAtMs > 0) return { lastSeenAtMs: newestAtMs, unheard: false };
  const beforeMs = picture.heardBefore.get(feedKey(area, gateway));
  if (beforeMs === undefined)
    return { lastSeenAtMs: null, unheard: nowMs - picture.startedAtMs > unheardAfterMs };
  // What spoke just before our start may be well, and about to speak.
  return { lastSeenAtMs: nowMs - beforeMs > withinMs ? beforeMs : null, unheard: false };
}

/** What is to be known after a restart: when each feed was last heard, and each device with a rhythm. */
export function heardByNow(world: World): Map<string, number> {
  const heard = new Map(world.picture.heardBefore);
  for (const { area, gateway, lastSeenAtMs } of feedFreshness(world))
    if (lastSeenAtMs !== null) heard.set(feedKey(area, gateway), lastSeenAtMs);
  for (const { key } of devicesWithRhythm(world)) {
    const device = world.picture.devices.get(key);
    if (device) heard.set(key, device.lastSeenAtMs);
  }
  return heard;
}

const isFeed = (gateway: GatewayName): gateway is Feed => Object.hasOwn(aliveWithinMs, gateway);

/** Each by its own promise. There are a few hundred at most. */
function freshnessOfRhythmic(world: World): FeedFreshness[] {
  const { picture, nowMs } = world;
  const rhythmic = devicesWithRhythm(world).filter(({ promise }) => !isFeed(promise.gateway));
  const byFeed = Map.groupBy(rhythmic, ({ promise: { area, gateway } }) => feedKey(area, gateway));
  return [...byFeed.values()].flatMap((entries) => {
    const [first] = entries;
    if (!first) return [];
    const { area, gateway } = first.promise;
    const limits = entries.map(({ promise }) => (promise.silentAfterS ?? 0) * 1000);
    const devices = entries.map(({ key }) => picture.devices.get(key));
    const alive = devices.filter(
      (device, i) => device?.state === 'alive' && nowMs - device.lastSeenAtMs <= (limits[i] ?? 0),
    ).length;
    const newestAtMs = Math.max(0, ...devices.map((device) => device?.lastSeenAtMs ?? 0));
    const word = lastWordOf({ area, gateway, newestAtMs }, Math.max(...limits), world);
    return [{ area, gateway, alive, known: entries.length, ...word }];
  });
}

function freshnessOf(
  entries: readonly Entry[],
  { area, gateway }: { area: AreaId; gateway: Feed },
  world: World,
): FeedFreshness {
  const { picture, nowMs } = world;
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
  const word = lastWordOf({ area, gateway, newestAtMs }, aliveWithinMs[gateway], world);
  return { area, gateway, alive, known, ...word };
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
