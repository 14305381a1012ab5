import { contractVersion } from '@ftz/shared/contract/contract-version.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { machine } from '@ftz/shared/state/actors.fixture.ts';
import { exampleDisplay } from '@ftz/shared/state/wall.fixture.ts';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, startHouse, until } from '#house.ts';
import { openWallBrowser } from '#wall-key.ts';

/** A wall that falls silent is told to the desks, and in the health of the house, until it is heard. */
let house: House;
let leader: string;
const sockets: Socket[] = [];
beforeAll(async () => {
  const display = exampleDisplay({ keyId: 'of-a-wall-that-was-taken-down' });
  house = await startHouse(
    [
      { username: 'leader', role: 'shift-leader', areas: [...areaIds] },
      { username: 'officer', role: 'duty-officer', areas: ['PVG'] },
    ],
    [
      {
        type: 'wall.enrolled',
        areas: [...areaIds],
        actor: machine,
        data: { wallId: '1', accountId: 'W-1', display },
      },
    ],
  );
  leader = await house.signIn('leader');
});
afterAll(async () => {
  for (const socket of sockets) socket.disconnect();
  await house?.stop();
});

async function connect(cookie: string): Promise<Socket> {
  const socket = io(house.app.url, {
    transports: ['websocket'],
    forceNew: true,
    extraHeaders: { cookie, origin: house.app.url },
  });
  sockets.push(socket);
  await new Promise((resolve) => socket.once('connect', () => resolve(null)));
  return socket;
}
async function act(name: string, argument: object): Promise<number> {
  const response = await fetch(`${house.app.url}/api/commands`, {
    method: 'POST',
    headers: { cookie: leader, 'content-type': 'application/json' },
    body: JSON.stringify({ commandId: crypto.randomUUID(), name, basedOnVersion: null, argument }),
  });
  return response.status;
}
async function wallOf(id: '1' | '2', cookie: string) {
  const response = await fetch(`${house.app.url}/api/situation`, { headers: { cookie } });
  return ((await response.json()) as { situation: Situation }).situation.walls[id];
}
async function health(): Promise<{ ready: boolean; parts: { walls: object } }> {
  return (await (await fetch(`${house.app.url}/health/ready`)).json()) as never;
}
const beat = {
  sceneId: 'overview',
  why: 'usual',
  thrown: null,
  seq: 3,
  fps: 29.9,
  heapBytes: 90_000_000,
};

it('hears a wall that beats, and tells every desk of one that does not', {
  timeout: 90_000,
}, async () => {
  const browser = await openWallBrowser(() => house.app.url, '10.0.0.9');
  const { code } = (await browser.ask()).body;
  expect(await act('wall.enrol', { code, wallId: '2', areas: ['WGQ'] })).toBe(200);
  const wall = await connect((await browser.ask()).cookie ?? '');
  expect(await wall.emitWithAck('sync', { contractVersion, have: null })).toBeNull();
  expect(await wall.emitWithAck('wall-beat', beat)).toEqual({ heard: true });
  expect(await wall.emitWithAck('wall-beat', { ...beat, fps: 'many' })).toEqual({ heard: false });
  const beating = setInterval(() => wall.emit('wall-beat', beat, () => undefined), 5_000);
  const list = await fetch(`${house.app.url}/api/walls`, { headers: { cookie: leader } });
  expect(await list.json()).toMatchObject({ waiting: [], heard: [{ wallId: '2', beat }] });

  const officer = await house.signIn('officer');
  const blind = await until(
    () => wallOf('1', officer),
    (seen) => seen?.blindSinceMs != null,
    60_000,
  );
  expect(Date.now() - (blind?.blindSinceMs ?? 0)).toBeGreaterThanOrEqual(25_000);
  expect((await wallOf('2', officer))?.blindSinceMs).toBeNull();
  expect(await health()).toMatchObject({
    parts: {
      walls: { ok: false, needed: false, detail: expect.stringContaining('wall 1 is blind') },
    },
  });
  expect(await act('wall.revoke', { wallId: '1' })).toBe(200);
  expect(await health()).toMatchObject({ parts: { walls: { ok: true } } });
  clearInterval(beating);
});

it('takes no beat of who is no wall', async () => {
  const desk = await connect(leader);
  const answered = desk.timeout(1_000).emitWithAck('wall-beat', beat);
  await expect(answered).rejects.toThrow();
});
