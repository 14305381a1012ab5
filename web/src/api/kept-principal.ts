import type { Principal } from '@ftz/shared/contract/account.ts';
import { isWallPage } from './wall-page.ts';

/**
 * Who is signed in on this phone, or as what this screen was let in, for a page that starts without a
 * connection: it then shows what it knows, and keeps what he does. The center asks for the session before
 * it takes any of it.
 */
type Kept = { principal: Principal; signedInAtMs: number };

const principalKey = 'phone-principal';
const leavingKey = 'phone-leaving';
/** As long as a session of the road lasts at the center; a screen of the hall renews its own each day. */
const sessionMs = { phone: 8 * 3_600_000, wall: 48 * 3_600_000 };

/** Null of a desk: it never shows anything without the center's word on who looks. */
function keptForMs(): number | null {
  if (isWallPage()) return sessionMs.wall;
  return location.pathname === '/mobile' ? sessionMs.phone : null;
}

export function keepPrincipal(principal: Principal): void {
  const before = read();
  // A screen counts from the center's last word, a person from his password.
  const isSame = !isWallPage() && before?.principal.accountId === principal.accountId;
  const signedInAtMs = isSame ? before.signedInAtMs : Date.now();
  write(principalKey, JSON.stringify({ principal, signedInAtMs } satisfies Kept));
}

export function keptPrincipal(): Principal | null {
  const forMs = keptForMs();
  if (forMs === null) return null;
  const kept = read();
  if (isWallPage() && kept?.principal.role !== 'wall') return null;
  const ageMs = kept ? Date.now() - kept.signedInAtMs : 0;
  return kept && ageMs >= 0 && ageMs < forMs ? kept.principal : null;
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
