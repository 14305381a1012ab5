import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { createConnection } from 'node:net';
import { decodeAnswer, encodeZoneEvent } from '@ftz/mock-feeds/feeds/perimeter-dc09/encode.ts';
import type { DurableEvent } from '@ftz/shared/contract/durable-event.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { afterAll, beforeAll, expect, it } from 'vitest';
import { until } from '#house.ts';
import {
  endForcibly,
  isolatedSettings,
  type LaunchedProduct,
  launchBff,
} from '#launched-product.ts';
import { type HeadlessDesk, openHeadlessDesk } from '#load/headless-desk.ts';
import { signIn } from '#sign-in.ts';

let settings: Record<string, string>;
let product: LaunchedProduct;
let cookie: string;
let desk: HeadlessDesk;
const url = () => `http://127.0.0.1:${settings.PORT}`;

beforeAll(async () => {
  settings = { ...(await isolatedSettings()), FEEDS: 'none' };
  product = await launchBff(settings);
  const accounts = JSON.parse(readFileSync(`${settings.DATA_DIR}/first-accounts.json`, 'utf8'));
  const officer = accounts.find(({ role }: { role: string }) => role === 'duty-officer');
  cookie = await signIn(url(), officer.username, officer.password);
  desk = openHeadlessDesk({ url: url(), cookie });
});
afterAll(() => {
  desk?.close();
  if (product) endForcibly(product);
});

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
      headers: { cookie },
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
    const response = await fetch(`${url()}/api/situation`, { headers: { cookie } });
    return ((await response.json()) as { situation: Situation }).situation.seq;
  };
  const last = await head();
  await until(
    () => desk.situation().seq,
    (seq) => seq >= last,
  );
  expect(desk.faults).toEqual([]);
  expect(new Set(desk.applied).size).toBe(desk.applied.length);
});
