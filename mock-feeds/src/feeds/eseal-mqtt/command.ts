import { createHmac, hkdfSync, timingSafeEqual } from 'node:crypto';

/** What a seal can be told to do. */
export type SealOp = 'lock' | 'unlock' | 'locate';
const ops: readonly string[] = ['lock', 'unlock', 'locate'] satisfies SealOp[];

/** As it is written into a seal when it is issued: out of the fleet's master secret, by its id. */
export function sealKeyOf(deviceKeys: Readonly<Record<string, string>>, sealId: string): string {
  const name = `eseal-mqtt/${sealId}`;
  const master = deviceKeys['eseal-mqtt'] ?? '';
  return (
    deviceKeys[name] ?? Buffer.from(hkdfSync('sha256', master, '', name, 32)).toString('base64url')
  );
}

export type SealCommand = { cmdId: string; op: SealOp };
type Heard = { ok: true; command: SealCommand } | { ok: false; cmdId: string | null; why: string };

/**
 * Obeys a command once, before it expires by the seal's own clock, and only under the seal's own key.
 */
export function createCommandEar(key: string, nowMs: () => number): (payload: Buffer) => Heard {
  const heard = new Set<string>();
  return (payload) => {
    const said = readCommand(payload);
    if (said === null) return { ok: false, cmdId: null, why: 'unreadable' };
    const { cmdId, op, expiresAt, auth } = said;
    const due = createHmac('sha256', key).update(`${cmdId}\n${op}\n${expiresAt}`).digest();
    const given = Buffer.from(auth, 'hex');
    const isOurs = given.length === due.length && timingSafeEqual(given, due);
    // Who cannot sign is not told what else was wrong.
    if (!isOurs) return { ok: false, cmdId: null, why: 'forged' };
    if (!(Date.parse(expiresAt) > nowMs())) return { ok: false, cmdId, why: 'expired' };
    if (heard.has(cmdId)) return { ok: false, cmdId: null, why: 'heard before' };
    heard.add(cmdId);
    if (!ops.includes(op)) return { ok: false, cmdId, why: 'unknown-op' };
    return { ok: true, command: { cmdId, op: op as SealOp } };
  };
}

function readCommand(
  payload: Buffer,
): Record<'cmdId' | 'op' | 'expiresAt' | 'auth', string> | null {
  try {
    const { cmdId, op, expiresAt, auth } = JSON.parse(payload.toString());
    const said = { cmdId, op, expiresAt, auth };
    return Object.values(said).every((word) => typeof word === 'string') ? said : null;
  } catch {
    return null;
  }
}
