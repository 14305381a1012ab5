import { once } from 'node:events';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { Principal } from '@ftz/shared/contract/account.ts';
import { contractVersion } from '@ftz/shared/contract/contract-version.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import { fleet } from '@ftz/shared/site/fleet.ts';
import { site, siteTimeLimits } from '@ftz/shared/site/site.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { exampleStory } from '@ftz/shared/state/story.fixture.ts';
import { describe, expect, it, onTestFinished } from 'vitest';
import { emptyPicture } from '#domain/live-picture.ts';
import { buildRegistry } from '#domain/registry.ts';
import { openLiveGateway } from './live-gateway.ts';
import type { LiveDeps } from './live-socket.ts';

const principal: Principal = {
  accountId: 'U1',
  username: 'officer',
  role: 'duty-officer',
  areas: [...areaIds],
};
const sync = (seq: number | null) => ({
  contractVersion,
  have: seq === null ? null : { epoch: 'e', seq },
});
const command = {
  commandId: 'c-12345678',
  name: 'incident.note',
  basedOnVersion: null,
  argument: { incidentId: 'I1', text: 'x' },
};

/** A gateway whose log the test answers for, at a time that stands until the test moves it. */
async function openGateway(read: () => Promise<DurableEvent[]> = async () => []) {
  const clock = { at: 1_000_000, nowMs: () => clock.at };
  const world = {
    limits: siteTimeLimits,
    registry: buildRegistry(site, fleet(1), []),
    situation: { ...emptySituation(), seq: 5 },
    picture: emptyPicture(0),
    nowMs: 0,
  };
  const deps: LiveDeps = {
    log: {
      epoch: 'e',
      headSeq: () => 5,
      read,
      onCommitted: () => undefined,
    },
    world: () => world,
    clock,
    submitCommand: async () => ({ ok: true, seq: 5 }),
    directory: { tagFor: () => 'tag' },
    writeCall: () => undefined,
    hearWall: () => undefined,
    iceServers: [],
    stalledSinceMs: () => null,
    authenticate: async () => ({ principal, sessionHash: 's' }),
    isSessionLive: async () => true,
  };
  const server = createServer();
  const gateway = openLiveGateway(server, deps);
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  onTestFinished(() => gateway.close());
  return { clock, gateway, port: (server.address() as AddressInfo).port };
}

/**
 * A page, spoken by hand: Engine.IO 4 packets (`0` open, `4` message) with Socket.IO 5 ones inside
 * (`0` connect, `2` event, `3` its answer, each answer with the number of the question).
 */
async function openPage(port: number) {
  const socket = new WebSocket(`ws://127.0.0.1:${port}/socket.io/?EIO=4&transport=websocket`);
  const answers = new Map<number, (answer: unknown) => void>();
  const heard: string[] = [];
  const joined = Promise.withResolvers<void>();
  const closed = Promise.withResolvers<void>();
  socket.addEventListener('close', () => closed.resolve());
  socket.addEventListener('message', ({ data }) => {
    const text = String(data);
    if (text.startsWith('0')) socket.send('40');
    if (text.startsWith('40')) joined.resolve();
    const [, event] = /^42\["(\w+)"/.exec(text) ?? [];
    if (event) heard.push(event);
    const [, number, answer] = /^43(\d+)(.*)$/s.exec(text) ?? [];
    if (answer) answers.get(Number(number))?.(JSON.parse(answer)[0]);
  });
  await joined.promise;
  onTestFinished(() => socket.close());
  let questions = 0;
  const ask = (event: string, argument: unknown) =>
    new Promise<unknown>((resolve) => {
      const number = questions++;
      answers.set(number, resolve);
      socket.send(`42${number}${JSON.stringify([event, argument])}`);
    });
  return { ask, heard, closed: closed.promise };
}

const tooMany = expect.objectContaining({ code: 'too-many-attempts' });

describe('sync', () => {
  it('that cannot be answered ends that connection, and nothing else', async () => {
    const { port, gateway } = await openGateway(() =>
      Promise.reject(new Error('the disk is gone')),
    );
    const [unlucky, other] = [await openPage(port), await openPage(port)];
    expect(await unlucky.ask('sync', sync(3))).toBeNull();
    await unlucky.closed;
    expect(gateway.health()).toMatchObject({ ok: false });
    expect(await other.ask('sync', sync(null))).toBeNull();
    await expect.poll(() => other.heard).toContain('welcome');
    await expect.poll(() => gateway.health()).toMatchObject({ ok: true });
  });

  it('is answered one at a time', async () => {
    const reading = Promise.withResolvers<DurableEvent[]>();
    const { port } = await openGateway(() => reading.promise);
    const { ask, heard } = await openPage(port);
    expect(await ask('sync', sync(3))).toBeNull();
    expect(await ask('sync', sync(3))).toEqual(tooMany);
    reading.resolve(exampleStory().slice(3, 5));
    // The gateway hears of the end of the read before it hears another message.
    await expect.poll(() => ask('sync', sync(null))).toBeNull();
    await expect
      .poll(() => heard.filter((event) => event !== 'positions'))
      .toEqual(['welcome', 'events', 'welcome']);
  });

  it('is answered ten times at once, then every two seconds', async () => {
    const { port, clock } = await openGateway();
    const { ask } = await openPage(port);
    /** How many are answered until it is refused for good, not for the answer under way. */
    const answered = async () => {
      let count = 0;
      for (let refused = 0; refused < 20; ) {
        const isAnswered = (await ask('sync', sync(null))) === null;
        count += isAnswered ? 1 : 0;
        refused = isAnswered ? 0 : refused + 1;
        await new Promise((resolve) => setTimeout(resolve, 5));
      }
      return count;
    };
    expect(await answered()).toBe(10);
    clock.at += 2_000;
    expect(await answered()).toBe(1);
    expect(await (await openPage(port)).ask('sync', sync(null))).toBeNull();
  });

  it('of a malformed or an older page is refused, and may be repeated', async () => {
    const { port } = await openGateway();
    const { ask, heard } = await openPage(port);
    expect(await ask('sync', { have: 'all' })).toMatchObject({ code: 'bad-request' });
    const old = { ...sync(null), contractVersion: contractVersion - 1 };
    expect(await ask('sync', old)).toMatchObject({ code: 'contract-mismatch' });
    expect(heard).toEqual([]);
    expect(await ask('sync', sync(null))).toBeNull();
  });
});

describe('command', () => {
  it('is taken sixty times at once, then ten times a second', async () => {
    const { port, clock } = await openGateway();
    const { ask } = await openPage(port);
    const askAtOnce = async (times: number) => {
      const replies = await Promise.all(
        Array.from({ length: times }, () => ask('command', command)),
      );
      const refused = { ok: false, refusal: tooMany };
      expect(replies.slice(-1)).toEqual([refused]);
      return replies.filter((reply) => (reply as { ok: boolean }).ok).length;
    };
    expect(await askAtOnce(70)).toBe(60);
    clock.at += 1_000;
    expect(await askAtOnce(20)).toBe(10);
  });
});
