import { expect, it } from 'vitest';
import { exampleJourney, exampleWorld } from '#domain/rule-examples/example-world.ts';
import { examplePanelWorld } from '#domain/rule-examples/fence-examples.ts';
import { exampleMovingWorld } from '#domain/rule-examples/vehicle-examples.ts';
import { feedFreshness, heardByNow } from './feed-freshness.ts';
import { emptyPicture, noteDevice } from './live-picture.ts';

const of = (gateway: string, area: string, world: Parameters<typeof feedFreshness>[0]) =>
  feedFreshness(world).find((feed) => feed.gateway === gateway && feed.area === area);

it('counts the seals that are under way, and no others', () => {
  const heard = exampleMovingWorld(exampleJourney, 60_000);
  expect(of('eseal-mqtt', 'WGQ', heard)).toMatchObject({ known: 1, alive: 1 });
  const parked = exampleMovingWorld({ ...exampleJourney, state: 'arrived' }, 60_000);
  expect(of('eseal-mqtt', 'WGQ', parked)).toMatchObject({ known: 0, alive: 0 });
});

it('a panel that was heard long ago is known and not alive', () => {
  expect(of('perimeter-dc09', 'WGQ', examplePanelWorld(10_000))).toMatchObject({
    known: 1,
    alive: 1,
  });
  const silent = of('perimeter-dc09', 'WGQ', examplePanelWorld(600_000));
  expect(silent).toMatchObject({ known: 1, alive: 0 });
  expect(silent?.lastSeenAtMs).not.toBeNull();
});

it('sees a device from its first word on, whenever it was asked before', () => {
  const world = exampleWorld();
  const truck = world.registry.vehicleByTerminal.values().next().value;
  const jt808 = () => of('jt808', truck?.area ?? '', world);
  expect(jt808()).toMatchObject({ known: 1, alive: 0, lastSeenAtMs: null });
  for (const [gone, atMs] of [
    [false, world.nowMs - 1],
    [true, world.nowMs],
  ] as const) {
    const heard = { gateway: 'jt808' as const, deviceId: truck?.terminalId ?? '', trusted: true };
    noteDevice(world.picture, { ...heard, area: 'WGQ', gone, deviceAtMs: null }, atMs);
    expect(jt808()).toMatchObject({ alive: gone ? 0 : 1, lastSeenAtMs: world.nowMs - 1 });
  }
  expect(of('jt808', 'WGQ', exampleWorld())).toMatchObject({ alive: 0, lastSeenAtMs: null });
});

it('knows the lanes that were heard, for a lane has no heartbeat', () => {
  const world = exampleWorld();
  const lane = world.registry.lanes.values().next().value;
  const lanes = () => of('checkpoint-http', lane?.area ?? '', world);
  expect(lanes()).toMatchObject({ known: 0, alive: 0 });
  const heard = { gateway: 'checkpoint-http' as const, deviceId: lane?.id ?? '', trusted: true };
  noteDevice(
    world.picture,
    { ...heard, area: lane?.area ?? null, gone: false, deviceAtMs: 1 },
    world.nowMs,
  );
  expect(lanes()).toMatchObject({ known: 1, alive: 1 });
});

const minuteMs = 60_000;
/** A house that has run for so long, and knows when the one before last heard the panels of WGQ. */
function restarted(runsMs: number, heardAgoMs: number | null) {
  const world = exampleWorld();
  const before = heardAgoMs === null ? [] : [['WGQ/perimeter-dc09', world.nowMs - heardAgoMs]];
  const picture = emptyPicture(world.nowMs - runsMs, new Map(before as [string, number][]));
  return { ...world, picture };
}
const panels = (world: ReturnType<typeof restarted>) => of('perimeter-dc09', 'WGQ', world);

it('a feed that was silent for two hours before a restart is so after it, at once', () => {
  const world = restarted(1_000, 120 * minuteMs);
  const lastSeenAtMs = world.nowMs - 120 * minuteMs;
  expect(panels(world)).toMatchObject({ alive: 0, lastSeenAtMs, unheard: false });
  // And after the next restart, too.
  expect(heardByNow(world).get('WGQ/perimeter-dc09')).toBe(lastSeenAtMs);
});

it('of a feed that spoke just before the start nobody knows yet', () => {
  const world = restarted(1_000, 5_000);
  expect(panels(world)).toMatchObject({ lastSeenAtMs: null, unheard: false });
  expect(heardByNow(world).get('WGQ/perimeter-dc09')).toBe(world.nowMs - 5_000);
});

it('a feed that nobody has heard of is unheard when it had the time to speak', () => {
  expect(panels(restarted(minuteMs, null))).toMatchObject({ lastSeenAtMs: null, unheard: false });
  const late = restarted(6 * minuteMs, null);
  expect(panels(late)).toMatchObject({ lastSeenAtMs: null, unheard: true });
  expect(heardByNow(late).size).toBe(0);
});

it('a word of now is newer than one of before', () => {
  const world = examplePanelWorld(10_000);
  world.picture.heardBefore.set('WGQ/perimeter-dc09', world.nowMs - 120 * minuteMs);
  expect(of('perimeter-dc09', 'WGQ', world)?.lastSeenAtMs).toBe(world.nowMs - 10_000);
  const panel = world.registry.site.panels[0]?.account ?? '';
  expect(heardByNow(world).get(`perimeter-dc09/${panel}`)).toBe(world.nowMs - 10_000);
});
