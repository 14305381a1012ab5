/** Failed sign-ins that are taken within any `windowMs`; a right password costs nothing. */
export const loginLimits = {
  windowMs: 15 * 60_000,
  perAccount: 5,
  perAddress: 50,
  /** Of one account from an address that has signed in as it before: its own typing errors. */
  perKnownAddress: 10,
  /** Memory is bounded, whatever names strangers make up: who failed longest ago is forgotten. */
  mostKept: 10_000,
};
export type LoginLimits = typeof loginLimits;

export type LoginAttempt = { username: string; address: string };

/** A charged attempt. Left alone it is a failure; `refund`: the password was not even looked at. */
export type LoginCharge = { succeeded: () => void; refund: () => void };

/**
 * How often a password may be guessed (OWASP ASVS 5.0, 6.3.1). An account that somebody else guesses
 * at stays open to the addresses where its own people have signed in: those are counted apart. Names
 * that do not exist are counted like any other, so that the answer does not tell them.
 */
export type LoginBudget = {
  allows: (attempt: LoginAttempt, nowMs: number) => boolean;
  /** Null: too many already. Charged before the password is looked at, so that a burst counts too. */
  charge: (attempt: LoginAttempt, nowMs: number) => LoginCharge | null;
};

type Counter = { key: string; most: number };

export function createLoginBudget(limits: LoginLimits = loginLimits): LoginBudget {
  const { windowMs, perAccount, perAddress, perKnownAddress, mostKept } = limits;
  /** Times of failures, oldest first; the key that failed longest ago comes first. */
  const failures = new Map<string, number[]>();
  const known = new Set<string>();

  function countersOf({ username, address }: LoginAttempt): Counter[] {
    const network = networkOf(address);
    const pair = pairOf(username, network);
    if (known.has(pair)) return [{ key: pair, most: perKnownAddress }];
    return [
      { key: `account ${username}`, most: perAccount },
      { key: `address ${network}`, most: perAddress },
    ];
  }
  const recent = (key: string, nowMs: number) =>
    (failures.get(key) ?? []).filter((atMs) => atMs > nowMs - windowMs);
  const allows = (attempt: LoginAttempt, nowMs: number) =>
    countersOf(attempt).every(({ key, most }) => recent(key, nowMs).length < most);

  function add(key: string, nowMs: number): void {
    const times = [...recent(key, nowMs), nowMs];
    failures.delete(key);
    failures.set(key, times);
    forgetBeyond(failures, mostKept);
  }
  function takeBack(key: string, atMs: number): void {
    const times = failures.get(key) ?? [];
    const place = times.indexOf(atMs);
    if (place >= 0) times.splice(place, 1);
    if (times.length === 0) failures.delete(key);
  }

  return {
    allows,
    charge: (attempt, nowMs) => {
      if (!allows(attempt, nowMs)) return null;
      const charged = countersOf(attempt);
      for (const { key } of charged) add(key, nowMs);
      const refund = () => {
        for (const { key } of charged.splice(0)) takeBack(key, nowMs);
      };
      const succeeded = () => {
        refund();
        const pair = pairOf(attempt.username, networkOf(attempt.address));
        known.delete(pair);
        known.add(pair);
        forgetBeyond(known, mostKept);
      };
      return { succeeded, refund };
    },
  };
}

const pairOf = (username: string, network: string) => `pair ${network} ${username}`;

function forgetBeyond(kept: Map<string, unknown> | Set<string>, most: number): void {
  for (const oldest of kept.keys()) {
    if (kept.size <= most) return;
    kept.delete(oldest);
  }
}

/** One host has a whole /64 of IPv6 to itself (RFC 4291 2.5.4), so its addresses count as one. */
export function networkOf(address: string): string {
  const v4 = /^(?:::ffff:)?(\d+\.\d+\.\d+\.\d+)$/i.exec(address)?.[1];
  if (v4 !== undefined || !address.includes(':')) return v4 ?? address;
  const [head = [], tail = []] = address.split('::').map((half) => half.split(':').filter(Boolean));
  const gap = Array.from({ length: Math.max(0, 8 - head.length - tail.length) }, () => '0');
  const groups = [...head, ...gap, ...tail].slice(0, 4);
  return groups.map((group) => Number.parseInt(group, 16).toString(16)).join(':');
}
