import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { decodeAnswer, encodeZoneEvent } from '@ftz/mock-feeds/feeds/perimeter-dc09/encode.ts';
import { contractVersion } from '@ftz/shared/contract/contract-version.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { io, type Socket } from 'socket.io-client';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { signIn, until } from '#house.ts';
import {
  endForcibly,
  isolatedSettings,
  type LaunchedProduct,
  launchBff,
} from '#launched-product.ts';

let settings: Record<string, string>;
let product: LaunchedProduct;
let desk: Desk;
const url = () => `http://127.0.0.1:${settings.PORT}`;

beforeAll(async () => {
  settings = { ...(await isolatedSettings()), FEEDS: 'none' };
  product = await launchBff(settings);
  const accounts = JSON.parse(readFileSync(`${settings.DATA_DIR}/first-accounts.json`, 'utf8'));
  const officer = accounts.find(({ role }: { role: string }) => role === 'duty-officer');
  desk = openDesk(await signIn(url(), officer.username, officer.password));
});
afterAll(() => {
  desk?.socket.disconnect();
  if (product) endForcibly(product);
});

type Desk = {
  socket: Socket;
  cookie: string;
  applied: number[];
  seq: () => number;
  faults: string[];
};

/** A page without pixels: follows the durable lane as the contract says, and notes every breach. */
function openDesk(cookie: string): Desk {
  const socket = io(url(), {
    transports: ['websocket'],
    extraHeaders: { cookie, origin: url() },
    reconnectionDelay: 100,
    reconnectionDelayMax: 300,
  });
  const applied: number[] = [];
  const faults: string[] = [];
  let epoch: string | null = null;
  let seq = 0;
  socket.on('connect', () => {
    socket.emit(
      'sync',
      { contractVersion, have: epoch === null ? null : { epoch, seq } },
      () => undefined,
    );
  });
  socket.on('snapshot', (message: { epoch: string; situation: Situation }) => {
    if (epoch !== null) faults.push(`a snapshot though ${seq} of ${epoch} was known`);
    epoch = message.epoch;
    seq = message.situation.seq;
  });
  socket.on('events', (batch: { afterSeq: number; upToSeq: number; events: DurableEvent[] }) => {
    if (batch.afterSeq !== seq)
      faults.push(`stands at ${seq}, was sent what follows ${batch.afterSeq}`);
    for (const event of batch.events) {
      if (event.seq <= (applied.at(-1) ?? 0)) faults.push(`${event.seq} twice or out of order`);
      applied.push(event.seq);
    }
    seq = batch.upToSeq;
  });
  return { socket, cookie, applied, seq: () => seq, faults };
}

type Sent = { seq: number; zone: number; atMs: number };

/** A panel that repeats what was not acknowledged, as DC-09 wants it, through any number of crashes. */
async function reportUntilAcknowledged(event: Sent): Promise<void> {
  const frame = encodeZoneEvent({ account: '1001', code: 'BA', ...event });
  for (;;) {
    const acknowledged = await tryOnce(frame, event.seq);
    if (acknowledged) return;
  }
}

async function tryOnce(frame: string, seq: number): Promise<boolean> {
  const socket = createConnection(Number(settings.DC09_PORT), '127.0.0.1');
  socket.setTimeout(2_000, () => socket.destroy());
  const ended = once(socket, 'close').then(
    () => null,
    () => null,
  );
  socket.on('error', () => undefined);
  socket.write(frame, 'latin1');
  const answer = await Promise.race([once(socket, 'data').catch(() => null), ended]);
  socket.destroy();
  if (answer === null) await new Promise((resolve) => setTimeout(resolve, 50));
  return answer !== null && decodeAnswer(String(answer).replace('\r', ''))?.seq === seq;
}

async function fenceReports(): Promise<{ zone: number; deviceAtMs: number }[]> {
  const found: { zone: number; deviceAtMs: number }[] = [];
  for (let afterSeq = 0; ; ) {
    const response = await fetch(`${url()}/api/events?afterSeq=${afterSeq}&limit=1000`, {
      headers: { cookie: desk.cookie },
    });
    const page = (await response.json()) as { upToSeq: number; events: DurableEvent[] };
    for (const event of page.events) {
      if (event.type === 'fence.reported') found.push(event.data.report);
    }
    if (page.upToSeq === afterSeq) return found;
    afterSeq = page.upToSeq;
  }
}

it('killed three times in the middle: what was acknowledged is there, once, on the page too', async () => {
  const startMs = Math.floor(Date.now() / 1000) * 1000 - 120_000;
  const events = Array.from({ length: 90 }, (_, i) => ({
    seq: i + 1,
    zone: (i % 12) + 1,
    atMs: startMs + i * 1000,
  }));
  await until(() => desk.socket.connected, Boolean);
  for (const [i, event] of events.entries()) {
    const reported = reportUntilAcknowledged(event);
    // In the middle: the frame is under way, acknowledged or not, when the process dies.
    if (i % 30 === 15) {
      product.launcher.kill('SIGKILL');
      await product.ended;
      product = await launchBff(settings);
    }
    await reported;
  }
  const found = await fenceReports();
  const keys = found.map(({ zone, deviceAtMs }) => `${zone}@${deviceAtMs}`).sort();
  expect(keys).toEqual(events.map(({ zone, atMs }) => `${zone}@${atMs}`).sort());

  const head = async () => {
    const response = await fetch(`${url()}/api/situation`, { headers: { cookie: desk.cookie } });
    return ((await response.json()) as { situation: Situation }).situation.seq;
  };
  const last = await head();
  await until(
    () => desk.seq(),
    (seq) => seq >= last,
  );
  expect(desk.faults).toEqual([]);
  expect(new Set(desk.applied).size).toBe(desk.applied.length);
});
