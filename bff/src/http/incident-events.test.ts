import { areaIds } from '@ftz/shared/contract/ids.ts';
import { fleet } from '@ftz/shared/site/fleet.ts';
import { site } from '@ftz/shared/site/site.ts';
import { applyDurable } from '@ftz/shared/state/apply-durable.ts';
import { emptySituation } from '@ftz/shared/state/situation.ts';
import { exampleStory } from '@ftz/shared/state/story.fixture.ts';
import { expect, it, onTestFinished } from 'vitest';
import { emptyPicture } from '#domain/live-picture.ts';
import { buildRegistry } from '#domain/registry.ts';
import type { HttpDeps } from './http-deps.ts';
import { createHttpServer } from './http-server.ts';

const untilMs = 2_000_000;

/** A server whose log is the example story, of which an expert was told entries 4 to 6 as a guest. */
async function openServer(role: 'expert' | 'duty-officer', accountId: string) {
  const clock = { now: untilMs - 1 };
  const events = exampleStory().map((event) =>
    event.seq >= 4 && event.seq <= 6 ? { ...event, audience: { also: ['U9'] } } : event,
  );
  const situation = events.reduce(applyDurable, emptySituation());
  const incident = situation.incidents.I1;
  if (!incident) throw new Error('the story opens no incident');
  const guest = {
    accountId: 'U9',
    name: 'expert',
    invitedBy: 'officer',
    untilMs,
    why: 'what is it?',
  };
  const incidents = { I1: { ...incident, guests: [guest] } };
  const world = {
    registry: buildRegistry(site, fleet(1), []),
    situation: { ...situation, incidents },
    picture: emptyPicture(0),
    nowMs: 0,
  };
  const principal = { accountId, username: 'x', role, areas: areaIds };
  const deps = {
    sessions: { find: async () => principal },
    clock: { nowMs: () => clock.now },
    log: {
      epoch: 'e',
      headSeq: () => situation.seq,
      read: async (afterSeq: number) => events.filter(({ seq }) => seq > afterSeq),
    },
    world: () => world,
    siteMap: { origins: [], folder: null },
  } as unknown as HttpDeps;
  const server = await createHttpServer(deps, '/no/pages/here');
  onTestFinished(() => server.close());
  const ask = async () => {
    const headers = { cookie: '__Host-session=x' };
    const reply = await server.inject({ url: '/api/incidents/I1/events', headers });
    const { events: told } = reply.json<{ events?: { seq: number }[] }>();
    return told?.map(({ seq }) => seq) ?? reply.statusCode;
  };
  return { ask, clock };
}

it('tells an expert what he was told as a guest, while he is one', async () => {
  const { ask, clock } = await openServer('expert', 'U9');
  expect(await ask()).toEqual([4, 5, 6]);
  clock.now = untilMs;
  expect(await ask()).toBe(404);
});

it('does not exist for an expert who was not invited, and is whole for an officer of the area', async () => {
  expect(await (await openServer('expert', 'U8')).ask()).toBe(404);
  const whole = exampleStory().map(({ seq }) => seq);
  expect(await (await openServer('duty-officer', 'U1')).ask()).toEqual(whole);
});
