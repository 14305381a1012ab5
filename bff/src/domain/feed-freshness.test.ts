import { expect, it } from 'vitest';
import { exampleJourney, exampleWorld } from '#domain/rule-examples/example-world.ts';
import { examplePanelWorld } from '#domain/rule-examples/fence-examples.ts';
import { exampleMovingWorld } from '#domain/rule-examples/vehicle-examples.ts';
import { feedFreshness } from './feed-freshness.ts';
import { noteDevice } from './live-picture.ts';

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
