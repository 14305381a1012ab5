import type { WaitingWall } from '@ftz/shared/contract/wall.ts';
import { createTokenBuckets } from '#domain/token-bucket.ts';

export const waitingLimits = {
  codeMs: 10 * 60_000,
  /** A code that is about to lapse is not shown any more: whoever reads it has time to type it. */
  renewedBeforeMs: 2 * 60_000,
  /** One that has not asked for so long has gone away. */
  awayAfterMs: 20_000,
  /** Whom a person turned away is not on anybody's list again for so long. */
  refusedMs: 10 * 60_000,
  mostWaiting: 20,
  /** Browsers of one address that may begin to wait: the four of a hall, and one more every two minutes. */
  newcomers: { burst: 4, perSecond: 1 / 120 },
  mostAddresses: 1_000,
};

/** A browser that has proved its key, and what is seen of it. */
export type Asker = Pick<WaitingWall, 'keyId' | 'key' | 'address' | 'browser'>;
type Waiting = Asker & { askedAtMs: number; heardAtMs: number; codes: Code[] };
type Code = { code: string; expiresAtMs: number };

export type WaitingAnswer =
  | ({ state: 'waiting' } & Code)
  | { state: 'refused'; untilMs: number }
  | { state: 'too-many' };

/**
 * Browsers that wait to be let in as screens of the hall, by key, each under a code that a person
 * compares. Kept in memory alone: after a restart they ask anew and show another code.
 */
export type WaitingWalls = {
  /** Asked again and again by whoever waits: the same code until it is about to lapse. */
  ask: (asker: Asker, nowMs: number) => WaitingAnswer;
  find: (code: string, nowMs: number) => WaitingWall | undefined;
  /** Those that are still there, who came first first, each under the code that it shows. */
  all: (nowMs: number) => WaitingWall[];
  letIn: (keyId: string) => void;
  turnAway: (keyId: string, nowMs: number) => void;
};

export function createWaitingWalls(
  newCode: () => string,
  limits: typeof waitingLimits = waitingLimits,
): WaitingWalls {
  const { codeMs, renewedBeforeMs, awayAfterMs, refusedMs, mostWaiting } = limits;
  const newcomers = createTokenBuckets(limits.newcomers, limits.mostAddresses);
  const waiting = new Map<string, Waiting>();
  const refused = new Map<string, number>();

  function forgetOld(nowMs: number): void {
    for (const each of waiting.values()) {
      each.codes = each.codes.filter(({ expiresAtMs }) => expiresAtMs > nowMs);
      if (each.codes.length === 0) waiting.delete(each.keyId);
    }
    for (const [keyId, untilMs] of refused) if (untilMs <= nowMs) refused.delete(keyId);
  }
  const isTaken = (code: string) =>
    [...waiting.values()].some(({ codes }) => codes.some((each) => each.code === code));

  function freshCode(nowMs: number): Code {
    let code = newCode();
    while (isTaken(code)) code = newCode();
    return { code, expiresAtMs: nowMs + codeMs };
  }
  /** Null: too many. */
  function admit(asker: Asker, nowMs: number): Waiting | null {
    if (waiting.size >= mostWaiting || !newcomers.take(asker.address, nowMs)) return null;
    const newcomer = { ...asker, askedAtMs: nowMs, heardAtMs: nowMs, codes: [] };
    waiting.set(asker.keyId, newcomer);
    return newcomer;
  }
  const shown = ({ heardAtMs: _, codes, ...each }: Waiting, { code, expiresAtMs }: Code) => ({
    ...each,
    code,
    expiresAtMs,
  });

  return {
    ask: (asker, nowMs) => {
      forgetOld(nowMs);
      const untilMs = refused.get(asker.keyId);
      if (untilMs !== undefined) return { state: 'refused', untilMs };
      const known = waiting.get(asker.keyId) ?? admit(asker, nowMs);
      if (known === null) return { state: 'too-many' };
      // What a person decides by is where it asks from now.
      Object.assign(known, { address: asker.address, browser: asker.browser, heardAtMs: nowMs });
      const last = known.codes.at(-1);
      const code = last && last.expiresAtMs - nowMs > renewedBeforeMs ? last : freshCode(nowMs);
      if (code !== last) known.codes.push(code);
      return { state: 'waiting', ...code };
    },
    find: (code, nowMs) => {
      for (const each of waiting.values()) {
        const found = each.codes.find((own) => own.code === code && own.expiresAtMs > nowMs);
        if (found) return shown(each, found);
      }
      return undefined;
    },
    all: (nowMs) => {
      forgetOld(nowMs);
      return [...waiting.values()].flatMap((each) => {
        const code = each.codes.at(-1);
        return code && each.heardAtMs > nowMs - awayAfterMs ? [shown(each, code)] : [];
      });
    },
    letIn: (keyId) => void waiting.delete(keyId),
    turnAway: (keyId, nowMs) => {
      waiting.delete(keyId);
      refused.set(keyId, nowMs + refusedMs);
    },
  };
}
