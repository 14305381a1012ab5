import { createHmac } from 'node:crypto';
import type { Equipment } from '@ftz/shared/contract/site.ts';
import type { Journal } from '#feeds/journal.ts';
import { openPersistentSocket } from '#feeds/persistent-socket.ts';
import type { KindSurroundings, SimulatedKind } from '#feeds/simulated-kind.ts';
import { encodeEvent, encodeHeartbeat, encodeReport } from './encode.ts';

const gateway = 'eseal-jointech';
const reportEveryMs = 60_000;
const heartbeatEveryMs = 45_000;
/** Who is not acknowledged says it again. */
const resendAfterMs = 20_000;
const mostKept = 200;
/** An opened lock that nobody touches locks itself. */
const relockAfterMs = 30_000;

/** Every lock of the register that speaks Jointech: tied, locked, and reporting once a minute. */
export const startJointechLocks: SimulatedKind = async (surroundings) => {
  const { plan, site } = surroundings;
  if (plan.ports[gateway] === 0) return { online: Promise.resolve(), close: async () => {} };
  const locks = site.equipment
    .filter((each) => each.gateway === gateway)
    .map((each) => startLock(each, surroundings));
  return {
    online: Promise.all(locks.map(({ online }) => online)).then(() => undefined),
    close: async () => {
      for (const lock of locks) lock.close();
    },
  };
};

/** A message that waits to be acknowledged under its serial. */
type Kept = { bytes: Buffer; serial: number; name: string | null };

export type SimulatedLock = {
  online: Promise<void>;
  close: () => void;
};

export function startLock(
  { deviceId, point }: Pick<Equipment, 'deviceId' | 'point'>,
  { plan, randomOf, nowMs, journal }: KindSurroundings,
): SimulatedLock {
  const random = randomOf(`lock ${deviceId}`);
  const online = Promise.withResolvers<void>();
  const place = point ?? [121.6, 31.3];
  const password = passwordOf(plan.deviceKeys[`${gateway}/${deviceId}`] ?? '');
  const outbox = createOutbox((bytes) => socket.write(bytes), journal);
  const state = { ropeInserted: true, motorLocked: true, ropeCut: false, coverOpened: false };
  let serial = Math.floor(random.next() * 256);
  let wrongPasswords = 0;
  let heard = '';
  let relock: NodeJS.Timeout | null = null;

  const nextSerial = () => {
    serial = (serial + 1) % 256;
    return serial;
  };
  const secondOf = (atMs: number) => Math.floor(atMs / 1000) * 1000;

  const report = () => {
    const atMs = secondOf(nowMs());
    const own = nextSerial();
    const said = {
      deviceId,
      dataType: 'live' as const,
      atMs,
      point: place,
      wantsAck: true,
      batteryPct: 84,
    };
    const bytes = encodeReport({ ...said, ...state, serial: own });
    outbox.send({ bytes, serial: own, name: null });
  };
  const event = (source: number, verification: number) => {
    const atMs = secondOf(nowMs());
    const own = nextSerial();
    const card = '0000000000';
    const said = { deviceId, atMs, point: place, source, verification, card, wrongPasswords };
    // The centre counts events apart from reports.
    const name = `seal/${deviceId}/${256 + own}/${atMs}`;
    outbox.send({ bytes: encodeEvent({ ...said, serial: own }), serial: own, name });
  };

  const lockAgain = () => {
    state.motorLocked = true;
    event(5, 0);
    report();
  };
  const unlock = (said: string) => {
    if (said !== password) {
      wrongPasswords += 1;
      event(4, 0);
      return;
    }
    wrongPasswords = 0;
    state.motorLocked = false;
    event(4, 1);
    report();
    if (relock) clearTimeout(relock);
    relock = setTimeout(lockAgain, relockAfterMs);
  };

  const obey = (command: string, fields: string[]) => {
    if (command === 'P69') outbox.acknowledge(Number(fields[1]));
    if (command === 'P69') online.resolve();
    if (command === 'P43') unlock(fields[0] ?? '');
  };

  const socket = openPersistentSocket({
    host: plan.host,
    port: plan.ports[gateway],
    random,
    onOpen: () => {
      heard = '';
      socket.settled();
      socket.write(encodeHeartbeat(deviceId));
      outbox.open();
      report();
    },
    onData: (chunk) => {
      heard = `${heard}${chunk.toString('latin1')}`.slice(-1000);
      for (;;) {
        const frame = /\(([^()]*)\)/.exec(heard);
        if (!frame) return;
        heard = heard.slice(frame.index + frame[0].length);
        const [command = '', ...fields] = (frame[1] ?? '').split(',');
        obey(command, fields);
      }
    },
    onClosed: outbox.shut,
  });
  const beats = [
    setInterval(report, reportEveryMs * (0.9 + 0.2 * random.next())),
    setInterval(() => socket.write(encodeHeartbeat(deviceId)), heartbeatEveryMs),
    setInterval(outbox.resend, resendAfterMs),
  ];
  return {
    online: online.promise,
    close: () => {
      for (const beat of beats) clearInterval(beat);
      if (relock) clearTimeout(relock);
      socket.close();
    },
  };
}

/** As a technician sets it when the lock is commissioned: six digits of its key. */
function passwordOf(key: string): string {
  const digest = createHmac('sha256', key).update('jointech P43').digest();
  const digits = String(digest.readUInt32BE(0) % 1_000_000).padStart(6, '0');
  return digits === '888888' ? '888889' : digits;
}

/** What was said and not acknowledged, in its order, said again after a new connection and after a while. */
function createOutbox(write: (bytes: Buffer) => void, journal: Journal) {
  const kept: Kept[] = [];
  let isOpen = false;
  const say = ({ bytes, name }: Kept) => {
    if (!isOpen) return;
    if (name !== null) journal.sent(name);
    write(bytes);
  };
  const sayAll = () => {
    for (const each of kept) say(each);
  };
  return {
    send: (message: Kept) => {
      if (kept.push(message) > mostKept) kept.shift();
      say(message);
    },
    acknowledge: (serial: number) => {
      const at = kept.findIndex((each) => each.serial === serial);
      const [done] = at < 0 ? [] : kept.splice(at, 1);
      if (done && done.name !== null) journal.acked(done.name);
    },
    open: () => {
      isOpen = true;
      sayAll();
    },
    shut: () => {
      isOpen = false;
    },
    resend: sayAll,
  };
}
