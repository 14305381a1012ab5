import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { fleet } from '@ftz/shared/site/fleet.ts';
import { site } from '@ftz/shared/site/site.ts';
import { exampleStory } from '@ftz/shared/state/situation.fixture.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { expect, it } from 'vitest';
import { emptyPicture } from '#domain/live-picture.ts';
import { buildRegistry } from '#domain/registry.ts';
import { forgiveBacklog } from './backlog.ts';
import { createDurableLane } from './durable-lane.ts';
import type { LiveDeps, LiveSocket } from './live-socket.ts';

const mb = 1_000_000;

/** One page whose network the test plays: what was emitted, and how much of it waits. */
function openLane() {
  const wire = { bufferedAmount: 0 };
  const emitted: string[] = [];
  const socket = {
    connected: true,
    conn: { transport: { socket: wire }, writeBuffer: [] },
    data: {
      principal: { accountId: 'U1', username: 'o', role: 'duty-officer', areas: [...areaIds] },
      sessionHash: 's',
      sentUpTo: null,
    },
    emit: (event: string) => emitted.push(event),
    disconnect: () => {
      socket.connected = false;
    },
  };
  const listeners: ((events: DurableEvent[]) => void)[] = [];
  const world = {
    registry: buildRegistry(site, fleet(1), []),
    situation: emptySituation(),
    picture: emptyPicture(0),
    nowMs: 0,
  };
  const deps = {
    log: {
      epoch: 'e',
      headSeq: () => 0,
      read: async () => [],
      onCommitted: (listener: (events: DurableEvent[]) => void) => listeners.push(listener),
    },
    world: () => world,
  } as unknown as LiveDeps;
  const page = socket as unknown as LiveSocket;
  const lane = createDurableLane(deps, () => (socket.connected ? [page] : []));
  const commit = (nth: number) => {
    for (const listener of listeners) listener(exampleStory().slice(nth, nth + 1));
  };
  return { lane, page, socket, wire, emitted, commit };
}

it('a page keeps its connection while its own large snapshot is on the way', async () => {
  const { lane, page, socket, wire, emitted, commit } = openLane();
  await lane.join(page, null);
  wire.bufferedAmount = 9 * mb;
  forgiveBacklog(page);
  commit(0);
  expect([socket.connected, emitted]).toEqual([true, ['snapshot', 'events']]);
  wire.bufferedAmount = 10 * mb + 1;
  commit(1);
  expect([socket.connected, emitted]).toEqual([false, ['snapshot', 'events']]);
});

it('a page that has not read its last snapshot gets no second one', async () => {
  const { lane, page, socket, wire, emitted } = openLane();
  await lane.join(page, null);
  wire.bufferedAmount = 9 * mb;
  forgiveBacklog(page);
  await lane.join(page, null);
  expect([socket.connected, emitted]).toEqual([false, ['snapshot']]);
});
