import fc from 'fast-check';
import { expect, it } from 'vitest';
import type { GatewayHost } from '#adapters/device-adapter.ts';
import type { Observation } from '#domain/observation.ts';
import { createOrderDesk } from './open-orders.ts';
import { registrationCode, signLine } from './signed-line.ts';
import { talkTo } from './talk.ts';

const key = 'a key of more than sixteen';
const kinds: Record<string, 'barrier' | 'weighbridge'> = { BAR: 'barrier', SCALE: 'weighbridge' };

function startLine(fails: boolean | (() => boolean) = false) {
  const accepted: Observation[] = [];
  const bad: string[] = [];
  const said: string[] = [];
  let ended = false;
  let badText = '';
  const host: GatewayHost = {
    accept: async (observation) => {
      if (typeof fails === 'function' ? fails() : fails) throw new Error('the disk is full');
      accepted.push(observation);
    },
    countFrame: () => undefined,
    keepBadFrame: (bytes, reason) => {
      bad.push(reason);
      badText = Buffer.from(bytes).toString();
    },
    nowMs: () => 1_790_000_000_000,
  };
  const line = {
    peer: '10.0.0.7:1',
    send: (bytes: Uint8Array) => void said.push(Buffer.from(bytes).toString()),
    end: () => {
      ended = true;
    },
  };
  const orders = createOrderDesk(host.nowMs);
  const deps = {
    keyOf: (id: string) => (Object.hasOwn(kinds, id) ? key : null),
    kindOf: (id: string) => kinds[id] ?? null,
    orders,
    taken: new Map<string, number>(),
  };
  const talk = talkTo(line, deps, host);
  const take = (text: string | Uint8Array) => talk.take(Buffer.from(text));
  const nonce = () => /CHALLENGE (\w+)/.exec(said[0] ?? '')?.[1] ?? '';
  const say = (words: object) => take(signLine(key, 'device', nonce(), JSON.stringify(words)));
  return {
    accepted,
    bad,
    badText: () => badText,
    said,
    ended: () => ended,
    take,
    say,
    orders,
    end: talk.end,
  };
}

const opened = { type: 'barrier', n: 5, atMs: 1_790_000_000_000, state: 'open', release: 'O1' };

it('takes a signed line, and answers that it was kept', async () => {
  const line = startLine();
  await line.take('HELLO BAR\n');
  await line.say(opened);
  expect(line.accepted).toMatchObject([
    { kind: 'equipment', report: { what: 'barrier-opened', releaseId: 'O1', eventId: '5' } },
  ]);
  expect(line.said[1]).toContain('{"type":"taken","n":5}');
});

it('does not say that it was kept when it was not, and takes it then', async () => {
  const line = startLine(true);
  await line.take('HELLO BAR\n');
  await line.say(opened);
  expect(line.said[1]).toContain('"why":"not-ready"');
  await line.say(opened);
  expect(line.said).toHaveLength(3);
  expect(line.ended()).toBe(false);
});

it('takes nothing before what it could not keep, so that it is never taken for kept', async () => {
  let full = true;
  const line = startLine(() => full);
  await line.take('HELLO BAR\n');
  await line.say(opened);
  full = false;
  await line.say({ ...opened, n: 6 });
  expect(line.accepted).toEqual([]);
  await line.say(opened);
  await line.say({ ...opened, n: 6 });
  expect(line.accepted).toMatchObject([{ report: { eventId: '5' } }, { report: { eventId: '6' } }]);
  expect(line.said.at(-1)).toContain('{"type":"taken","n":6}');
});

it('orders who has proved himself, as long as his line stands', async () => {
  const line = startLine();
  const order = {
    orderId: 'O1',
    gateway: 'lane-equipment' as const,
    deviceId: 'BAR',
    act: { name: 'barrier-lift' as const },
    expiresAtMs: 1_790_000_000_001,
  };
  await line.take('HELLO BAR\n');
  expect(await line.orders.send(order)).toEqual({ sent: false, why: 'not-connected' });
  await line.say({ type: 'heartbeat', n: 1, atMs: 1 });
  expect(await line.orders.send(order)).toEqual({ sent: true, reference: 'O1' });
  expect(line.said.at(-1)).toContain('"act":"lift"');
  expect(await line.orders.send({ ...order, act: { name: 'unlock' } })).toMatchObject({
    why: 'unsupported',
  });
  expect(await line.orders.send({ ...order, expiresAtMs: 0 })).toMatchObject({ why: 'expired' });
  line.end();
  expect(await line.orders.send(order)).toMatchObject({ why: 'not-connected' });
});

it('never writes a byte to a scale', async () => {
  const line = startLine();
  await line.take(`FTZREG SCALE ${registrationCode(key, 'SCALE')}\nST,GS,+0030120kg\r\n`);
  await line.take('ST,GS,+0030120kg\r\n'.repeat(20));
  await line.take(new Uint8Array([2, 3, 255]));
  expect(line.said).toEqual([]);
  expect(line.accepted.filter(({ kind }) => kind === 'equipment')).toMatchObject([
    { report: { what: 'weighed', weightKg: 30_120 } },
  ]);
});

it('lives through anything', async () => {
  const words = fc.constantFrom(
    'HELLO BAR\n',
    'HELLO NOBODY\n',
    `FTZREG SCALE ${registrationCode(key, 'SCALE')}\n`,
    'FTZREG BAR 0123456789abcdef\n',
    `${'0'.repeat(64)} {}\n`,
    '\n',
  );
  const chunk = fc.oneof(
    words.map((text) => Buffer.from(text)),
    fc.uint8Array({ maxLength: 300 }),
  );
  await fc.assert(
    fc.asyncProperty(fc.array(chunk, { maxLength: 8 }), fc.boolean(), async (chunks, fails) => {
      const line = startLine(fails);
      for (const each of chunks) await line.take(each);
      line.end();
      expect(line.accepted.some(({ kind }) => kind === 'order-answer')).toBe(false);
    }),
  );
});

it("keeps no scale's code, right or wrong", async () => {
  const line = startLine();
  await line.take(`FTZREG BAR ${registrationCode(key, 'BAR')}\n`);
  expect(line.bad).toEqual(['wrong-code']);
  expect(line.badText()).toBe('FTZREG BAR');
});
