import type { Principal } from '@ftz/shared/contract/account.ts';

/**
 * Who is signed in on this phone, for a page that starts without a connection: it then shows what the
 * phone knows, and keeps what he does. The center asks for the session before it takes any of it.
 */
type Kept = { principal: Principal; signedInAtMs: number };

const principalKey = 'phone-principal';
const leavingKey = 'phone-leaving';
/** As long as a session of the road lasts at the center. */
const sessionMs = 8 * 3_600_000;

/** Desk and wall never show anything without the center's word on who looks. */
const isPhonePage = () => location.pathname === '/mobile';

export function keepPrincipal(principal: Principal): void {
  const before = read();
  const isSame = before?.principal.accountId === principal.accountId;
  const signedInAtMs = isSame ? before.signedInAtMs : Date.now();
  write(principalKey, JSON.stringify({ principal, signedInAtMs } satisfies Kept));
}

export function keptPrincipal(): Principal | null {
  if (!isPhonePage()) return null;
  const kept = read();
  const ageMs = kept ? Date.now() - kept.signedInAtMs : 0;
  return kept && ageMs >= 0 && ageMs < sessionMs ? kept.principal : null;
}

/** When the password was last given on this phone; null: not known. */
export function signedInAtMs(): number | null {
  return read()?.signedInAtMs ?? null;
}

export function forgetPrincipal(): void {
  write(principalKey, null);
}

/** Somebody signed out while the center could not be told: nobody is signed in by his cookie again. */
export function isLeaving(): boolean {
  try {
    return localStorage.getItem(leavingKey) !== null;
  } catch {
    return false;
  }
}

export function setLeaving(leaving: boolean): void {
  write(leavingKey, leaving ? 'yes' : null);
}

function read(): Kept | null {
  try {
    return JSON.parse(localStorage.getItem(principalKey) ?? 'null') as Kept | null;
  } catch {
    return null;
  }
}

/** Storage may be refused: then a phone without a connection waits for one. */
function write(key: string, value: string | null): void {
  try {
    if (value === null) localStorage.removeItem(key);
    else localStorage.setItem(key, value);
  } catch {
    return;
  }
}
