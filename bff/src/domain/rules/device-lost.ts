import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { AlarmRule, SweepVerdict } from '#domain/alarm-rule.ts';
import { devicesWithRhythm } from '#domain/devices-with-rhythm.ts';
import { deviceKey, emptyPicture, feedKey } from '#domain/live-picture.ts';
import { exampleWorld } from '#domain/rule-examples/example-world.ts';
import { examplePanelWorld } from '#domain/rule-examples/fence-examples.ts';
import type { World } from '#domain/sighting.ts';

const terminalsSilentMs = 120_000;
const fewestTerminals = 5;
/** After our own start devices need a while to come back. */
const settlingMs = 60_000;
const longestId = 64;

type Loss = {
  entityId: string;
  area: AreaId;
  point: LonLat | null;
  /** Null: not heard since our start, and it may be about to speak. */
  lost: boolean | null;
  grave: boolean;
  /** When it was last heard, also before our start; null: nobody knows. */
  since: number | null;
};

/**
 * Whoever promised to speak, and is not heard for as long as its protocol allows: a panel after two
 * missed periods (SIA DC-09 supervision), equipment after its own. Who promised nothing is never lost.
 */
function promised(world: World): Loss[] {
  return devicesWithRhythm(world).map(
    ({ key, promise: { deviceId, area, point, silentAfterS, gateway } }) => {
      const device = world.picture.devices.get(key);
      // One that has been dead since before our start leaves us as blind as one that dies now.
      const silentFromMs = device?.lastSeenAtMs ?? world.picture.startedAtMs + settlingMs;
      const isSilent =
        world.nowMs - silentFromMs > (silentAfterS ?? Number.POSITIVE_INFINITY) * 1000;
      const isLost = isSilent || device?.state === 'lost';
      // A panel's account is its name in every alarm; the ids of other protocols may be the same word.
      const entityId = gateway === 'perimeter-dc09' ? deviceId : key.slice(0, longestId);
      return {
        entityId,
        area,
        point,
        lost: isLost || (device ? false : null),
        grave: true,
        since: device?.lastSeenAtMs ?? world.picture.heardBefore.get(key) ?? null,
      };
    },
  );
}

/** Cameras one by one, unless most of an area is gone: then the feed is, and that is one alarm. */
function cameras(world: World): Loss[] {
  return byArea(world).flatMap(([area, all]) => {
    const known = all.flatMap((camera) => {
      const device = world.picture.devices.get(deviceKey('cameras', camera.id));
      return device ? [{ camera, device }] : [];
    });
    const gone = known.filter(({ device }) => device.state === 'lost');
    const feedGone = known.length > 2 && gone.length > known.length / 2;
    const since = Math.min(...known.map(({ device }) => device.lastSeenAtMs));
    if (known.length === 0) return [];
    return [
      { entityId: `cameras/${area}`, area, point: null, lost: feedGone, grave: true, since },
      ...known.map(({ camera, device }) => ({
        entityId: camera.id,
        area,
        point: camera.point,
        lost: device.state === 'lost' && !feedGone,
        grave: false,
        since: device.lastSeenAtMs,
      })),
    ];
  });
}

function byArea(world: World) {
  const groups = new Map<AreaId, World['registry']['site']['cameras']>();
  for (const camera of world.registry.site.cameras) {
    groups.set(camera.area, [...(groups.get(camera.area) ?? []), camera]);
  }
  return [...groups];
}

/** The names by which the picture knows each area's terminals; they change with the register alone. */
const terminalsOf = new WeakMap<World['registry'], Map<AreaId, string[]>>();

function terminalsByArea(registry: World['registry']): Map<AreaId, string[]> {
  const known = terminalsOf.get(registry);
  if (known) return known;
  const fleets = new Map<AreaId, string[]>();
  for (const { area, terminalId } of registry.vehicles.values()) {
    const key = deviceKey('jt808', terminalId);
    const fleet = fleets.get(area);
    if (fleet) fleet.push(key);
    else fleets.set(area, [key]);
  }
  terminalsOf.set(registry, fleets);
  return fleets;
}

/** One truck in a tunnel is nothing; no truck of an area heard for two minutes is a blind map. */
function positionFeeds(world: World): Loss[] {
  const { devices, startedAtMs, heardBefore } = world.picture;
  return [...terminalsByArea(world.registry)]
    .filter(([, terminals]) => terminals.length >= fewestTerminals)
    .map(([area, terminals]) => {
      let heardAtMs = 0;
      for (const terminal of terminals) {
        const seenAtMs = devices.get(terminal)?.lastSeenAtMs ?? 0;
        if (seenAtMs > heardAtMs) heardAtMs = seenAtMs;
      }
      const isSilent =
        world.nowMs - Math.max(heardAtMs, startedAtMs + settlingMs) > terminalsSilentMs;
      const lost = isSilent || (heardAtMs > 0 ? false : null);
      const since = heardAtMs || (heardBefore.get(feedKey(area, 'jt808')) ?? null);
      return { entityId: `jt808/${area}`, area, point: null, lost, grave: true, since };
    });
}

function verdictOf(loss: Loss, { nowMs, picture }: World): SweepVerdict[] {
  const around = { area: loss.area, point: loss.point, vehicleId: null, sealId: null };
  if (loss.lost === null) return [];
  if (!loss.lost) return [{ verdict: { condition: 'gone', entityId: loss.entityId }, ...around }];
  const seconds = (sinceMs: number) => String(Math.round((nowMs - sinceMs) / 1000));
  return [
    {
      verdict: {
        condition: 'present',
        severity: loss.grave ? 3 : 4,
        entityKind: 'device',
        entityId: loss.entityId,
        facts: [
          loss.since === null
            ? { name: 'unheard-s', value: seconds(picture.startedAtMs) }
            : { name: 'silent-s', value: seconds(loss.since) },
        ],
        happens: false,
      },
      ...around,
    },
  ];
}

function sweep(world: World): SweepVerdict[] {
  const losses = [...promised(world), ...cameras(world), ...positionFeeds(world)];
  return losses.flatMap((loss) => verdictOf(loss, world));
}

const startedWorld = (agoMs: number): World => {
  const world = exampleWorld();
  return { ...world, picture: emptyPicture(world.nowMs - agoMs) };
};

/** A device that was alive is silent: P3 where it leaves us blind, P4 for a single camera. */
export const rule: AlarmRule = {
  kind: 'device-lost',
  sweep,
  examples: [
    {
      says: 'a panel silent for three periods',
      verdict: () => sweep(examplePanelWorld(60_000))[0]?.verdict,
      expect: { condition: 'present', severity: 3 },
    },
    {
      says: 'a panel that was never heard since our start yesterday',
      verdict: () => sweep(exampleWorld())[0]?.verdict,
      expect: { condition: 'present', severity: 3 },
    },
    {
      says: 'a panel of which nobody has heard for a moment after our start',
      verdict: () => sweep(startedWorld(10_000))[0]?.verdict,
      expect: null,
    },
    {
      says: 'a panel heard within its period',
      verdict: () => sweep(examplePanelWorld(10_000))[0]?.verdict,
      expect: { condition: 'gone' },
    },
  ],
};
