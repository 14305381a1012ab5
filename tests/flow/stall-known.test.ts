import { join } from 'node:path';
import { DatabaseSync } from 'node:sqlite';
import { contractVersion } from '@ftz/shared/contract/contract-version.ts';
import { areaIds } from '@ftz/shared/contract/ids.ts';
import type { LiveDown } from '@ftz/shared/contract/live-down.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { type House, startHouse, until } from '#house.ts';

type Beat = Parameters<LiveDown['beat']>[0];
type Desk = { socket: Socket; beats: Beat[] };

let house: House;
const desks = new Map<string, Desk>();
const people = [
  { username: 'leader', role: 'shift-leader' as const, areas: [...areaIds] },
  { username: 'officer', role: 'duty-officer' as const, areas: ['PVG' as const] },
  { username: 'auditor', role: 'auditor' as const, areas: [...areaIds] },
];

beforeAll(async () => {
  house = await startHouse(people);
  for (const { username } of people) desks.set(username, await openDesk(username));
});
afterAll(async () => {
  for (const { socket } of desks.values()) socket.disconnect();
  await house?.stop();
});

/** A page that has the situation and follows. */
async function openDesk(username: string): Promise<Desk> {
  const cookie = await house.signIn(username);
  const response = await fetch(`${house.app.url}/api/situation`, { headers: { cookie } });
  const { epoch, situation } = (await response.json()) as { epoch: string; situation: Situation };
  const extraHeaders = { cookie, origin: house.app.url };
  const socket = io(house.app.url, { transports: ['websocket'], forceNew: true, extraHeaders });
  const beats: Beat[] = [];
  socket.on('beat', (beat: Beat) => beats.push(beat));
  const have = { epoch, seq: situation.seq };
  await socket.timeout(10_000).emitWithAck('sync', { contractVersion, have });
  return { socket, beats };
}
const told = (who: string) => desks.get(who)?.beats.at(-1);
const say = (who: string) => desks.get(who)?.socket.timeout(5_000).emitWithAck('stall-known');

it('a desk says that it knows that nothing is recorded, while nothing is, and every desk is told', async () => {
  expect(await say('leader')).toEqual({ known: false });
  const db = new DatabaseSync(join(house.dataDir, 'command-center.db'), { timeout: 10_000 });
  db.exec('BEGIN IMMEDIATE');
  // Something has to be written for anybody to learn that nothing can be.
  const command = { commandId: crypto.randomUUID(), name: 'duty.begin', argument: {} };
  desks.get('officer')?.socket.emit('command', { ...command, basedOnVersion: null }, () => null);
  await until(
    () => told('officer'),
    (beat) => beat?.stalledSinceMs != null,
  );
  expect(told('officer')?.stallKnownTo).toBeNull();
  expect(await say('auditor')).toEqual({ known: false });
  expect(await say('leader')).toEqual({ known: true });
  await until(
    () => told('officer'),
    (beat) => beat?.stallKnownTo === 'leader',
  );
  db.exec('ROLLBACK');
  db.close();
  await until(
    () => told('officer'),
    (beat) => beat?.stalledSinceMs === null,
  );
  expect(told('officer')?.stallKnownTo).toBeNull();
});
