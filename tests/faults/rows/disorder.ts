import { encodeZoneEvent } from '@ftz/mock-feeds/feeds/perimeter-dc09/encode.ts';
import type { Random } from '@ftz/mock-feeds/sim/random.ts';
import type { Situation } from '@ftz/shared/contract/situation.ts';
import { site } from '@ftz/shared/site/site.ts';
import { readLog } from '#faults/harness/audit-log.ts';
import { zoneOfficer } from '#faults/harness/furnish-data-dir.ts';
import { openPanelLine } from '#faults/harness/panel-line.ts';
import type { Row } from '#faults/harness/row.ts';
import { startRowProduct } from '#faults/harness/row-product.ts';

const messages = { a: 300, b: 2_000 };
const accounts = site.panels.map(({ account }) => account);
const zones = [1, 2, 3, 4];
const dayMs = 24 * 3_600_000;
const fiveYearsMs = 5 * 365 * dayMs;

type Signal = 'alarm' | 'restore';
type Message = { account: string; zone: number; signal: Signal; deviceAtMs: number; seq: number };

/** trust.md 4. */
export const disorder: Row = {
  name: 'disorder',
  promise: 'twice, disordered, a day late, from the future: one alarm per condition, "now" unmoved',
  tiers: ['a', 'b'],
  run: async ({ after, random, tier }) => {
    const count = tier === 'a' ? messages.a : messages.b;
    const product = await startRowProduct(after);
    const lines = new Map(
      accounts.map((account) => [account, openPanelLine(Number(product.settings.DC09_PORT))]),
    );
    after(() => {
      for (const line of lines.values()) line.close();
    });
    const nowMs = Math.floor(Date.now() / 1000) * 1000;
    const sent = disordered(random, count, nowMs);
    // One after another: what the centre heard first is then known.
    for (const message of sent) {
      const line = lines.get(message.account);
      await new Promise<void>((onAcked) => {
        line?.send({ seq: message.seq, frame: frameOf(message), onAcked });
      });
    }
    const expected = expectationOf(sent, nowMs);
    const cookie = await product.cookieOf(zoneOfficer);
    const { situation } = await product.situation(cookie);
    const log = await readLog(product, cookie);
    const raised = log.filter(({ type }) => type === 'alarm.raised');
    const breaches = [...differencesIn(situation, expected)];
    const perThing = Map.groupBy(raised, (event) =>
      event.type === 'alarm.raised' ? `${event.data.alarm.kind} ${event.data.alarm.entityId}` : '',
    );
    for (const [thing, alarms] of perThing) {
      if (alarms.length > 1) breaches.push(`${thing}: ${alarms.length} alarms`);
    }
    const quarantined = log.filter(({ type }) => type === 'report.quarantined').length;
    if (quarantined !== expected.quarantined.size) {
      breaches.push(
        `${quarantined} reports of the future were kept apart, not ${expected.quarantined.size}`,
      );
    }
    const kept = log.filter(({ type }) => type === 'fence.reported').length;
    if (kept !== expected.kept) breaches.push(`${kept} reports were kept, not ${expected.kept}`);
    const notes = [
      `${sent.length} messages, ${expected.kept} of them different and of this time: ${perThing.size} alarms, as the model says`,
    ];
    return { notes, breaches };
  },
};

const frameOf = ({ account, zone, signal, deviceAtMs, seq }: Message) =>
  encodeZoneEvent({ account, seq, zone, code: signal === 'alarm' ? 'BA' : 'BR', atMs: deviceAtMs });

/** Times around now, then a part of them moved, doubled and shuffled. */
function disordered(random: Random, count: number, nowMs: number): Message[] {
  const told = Array.from({ length: count }, (_, i): Message => {
    const dice = random.next();
    const ageMs = Math.floor(((count - i) / count) * 500) * 1000;
    const shiftMs = dice < 0.1 ? -dayMs : dice < 0.15 ? fiveYearsMs : 0;
    return {
      account: random.pick(accounts),
      zone: random.pick(zones),
      signal: random.next() < 0.6 ? 'alarm' : 'restore',
      deviceAtMs: nowMs - ageMs + shiftMs,
      seq: (i % 9_999) + 1,
    };
  });
  const withRepeats = told.flatMap((message) =>
    random.next() < 0.2 ? [message, message] : [message],
  );
  // Neighbours change places, a few of them over a long way.
  for (let i = 0; i < withRepeats.length; i++) {
    const reach = random.next() < 0.1 ? 40 : 3;
    const j = Math.min(withRepeats.length - 1, i + Math.floor(random.next() * reach));
    [withRepeats[i], withRepeats[j]] = [withRepeats[j] as Message, withRepeats[i] as Message];
  }
  return withRepeats;
}

type Expected = {
  alarms: Map<string, { count: number; returned: boolean }>;
  fences: Map<string, { signal: Signal; deviceAtMs: number }>;
  /** Messages of the future, each once: fewer than the share that a device has of an hour. */
  quarantined: Set<string>;
  kept: number;
};

const futureMs = 5 * 60_000;
const lateMs = 10 * 60_000;

/** The promises again, in as few words as they can be said: what must be known at the end. */
function expectationOf(sent: readonly Message[], nowMs: number): Expected {
  const newest = new Map<string, number>();
  const heard = new Set<string>();
  const expected: Expected = {
    alarms: new Map(),
    fences: new Map(),
    quarantined: new Set(),
    kept: 0,
  };
  for (const message of sent) {
    const { account, zone, signal, deviceAtMs } = message;
    if (deviceAtMs > nowMs + futureMs) {
      expected.quarantined.add(frameOf(message));
      continue;
    }
    if (heard.has(frameOf(message))) continue;
    heard.add(frameOf(message));
    expected.kept += 1;
    const segment = segmentOf(account, zone);
    const late = nowMs - deviceAtMs > lateMs || deviceAtMs < (newest.get(account) ?? 0);
    newest.set(account, Math.max(deviceAtMs, newest.get(account) ?? 0));
    if (!late) expected.fences.set(segment, { signal, deviceAtMs });
    expectAlarm(expected.alarms, segment, signal, late);
  }
  return expected;
}

/** What is late raises what nobody knew of, and changes nothing that is known. */
function expectAlarm(alarms: Expected['alarms'], segment: string, signal: Signal, late: boolean) {
  const alarm = alarms.get(segment);
  if (!alarm && signal === 'alarm') alarms.set(segment, { count: 1, returned: false });
  if (!alarm || late) return;
  if (signal === 'restore') alarm.returned = true;
  else alarms.set(segment, { count: alarm.count + 1, returned: false });
}

function segmentOf(account: string, zone: number): string {
  const fence = site.fences.find((one) => one.account === account && one.zone === zone);
  return fence?.id ?? `${account}/${zone}`;
}

function* differencesIn(situation: Situation, { alarms, fences }: Expected): Generator<string> {
  for (const [entityId, { count, returned }] of alarms) {
    const alarm = Object.values(situation.alarms).find(
      (one) => one.kind === 'fence-alarm' && one.entityId === entityId,
    );
    const isReturned = alarm !== undefined && alarm.returnedAtMs !== null;
    if (alarm?.count !== count || isReturned !== returned) {
      yield `${entityId}: counter ${alarm?.count}, ${isReturned ? 'returned' : 'lasting'}; the model says ${count}, ${returned ? 'returned' : 'lasting'}`;
    }
  }
  for (const [id, { signal, deviceAtMs }] of fences) {
    const shown = situation.fences[id];
    if (shown?.signal !== signal || shown.deviceAtMs !== deviceAtMs) {
      yield `${id} shows ${shown?.signal} of ${shown?.deviceAtMs}, not ${signal} of ${deviceAtMs}`;
    }
  }
}
