import { createServer, type Server as HttpServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { Server, type Socket } from 'socket.io';
import { afterEach, beforeEach, expect, it, vi } from 'vitest';
import { checkJournal, isClean } from './check-journal.ts';
import { type LightDesk, openLightDesk } from './light-desk.ts';
import { createLiveReader } from './live-reader.ts';
import { createTruthJournal } from './truth-journal.ts';

/** A server that keeps the contract with a log that the test writes. */
let http: HttpServer;
let io: Server;
let epoch: string;
let log: string[];
let live: Map<Socket, number>;
let desk: LightDesk | null;

const noted = (seq: number) => ({
  seq,
  atMs: seq,
  type: 'incident.noted',
  areas: ['WGQ'],
  actor: { kind: 'machine', name: 'test' },
  data: { incidentId: 'I1', text: log[seq - 1] },
});
const range = (afterSeq: number, upToSeq: number) => ({
  afterSeq,
  upToSeq,
  events: Array.from({ length: upToSeq - afterSeq }, (_, i) => noted(afterSeq + i + 1)),
});

beforeEach(async () => {
  [epoch, log, live, desk] = ['first', ['one', 'two'], new Map(), null];
  http = createServer((_, response) => void response.end());
  io = new Server(http, { transports: ['websocket'] });
  io.on('connection', (socket) => {
    socket.on('sync', ({ have }, reply) => {
      reply(null);
      const resume = have?.epoch === epoch ? 'replay' : 'snapshot';
      socket.emit('welcome', { epoch, headSeq: log.length, resume });
      if (resume === 'snapshot') return;
      if (have.seq < log.length) socket.emit('events', range(have.seq, log.length));
      live.set(socket, log.length);
    });
    socket.on('disconnect', () => live.delete(socket));
  });
  await new Promise<void>((listening) => http.listen(0, '127.0.0.1', listening));
});
afterEach(async () => {
  desk?.close();
  await io.close();
});

function append(text: string) {
  log.push(text);
  for (const [socket, sentUpTo] of live) {
    socket.emit('events', range(sentUpTo, log.length));
    live.set(socket, log.length);
  }
}

function open() {
  const journal = createTruthJournal();
  const opened = openLightDesk({
    url: () => `http://127.0.0.1:${(http.address() as AddressInfo).port}`,
    cookie: 'sid=1',
    record: journal.desk('desk', ['WGQ']),
    reader: createLiveReader(journal),
    readSnapshot: async () => ({ epoch, situation: { seq: log.length } }),
    random: () => 0,
  });
  desk = opened;
  return { journal, desk: opened };
}
const standsAt = (seq: number) => () => {
  expect(desk?.seq()).toBe(seq);
  expect(desk?.atHeadSinceMs()).not.toBeNull();
};

it('reads a snapshot, then lives', async () => {
  const { journal, desk } = open();
  await vi.waitFor(standsAt(2));
  append('three');
  await vi.waitFor(standsAt(3));
  expect(desk.record.pages).toMatchObject([{ epoch: 'first', fromSeq: 2, seqs: [3] }]);
  expect(isClean(checkJournal(journal, 'first'))).toBe(true);
});

it('asks for what it missed when its connection was dropped', async () => {
  const { desk } = open();
  await vi.waitFor(standsAt(2));
  desk.drop();
  await vi.waitFor(() => expect(desk.isConnected()).toBe(false));
  append('three');
  append('four');
  await vi.waitFor(standsAt(4));
  expect([desk.snapshots(), desk.record.pages[0]?.seqs, desk.faults]).toEqual([1, [3, 4], []]);
});

it('starts anew on another history', async () => {
  const { desk } = open();
  await vi.waitFor(standsAt(2));
  [epoch, log] = ['restored', ['one']];
  desk.drop();
  await vi.waitFor(standsAt(1));
  expect(desk.record.pages.map((page) => [page.epoch, page.fromSeq])).toEqual([
    ['first', 2],
    ['restored', 1],
  ]);
  expect(desk.faults).toEqual([]);
});

it('notices a gap, says so and joins again', async () => {
  const { desk } = open();
  await vi.waitFor(standsAt(2));
  log.push('never sent');
  for (const socket of live.keys()) live.set(socket, log.length);
  append('four');
  await vi.waitFor(standsAt(4));
  expect(desk.faults).toEqual(['stands at 2, was sent what follows 3']);
  expect(desk.record.pages[0]?.seqs).toEqual([3, 4]);
});

it('takes nothing while it is frozen, and all of it afterwards', async () => {
  const { desk } = open();
  await vi.waitFor(standsAt(2));
  desk.line().freeze();
  append('three');
  // A round through the same server: what it has sent before has arrived on this machine.
  await fetch(`http://127.0.0.1:${(http.address() as AddressInfo).port}/`);
  expect(desk.seq()).toBe(2);
  desk.line().thaw();
  await vi.waitFor(standsAt(3));
});
