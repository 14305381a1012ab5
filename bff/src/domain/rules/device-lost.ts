import type { AreaId } from '@ftz/shared/contract/ids.ts';
import type { LonLat } from '@ftz/shared/contract/position.ts';
import type { AlarmRule, SweepVerdict } from '#domain/alarm-rule.ts';
import { deviceKey } from '#domain/live-picture.ts';
import { examplePanelWorld, exampleWorld } from '#domain/rule-examples.ts';
import type { World } from '#domain/sighting.ts';

const terminalsSilentMs = 120_000;
const fewestTerminals = 5;
/** After our own start devices need a while to come back. */
const settlingMs = 60_000;

type Loss = {
  entityId: string;
  area: AreaId;
  point: LonLat | null;
  lost: boolean;
  grave: boolean;
  since: number;
};

/** A panel promises a sign of life each period; two missed periods are a blind fence (SIA DC-09 supervision). */
function panels(world: World): Loss[] {
  return world.registry.site.panels.flatMap((panel) => {
    const device = world.picture.devices.get(deviceKey('perimeter-dc09', panel.account));
    // A panel that has been dead since before our start is as blind as one that dies now.
    const since = device?.lastSeenAtMs ?? world.picture.startedAtMs + settlingMs;
    const lost = world.nowMs - since > 2 * panel.nullPeriodS * 1000;
    return [
      {
        entityId: panel.account,
        area: panel.area,
        point: panel.point,
        lost,
        grave: true,
        since,
      },
    ];
  });
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
  const { devices, startedAtMs } = world.picture;
  return [...terminalsByArea(world.registry)]
    .filter(([, terminals]) => terminals.length >= fewestTerminals)
    .map(([area, terminals]) => {
      let heardAtMs = startedAtMs + settlingMs;
      for (const terminal of terminals) {
        const seenAtMs = devices.get(terminal)?.lastSeenAtMs ?? 0;
        if (seenAtMs > heardAtMs) heardAtMs = seenAtMs;
      }
      const lost = world.nowMs - heardAtMs > terminalsSilentMs;
      return { entityId: `jt808/${area}`, area, point: null, lost, grave: true, since: heardAtMs };
    });
}

function verdictOf(loss: Loss, nowMs: number): SweepVerdict {
  const around = { area: loss.area, point: loss.point, vehicleId: null, sealId: null };
  if (!loss.lost) return { verdict: { condition: 'gone', entityId: loss.entityId }, ...around };
  return {
    verdict: {
      condition: 'present',
      severity: loss.grave ? 3 : 4,
      entityKind: 'device',
      entityId: loss.entityId,
      facts: [{ name: 'silent-s', value: String(Math.round((nowMs - loss.since) / 1000)) }],
      happens: false,
    },
    ...around,
  };
}

function sweep(world: World): SweepVerdict[] {
  const losses = [...panels(world), ...cameras(world), ...positionFeeds(world)];
  return losses.map((loss) => verdictOf(loss, world.nowMs));
}

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
      says: 'a panel heard within its period',
      verdict: () => sweep(examplePanelWorld(10_000))[0]?.verdict,
      expect: { condition: 'gone' },
    },
  ],
};
