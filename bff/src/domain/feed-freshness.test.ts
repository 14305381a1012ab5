import { expect, it } from 'vitest';
import { feedFreshness } from './feed-freshness.ts';
import { exampleJourney, exampleMovingWorld, examplePanelWorld } from './rule-examples.ts';

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
